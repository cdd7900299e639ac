import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { atMost } from "../../lib/trends/bounds.ts";
import { UserError } from "../../lib/tasks/common/user_error.ts";
import { joinText, type Notebook } from "../../lib/tasks/notebook/file.ts";
import { notebookSubject } from "../../lib/tasks/sweep/notebook_subject.ts";
import type { Subject } from "../../lib/tasks/sweep/subject.ts";
import { sweep } from "../../lib/tasks/sweep/sweep.ts";
import { testsSubject } from "../../lib/tasks/sweep/tests_subject.ts";
import { inTempDir } from "../_temp_dir.ts";
import { codeCell, notebookOf, stream } from "./_notebook.ts";
import { found, seeded, verdictOutput } from "./_sweep.ts";

const ways = [seeded(0), seeded(1)];

/** A subject that gives one verdict and notes its runs. */
function subject(name: string, code: string, runs: string[], faults: string[] = []): Subject {
  return {
    name,
    code,
    everyRun: true,
    run: (variant) => {
      runs.push(`${name} ${variant.name}`);
      const verdicts = [found("a", [atMost("x", variant.seed, 9)])];
      return Promise.resolve({ verdicts, faults });
    },
  };
}

/** Sweeps into a folder of the test's own; gives what was run and what was logged. */
async function swept(folder: string, of: (runs: string[]) => Subject[], fresh = false) {
  const runs: string[] = [], lines: string[] = [], log = (line: string) => lines.push(line);
  const result = await sweep(of(runs), ways, { folder, fresh, log });
  return { ...result, runs, lines };
}

Deno.test("sweep() makes every run once, keeps it, and tells of it", () =>
  inTempDir(async (folder) => {
    const of = (runs: string[]) => [subject("06", "code", runs), subject("07", "code", runs)];
    const first = await swept(folder, of);
    assertEquals(first.runs.sort(), ["06 seed1", "06 seed2", "07 seed1", "07 seed2"]);
    assertEquals(first.lines.sort()[0], "06 seed1: 1 of 1 verdicts held (0 s)");
    assertEquals(first.sums.get("06")?.[0]?.held, 2);
    assertEquals([...Deno.readDirSync(join(folder, "06"))].map(({ name }) => name).sort(), [
      "seed1.json",
      "seed2.json",
    ]);
    const second = await swept(folder, of);
    assertEquals([second.runs, second.sums], [[], first.sums]);
    assertEquals(second.lines.sort()[0], "06 seed1: 1 of 1 verdicts held (0 s, kept)");
  }));

Deno.test("sweep() makes a run again whose code changed, that had a fault, or when told to", () =>
  inTempDir(async (folder) => {
    const one = (code: string, faults: string[] = []) => (runs: string[]) => [
      subject("06", code, runs, faults),
    ];
    await swept(folder, one("old"));
    assertEquals((await swept(folder, one("new", ["cell [1] did not run"]))).runs.length, 2);
    assertEquals((await swept(folder, one("new"))).runs.length, 2);
    await Deno.writeTextFile(join(folder, "06", "seed2.json"), '{"half');
    assertEquals((await swept(folder, one("new"))).runs, ["06 seed2"]);
    assertEquals((await swept(folder, one("new"), true)).runs.length, 2);
  }));

Deno.test("sweep() goes on after a run that fails, and sums up only what is whole", () =>
  inTempDir(async (folder) => {
    const failing: Subject = {
      ...subject("06", "code", []),
      run: () => Promise.reject(new UserError("Cannot finish")),
    };
    const { sums, failures } = await swept(folder, (runs) => [failing, subject("07", "c", runs)]);
    assertEquals([...sums.keys()], ["07"]);
    assertEquals(failures, ["06 seed1: Cannot finish", "06 seed2: Cannot finish"]);
  }));

