import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { type BackendName, useBackend } from "../../lib/backend/mod.ts";
import { run } from "./_run.ts";

/** Tests a function that `GAN_CLINIC_BACKEND` would otherwise overrule. */
function testUnforced(name: string, test: () => Promise<void>): void {
  Deno.test(name, async () => {
    const forced = Deno.env.get("GAN_CLINIC_BACKEND");
    Deno.env.delete("GAN_CLINIC_BACKEND");
    try {
      await test();
    } finally {
      if (forced !== undefined) Deno.env.set("GAN_CLINIC_BACKEND", forced);
    }
  });
}

testUnforced("useBackend() names the backend that tfjs then runs", async () => {
  for (const prefer of ["cpu", "wasm"] as const) {
    const { name, why } = await useBackend({ prefer });
    assertEquals([name, tf.getBackend()], [prefer, prefer]);
    assert(why.length > 0);
  }
});

testUnforced("useBackend() gives the same answer when called again", async () => {
  const first = await useBackend();
  assertEquals(await useBackend(), first);
  await tf.setBackend("cpu");
  assertEquals(await useBackend(), first);
  assertEquals(tf.getBackend(), first.name);
});

testUnforced(
  "useBackend() falls back from WebGPU without a graphics card, and says so",
  async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    const { name, why } = await useBackend({ prefer: "webgpu" });
    if (adapter && !adapter.info.isFallbackAdapter) assertEquals(name, "webgpu");
    else {
      assert(name !== "webgpu");
      assertMatch(why, /not webgpu: WebGPU finds (no|only)/);
    }
  },
);

testUnforced("useBackend() refuses a name it does not know", async () => {
  await assertRejects(
    () => useBackend({ prefer: "gpu" as BackendName }),
    TypeError,
    "Cannot use the backend named by prefer: expected engine, wasm, cpu, webgpu, got gpu",
  );
});

Deno.test("GAN_CLINIC_BACKEND forces a backend, or ends with one sentence", async () => {
  const program =
    `const { name } = await backend.useBackend({ prefer: "wasm" }); console.log(name);`;
  assertEquals(await run(program, { GAN_CLINIC_BACKEND: "cpu" }), { output: "cpu\n", errors: "" });
  const { errors } = await run(program, { GAN_CLINIC_BACKEND: "fast" });
  assertMatch(errors, /named by GAN_CLINIC_BACKEND: expected engine, wasm, cpu, webgpu, got fast/);
});

Deno.test("GAN_CLINIC_THREADS is the engine's number of threads, or ends with one sentence", async () => {
  const program = `console.log((await backend.useBackend()).why);`;
  const { output } = await run(program, { GAN_CLINIC_THREADS: "1" });
  assert(!output.startsWith("matrix products") || output.includes("in one thread"), output);
  const { errors } = await run(program, { GAN_CLINIC_THREADS: "many" });
  assertMatch(errors, /Cannot use GAN_CLINIC_THREADS: expected 1 or 2, got many/);
});

Deno.test("useBackend() works where the program may neither call libraries nor look around", async () => {
  const program = `console.log((await backend.useBackend()).name);`;
  const { output, errors } = await run(program, {}, ["--allow-read", "--no-prompt"]);
  assertEquals({ output, errors }, { output: "wasm\n", errors: "" });
});

Deno.test("lib/backend keeps tfjs's banner away, and nothing else", async () => {
  const program = `
    void backend;
    tf.tensor([1]).add(1).dataSync();
    for (const prefer of ["cpu", "wasm"]) {
      await backend.useBackend({ prefer });
      tf.tensor([1]).add(1).dataSync();
    }
    console.warn("the reader's own warning");
    tf.backend_util.warn("a warning of tfjs");`;
  const { errors } = await run(program, {});
  assertEquals(errors, "the reader's own warning\na warning of tfjs\n");
});
