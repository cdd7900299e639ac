import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { disposeEngine, engineName, installEngine } from "../../../lib/backend/engine/mod.ts";
import { runScript } from "./_process.ts";
import { train } from "./_train.ts";

/** A fingerprint of numbers that no two different bits share by accident. */
async function digest(numbers: number[]): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", Float64Array.from(numbers));
  return new Uint8Array(hash).toHex();
}

for (const threads of [1, 2]) {
  Deno.test(`training with ${threads} thread(s) gives the same bits each time, in another process too`, async () => {
    disposeEngine();
    const info = await installEngine({ threads });
    assertEquals(info.threads, threads);
    await tf.setBackend(engineName);
    const first = train(), second = train();
    assert(first.every(Number.isFinite));
    assertEquals(second, first);
    await tf.setBackend("cpu");
    disposeEngine();
    const { stdout, stderr } = await runScript(`
      import * as tf from "@tensorflow/tfjs";
      import { installEngine } from "./lib/backend/engine/mod.ts";
      import { train } from "./tests/backend/engine/_train.ts";
      await tf.setBackend((await installEngine({ threads: ${threads} })).name);
      const hash = await crypto.subtle.digest("SHA-256", Float64Array.from(train()));
      console.log(new Uint8Array(hash).toHex());`);
    assertEquals(stdout, await digest(first), stderr);
  });
}
