/**
 * The course: its stages, its data, its recorded runs, its toy. All of it needs the clone.
 *
 * @module
 */
export * from "./mnist.ts";
export * from "./show_ledger.ts";
export * from "./show_report.ts";
export * from "./stages.ts";
export * from "./study/mod.ts";
export * from "./toy/mod.ts";
