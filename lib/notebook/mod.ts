/**
 * What only a notebook needs: displays, the live view, static pictures, the stop button.
 *
 * @module
 */
export * from "./display.ts";
export * from "./live.ts";
export * from "./set_up.ts";
export * from "./slider.ts";
export * from "./stop.ts";
export * from "./report.ts";
export { closeRenderer, type RenderOptions, renderSvg } from "./svg.ts";
export * from "./table.ts";
export * from "./verdict.ts";
export * from "./watch.ts";
