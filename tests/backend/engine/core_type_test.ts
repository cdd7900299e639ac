import { assertEquals } from "@std/assert";
import { withCommonKernels } from "../../../lib/backend/engine/core_type.ts";
import { runScript } from "./_process.ts";

/** Opens a pretended library on a processor for which OpenBLAS would choose `own`. Returns what was opened, in order. */
function opened(own: string | undefined): (string | undefined)[] {
  const kernels: (string | undefined)[] = [];
  withCommonKernels(() => {
    kernels.push(Deno.env.get("OPENBLAS_CORETYPE") || own);
    return { kernels: kernels.at(-1), close: () => kernels.push("closed") };
  });
  return kernels;
}

/** Runs without the reader's choice, and puts it back. */
function unset<T>(body: () => T): T {
  const choice = Deno.env.get("OPENBLAS_CORETYPE");
  Deno.env.delete("OPENBLAS_CORETYPE");
  try {
    return body();
  } finally {
    if (choice !== undefined) Deno.env.set("OPENBLAS_CORETYPE", choice);
  }
}

Deno.test("withCommonKernels() opens the library again on Haswell's kernels where AVX2 is there", () => {
  unset(() => {
    for (const own of ["Zen", "SkylakeX", "Cooperlake", "SapphireRapids"]) {
      assertEquals(opened(own), [own, "closed", "Haswell"]);
    }
    assertEquals(Deno.env.get("OPENBLAS_CORETYPE"), undefined, "what is started later chooses");
  });
});

Deno.test("withCommonKernels() leaves alone what has no AVX2, says nothing, or has them already", () => {
  unset(() => {
    for (const own of ["Sandybridge", "Nehalem", "ARMV8", undefined, "Haswell"]) {
      assertEquals(opened(own), [own]);
    }
  });
});

Deno.test("withCommonKernels() obeys a reader who names kernels", () => {
  unset(() => {
    Deno.env.set("OPENBLAS_CORETYPE", "SkylakeX");
    assertEquals(opened("SkylakeX"), ["SkylakeX"]);
    assertEquals(Deno.env.get("OPENBLAS_CORETYPE"), "SkylakeX");
    Deno.env.delete("OPENBLAS_CORETYPE");
  });
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
