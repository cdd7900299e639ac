/**
 * Keeps tfjs from advertising tfjs-node.
 *
 * Under Deno and Node, the first tensor that reaches tfjs's cpu backend prints a banner through
 * `console.warn`. The backend remembers in `firstUse` whether it has said so; this module answers
 * for it, for every instance that tfjs makes. `console` and tfjs's own flags stay as they are, so
 * every other warning still appears.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

const cpu = tf.findBackend("cpu") as (tf.KernelBackend & { firstUse?: boolean }) | null;
if (cpu) {
  delete cpu.firstUse;
  Object.defineProperty(Object.getPrototypeOf(cpu), "firstUse", { get: () => false, set() {} });
}
