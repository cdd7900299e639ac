/**
 * GAN Clinic: GANs that do not converge, repaired one cause at a time.
 *
 * @module
 */
export * from "./backend/mod.ts";
export * from "./batches.ts";
export * from "./bounds.ts";
export * from "./checkpoint.ts";
export * from "./diagnose/mod.ts";
export * from "./diagnostics/mod.ts";
export * from "./figures/mod.ts";
export * from "./gan.ts";
export * from "./generator.ts";
export * from "./history.ts";
export * from "./idx.ts";
export * from "./images.ts";
export * from "./losses/mod.ts";
export * from "./mann_kendall.ts";
export * from "./mnist.ts";
export * from "./model_store/mod.ts";
export * from "./networks/mod.ts";
export * from "./quality/mod.ts";
export * from "./random.ts";
export * from "./recipe.ts";
export * from "./sampler.ts";
export * from "./study/mod.ts";
export * from "./toy/mod.ts";
export * from "./train.ts";
export * from "./trends.ts";
