/**
 * Measurements that show a cause: who is trained, what is affine, what is saturated, what gradient is left.
 *
 * @module
 */
export * from "./activations.ts";
export * from "./affine.ts";
export * from "./gradients.ts";
export * from "./saturation.ts";
export * from "./untrained.ts";
export * from "./updates.ts";
