/**
 * A tfjs backend that trains at native speed: matrix products by a BLAS library, the rest in SIMD kernels, on one
 * shared memory and two threads.
 *
 * @module
 */
export { disposeEngine, type EngineInfo, type EngineOptions, installEngine } from "./install.ts";
export { engineName } from "./registry.ts";
