import { assertEquals } from "@std/assert";
import { withCommonKernels } from "../../../lib/backend/engine/core_type.ts";
import { runScript } from "./_process.ts";

/** Opens a pretended library on a processor for which OpenBLAS would choose `own`. Returns what was opened, in order. */
function opened(own: string | undefined, avx2?: boolean): (string | undefined)[] {
  const kernels: (string | undefined)[] = [];
  withCommonKernels(() => {
    kernels.push(Deno.env.get("OPENBLAS_CORETYPE") || own);
    return { kernels: kernels.at(-1), close: () => kernels.push("closed") };
  }, () => avx2);
  return kernels;
}

/** Runs with the reader's choice, or without one, and puts back what was set. */
function choosing<T>(choice: string | undefined, body: () => T): T {
  const before = Deno.env.get("OPENBLAS_CORETYPE");
  const set = (value?: string) =>
    value === undefined
      ? Deno.env.delete("OPENBLAS_CORETYPE")
      : Deno.env.set("OPENBLAS_CORETYPE", value);
  set(choice);
  try {
    return body();
  } finally {
    set(before);
  }
}

Deno.test("withCommonKernels() opens the library on Haswell's kernels where AVX2 is known to be there", () => {
  assertEquals(choosing(undefined, () => opened("SkylakeX", true)), ["Haswell"]);
  assertEquals(choosing(undefined, () => opened("Sandybridge", false)), ["Sandybridge"]);
});

Deno.test("withCommonKernels() goes by OpenBLAS's own choice where the system does not tell", () => {
  for (const own of ["Zen", "SkylakeX", "Cooperlake", "SapphireRapids"]) {
    assertEquals(choosing(undefined, () => opened(own)), [own, "closed", "Haswell"]);
  }
  for (const own of ["Sandybridge", "Nehalem", "ARMV8", undefined]) {
    assertEquals(choosing(undefined, () => opened(own)), [own]);
  }
});

Deno.test("withCommonKernels() obeys a reader who names kernels", () => {
  assertEquals(choosing("SkylakeX", () => opened("SkylakeX", true)), ["SkylakeX"]);
});

const says = `
  import { installEngine } from "./lib/backend/engine/mod.ts";
  console.log((await installEngine({ threads: 1 })).why.match(/\\((.*) kernels\\)/)?.[1]);`;

Deno.test({
  name: "installEngine() computes with Haswell's kernels on x86-64, or with those that are named",
  ignore: Deno.build.os !== "linux" || !(await hasAvx2()),
  async fn() {
    for (const [asked, expected] of [["", "Haswell"], ["Nehalem", "Nehalem"]] as const) {
      const { stdout, stderr } = await runScript(says, ["-A"], { OPENBLAS_CORETYPE: asked });
      assertEquals(stdout, expected, stderr);
    }
  },
});

/** Whether this processor has AVX2, as Linux tells it. */
async function hasAvx2(): Promise<boolean> {
  return await Deno.readTextFile("/proc/cpuinfo").then((text) => / avx2 /.test(text), () => false);
}
