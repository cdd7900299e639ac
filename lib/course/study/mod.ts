/**
 * The study: recorded runs of every recipe from several seeds, and the ledger that sums them up.
 *
 * @module
 */
export * from "./compare.ts";
export * from "./figure_rows.ts";
export * from "./ledger.ts";
export * from "./peer.ts";
export * from "./pixel_range.ts";
export * from "./plan.ts";
export * from "./recorded.ts";
export * from "./run.ts";