Deno.test("sweep() never runs the same thing twice at a time", () =>
  inTempDir(async (folder) => {
    let now = 0, most = 0;
    const run: Subject["run"] = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return { verdicts: [], faults: [] };
    };
    const one = { ...subject("06", "code", []), run };
    await sweep([one], ways, { folder, jobs: 2, log: () => {} });
    assertEquals(most, 1);
    await sweep([{ ...one, name: "07" }, { ...one, name: "08" }], ways, { folder, log: () => {} });
    assertEquals(most, 2);
  }));

/** Writes a notebook and gives its path. */
async function written(folder: string, notebook: Notebook): Promise<string> {
  const path = join(folder, "06_tanh.ipynb");
  await Deno.writeTextFile(path, JSON.stringify(notebook));
  return path;
}

Deno.test("notebookSubject() runs with the variant's seed, environment and time factor, and digests the committed code", () =>
  inTempDir(async (folder) => {
    const path = await written(folder, notebookOf(codeCell('const SEED = 3;\nverdict("a");')));
    const runs: unknown[] = [];
    const one = await notebookSubject(path, (notebook, folder, options) => {
      const [cell] = notebook.cells;
      runs.push([joinText(cell!.source).split("\n")[0], folder, options]);
      return Promise.resolve(notebookOf({ ...cell!, outputs: [verdictOutput("a")] }));
    });
    const env = { A: "1" };
    const first = await one!.run({ name: "x", seed: 0, env, timeFactor: 8 });
    const second = await one!.run({ name: "y", seed: 4, env: {}, timeFactor: 1 });
    assertEquals(one?.name, "06_tanh");
    assertEquals(runs, [
      ["const SEED = 3;", folder, { env, timeFactor: 8 }],
      ["const SEED = 7;", folder, { env: {}, timeFactor: 1 }],
    ]);
    assertEquals([first.verdicts.length, first.faults], [1, []]);
    assertEquals(second.verdicts, first.verdicts);
  }));

Deno.test("notebookSubject() passes over a notebook without verdicts and refuses one without a seed", () =>
  inTempDir(async (folder) => {
    const without = await written(folder, notebookOf(codeCell("1;", [stream("1\n")])));
    assertEquals(await notebookSubject(without), undefined);
    const unseeded = await written(folder, notebookOf(codeCell('verdict("a");')));
    await assertRejects(() => notebookSubject(unseeded), UserError, "06_tanh: Cannot vary");
  }));

/** A folder with one test that claims and one that does not. */
async function withTests(folder: string): Promise<void> {
  await Deno.writeTextFile(join(folder, "a_test.ts"), 'import { claim } from "./_claim.ts";');
  await Deno.writeTextFile(join(folder, "b_test.ts"), "");
}

Deno.test("testsSubject() runs the tests that claim something and reads what they wrote", () =>
  inTempDir(async (folder) => {
    assertEquals(await testsSubject([], folder), undefined);
    await withTests(folder);
    const one = await testsSubject(["--config", "x"], folder, async (_, args, { env } = {}) => {
      assertEquals(args, ["test", "-A", "--config", "x", join(folder, "a_test.ts")]);
      assertEquals([env?.GAN_CLINIC_SEED, env?.A], ["3", "1"]);
      const claimed = JSON.stringify({ test: "t", rests: [atMost("x", 1, 2)], held: true });
      await Deno.writeTextFile(env!.GAN_CLINIC_CLAIMS!, `${claimed}\n${claimed}\n`);
      return { code: 0, output: "", timedOut: false };
    });
    const { verdicts } = await one!.run({ ...seeded(2), env: { A: "1" } });
    assertEquals(verdicts.map(({ place, held }) => [place, held]), [
      ['"t", claim 1', true],
      ['"t", claim 2', true],
    ]);
  }));

Deno.test("testsSubject() names the tests that fail by themselves", () =>
  inTempDir(async (folder) => {
    await withTests(folder);
    const output = "running 1 test\n\n FAILURES \n\ntanh: it settles => ./a_test.ts:3:6\n\nFAILED";
    const one = await testsSubject(
      [],
      folder,
      () => Promise.resolve({ code: 1, output, timedOut: false }),
    );
    const run = () => one!.run(seeded(1));
    await assertRejects(run, UserError, "with seed2 they fail: tanh: it settles");
  }));
