import { assertEquals, assertThrows } from "@std/assert";
import { UserError } from "../../lib/tasks/common/user_error.ts";
import { readProcessor } from "../../lib/backend/processor.ts";
import { withSeed } from "../../lib/tasks/notebook/constants.ts";
import { variants } from "../../lib/tasks/sweep/variants.ts";
import { codeCell, notebookOf } from "./_notebook.ts";

Deno.test("variants() varies one thing at a time and takes back what the user has set", () => {
  const all = variants(new Set(["avx512f"]), "x86_64");
  const usual = {
    OPENBLAS_CORETYPE: "",
    GAN_CLINIC_BACKEND: "",
    GAN_CLINIC_BLAS: "",
    GAN_CLINIC_THREADS: "1",
  };
  assertEquals(all.map(({ name, seed, env }) => ({ name, seed, env })), [
    ...[1, 2, 3, 4, 5].map((n) => ({ name: `seed${n}`, seed: n - 1, env: usual })),
    ...["Sandybridge", "Nehalem", "SkylakeX"].map((name) => ({
      name,
      seed: 0,
      env: { ...usual, OPENBLAS_CORETYPE: name },
    })),
    { name: "wasm", seed: 0, env: { ...usual, GAN_CLINIC_BACKEND: "wasm" } },
  ]);
  const timeFactor = (name: string) => all.find((variant) => variant.name === name)!.timeFactor;
  assertEquals(timeFactor("wasm"), 8 * timeFactor("seed1"));
});

Deno.test("variants() tries only kernels that the processor can run", () => {
  const names = (...args: Parameters<typeof variants>) => variants(...args).map(({ name }) => name);
  assertEquals(names(new Set(["avx2"]), "x86_64").includes("SkylakeX"), false);
  assertEquals(names(new Set(["avx2"]), "x86_64").includes("Nehalem"), true);
  assertEquals(names(new Set(), "aarch64").slice(5), ["wasm"]);
});

Deno.test("readProcessor() names the processor and its wide instructions, else the system", () => {
  const cpuinfo = "processor\t: 0\nmodel name\t: Abacus 9\nflags\t\t: fpu avx avx2 avx512f\n\n";
  const { name, flags } = readProcessor(cpuinfo + cpuinfo);
  assertEquals(name, "Abacus 9 (avx2, avx512f)");
  assertEquals([...flags], ["fpu", "avx", "avx2", "avx512f"]);
  assertEquals(readProcessor("").name, `${Deno.build.os}/${Deno.build.arch}`);
});

Deno.test("withSeed() raises the seed wherever its line stands and leaves the notebook as it is", () => {
  const cell = codeCell("const a = 1;\nconst SEED = 7;\nrun(SEED);");
  const notebook = notebookOf(
    { cell_type: "markdown", source: "const SEED = 3;", metadata: {} },
    codeCell("  const SEED = 4;\n// const SEED = 5;"),
    cell,
  );
  const sources = withSeed(notebook, 2).cells.map(({ source }) => source);
  assertEquals(sources[2], "const a = 1;\nconst SEED = 9;\nrun(SEED);");
  assertEquals(sources.slice(0, 2), notebook.cells.slice(0, 2).map(({ source }) => source));
  assertEquals(notebook.cells[2], cell);
});

Deno.test("withSeed() refuses a notebook without the line", () => {
  const notebook = notebookOf(codeCell("const SEEDS = 5;"));
  assertThrows(() => withSeed(notebook, 1), UserError, "line that begins with `const SEED = 1;`");
});
