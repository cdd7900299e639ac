/**
 * The GAN: its recipe, its networks and losses, its training and what that leaves.
 *
 * @module
 */
export * from "./checkpoint.ts";
export * from "./gan.ts";
export * from "./history.ts";
export type { FixedPoint, Losses, LossName } from "./losses/mod.ts";
export * as losses from "./losses/mod.ts";
export * from "./networks/mod.ts";
export type { Recipe } from "./recipe.ts";
export * as recipes from "./recipes.ts";
export * from "./run.ts";
export { fixedSampler, type SamplerOptions, type Source } from "./source.ts";
export * from "./train.ts";
