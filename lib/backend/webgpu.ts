/**
 * tfjs's WebGPU backend: the graphics card.
 *
 * @module
 */
import type { Candidate } from "./candidate.ts";

/**
 * The candidate for those who ask for it: which of card and processor is faster depends on the
 * network, and small ones lose on a card. A loop must read its results by `await tensor.data()`.
 */
export const webgpu: Candidate = {
  name: "webgpu",
  async start() {
    const adapter = await globalThis.navigator?.gpu?.requestAdapter();
    if (!adapter) throw new Error("WebGPU finds no graphics card here");
    const { isFallbackAdapter, description, vendor } = adapter.info;
    const named = description || vendor || "a card that does not say its name";
    if (isFallbackAdapter) throw new Error(`WebGPU finds only an imitation in software, ${named}`);
    // Not at the top of this file: importing the package makes it tfjs's default backend.
    await import("@tensorflow/tfjs-backend-webgpu");
    return { name: "webgpu", why: `WebGPU on ${named}` };
  },
};
