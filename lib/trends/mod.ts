/**
 * What a curve does, and how sure that is.
 *
 * @module
 */
export * from "./bounds.ts";
export * from "./mann_kendall.ts";
export * from "./spread.ts";
export * from "./trends.ts";
