import { assertEquals } from "@std/assert";
import { runScript } from "./_process.ts";

Deno.test("compileKernels() gives the bytes of kernels.wasm, each time", async () => {
  const { code, stdout, stderr } = await runScript(`
    import { compileKernels } from "./lib/backend/engine/build_kernels.ts";
    const kept = await Deno.readFile("lib/backend/engine/kernels.wasm");
    for (let i = 0; i < 2; i++) console.log(String(await compileKernels()) === String(kept));`);
  assertEquals([code, stdout], [0, "true\ntrue"], stderr);
});
