// The SIMD kernels of the engine, in AssemblyScript; `deno task build-kernels` compiles them to ../kernels.wasm.
export * from "./elementwise";
export * from "./rows";
export * from "./activations";
export * from "./reduce";
export * from "./adam";
export * from "./patches";
