/**
 * A toy world whose modes can be counted, to see which losses drop some of them.
 *
 * @module
 */
export * from "./grid.ts";
export * from "./grid_gan.ts";
export * from "./grid_run.ts";
