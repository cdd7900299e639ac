/**
 * Figures as Plotly's JSON: pure data, drawn elsewhere.
 *
 * @module
 */
export * from "./bars.ts";
export * from "./compare.ts";
export * from "./curve.ts";
export * from "./dots.ts";
export * from "./figure.ts";
export * from "./guides.ts";
export * from "./histogram.ts";
export * from "./ledger.ts";
export * from "./loss.ts";
export * from "./points.ts";
export * from "./question.ts";
export * from "./samples.ts";
export * from "./slider.ts";
export * from "./training.ts";
export * from "./strips.ts";
