import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { runScript } from "./_process.ts";
import { disposeEngine, engineName, installEngine } from "../../../lib/backend/engine/mod.ts";

const attempt = `
  import { installEngine } from "./lib/backend/engine/mod.ts";
  import * as tf from "@tensorflow/tfjs";
  await installEngine().catch((error) => console.log(error.message));
  console.log(tf.engine().backendNames().join());`;

Deno.test("installEngine() says what to do without permission for FFI, and registers nothing", async () => {
  const { code, stdout, stderr } = await runScript(attempt, [
    "--allow-read",
    "--allow-env",
    "--allow-sys",
  ]);
  assertEquals(code, 0, stderr);
  const [message, backends] = stdout.split("\n");
  assertEquals(message, "Cannot start the engine: it calls BLAS by FFI; run Deno with --allow-ffi");
  assertEquals(backends!.includes(engineName), false);
});

Deno.test("installEngine() names the library in GAN_CLINIC_BLAS that cannot be loaded", async () => {
  const { code, stdout, stderr } = await runScript(attempt, ["-A"], {
    GAN_CLINIC_BLAS: "/nonexistent",
  });
  assertEquals(code, 0, stderr);
  const [message, backends] = stdout.split("\n");
  assertMatch(message!, /^Cannot load \/nonexistent: /);
  assertEquals(backends!.includes(engineName), false);
});

Deno.test("installEngine() refuses a library without a matrix product", async () => {
  const library = Deno.build.os === "linux" ? "libm.so.6" : "/nonexistent";
  disposeEngine();
  await assertRejects(() => installEngine({ blas: library }), Error, `Cannot load ${library}`);
  assertEquals(tf.findBackendFactory(engineName), null);
});

Deno.test("a program that used the engine ends by itself, quickly and without a word on stderr", async () => {
  const begin = performance.now();
  const { code, stdout, stderr } = await runScript(
    `
    import { installEngine } from "./lib/backend/engine/mod.ts";
    import * as tf from "@tensorflow/tfjs";
    const { name, threads } = await installEngine({ threads: 2 });
    await tf.setBackend(name);
    const x = tf.ones([300, 300]);
    console.log(threads, tf.matMul(x, x).sum().dataSync()[0]);`,
  );
  assertEquals([code, stdout], [0, "2 27000000"], stderr);
  assertEquals(stderr, "");
  assert(performance.now() - begin < 20_000);
});

Deno.test("installEngine() called again returns the same, and disposeEngine() makes room for another", async () => {
  disposeEngine();
  const one = await installEngine({ threads: 1 });
  assertEquals(await installEngine({ threads: 2 }), one);
  assertMatch(one.why, /matrix products by .* in one thread/);
  disposeEngine();
  assertEquals(tf.findBackendFactory(engineName), null);
  assertEquals(tf.getKernelsForBackend(engineName), []);
  const two = await installEngine({ threads: 2 });
  assertEquals([two.name, two.threads], [engineName, 2]);
  disposeEngine();
});

Deno.test("disposeEngine() puts back tfjs's own gradients, optimiser and loss", async () => {
  disposeEngine();
  const before = [
    tf.getGradient("Tanh"),
    tf.AdamOptimizer.prototype.applyGradients,
    tf.losses.sigmoidCrossEntropy,
  ];
  await installEngine();
  const during = [tf.getGradient("Tanh"), tf.AdamOptimizer.prototype.applyGradients];
  assert(during.every((one, i) => one !== before[i]));
  disposeEngine();
  const after = [
    tf.getGradient("Tanh"),
    tf.AdamOptimizer.prototype.applyGradients,
    tf.losses.sigmoidCrossEntropy,
  ];
  assert(after.every((one, i) => one === before[i]));
});

Deno.test("installEngine() refuses a number of threads that it cannot use", async () => {
  disposeEngine();
  await assertRejects(
    () => installEngine({ threads: 3 }),
    RangeError,
    "expected 1 or 2 threads, got 3",
  );
});

Deno.test("installEngine() called twice at once starts one engine", async () => {
  disposeEngine();
  const [one, other] = await Promise.all([installEngine(), installEngine()]);
  assertEquals(one, other);
  disposeEngine();
});
