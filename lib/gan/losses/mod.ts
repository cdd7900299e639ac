/**
 * The losses of all recipes, the gradient penalty, and where the losses come to rest.
 *
 * @module
 */
export * from "./fixed_points.ts";
export * from "./losses.ts";
export * from "./non_saturating.ts";
export * from "./penalty.ts";
export * from "./relativistic.ts";
