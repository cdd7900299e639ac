import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { History } from "../../lib/gan/mod.ts";

/** One step is 1/429 epoch: a checkpoint after each. */
const everyStep = ["--checkpoint-every", "0.0023"];
const measuring = ["run", "-qA", join(root, "lib", "tasks", "train.ts")];
/** Without the seconds that a measurement takes. */
const command = [...measuring, "--no-quality"];

/** A folder for a run's checkpoint and results, and the command that trains there. */
async function inFolder(test: (dir: string, train: Train) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await test(dir, (...args) => capture(Deno.execPath(), [...command, ...args]));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

type Train = (...args: string[]) => Promise<{ code: number; output: string }>;

const names = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
const places = (
  dir: string,
) => ["--checkpoint", join(dir, "run.ckpt"), "--out", join(dir, "model")];

/** The checksum of every file of a run, without dates. */
function results(dir: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of names(dir)) {
    const path = join(dir, name);
    if (Deno.statSync(path).isDirectory) {
      for (const [key, value] of Object.entries(results(path))) files[`${name}/${key}`] = value;
    } else {
      const bytes = Deno.readFileSync(path);
      const text = new TextDecoder("latin1").decode(bytes);
      const undated = text.replaceAll(/\d{4}-\d\d-\d\d/g, "");
      files[name] = createHash("sha256").update(undated).digest("hex");
    }
  }
  return files;
}

/** Starts a run and ends it by a signal once `ready`; returns its status and what it said. */
async function cutOff(args: string[], ready: () => boolean, signal: Deno.Signal) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...command, ...args],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let ended = false;
  const output = child.output().finally(() => ended = true);
  while (!ended && !ready()) await new Promise((resolve) => setTimeout(resolve, 0));
  if (!ended) child.kill(signal);
  const { code, stdout, stderr } = await output;
  return { code, text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("deno task train, killed in the middle of checkpoints, resumes to the very same files", () =>
  inFolder(async (dir, train) => {
    const args = ["asAsked", "--epochs", "0.08", "--seed", "3", ...everyStep];
    const [whole, cut] = [join(dir, "whole"), join(dir, "cut")];
    const { output } = await train(...args, ...places(whole));
    assertStringIncludes(output, `Wrote ${join(whole, "model")}`);

    await Deno.mkdir(cut);
    let killed = 0;
    for (const resume of [[], ["--resume"], ["--resume"], ["--resume"], ["--resume"]]) {
      // Lets two checkpoints pass; the third dies while it is being written.
      let begun = 0, writing = false;
      const third = () => {
        const before = writing;
        writing = names(cut).some((name) => name.endsWith(".part"));
        if (writing && !before) begun++;
        return writing && begun === 3;
      };
      const { code, text } = await cutOff([...args, ...places(cut), ...resume], third, "SIGKILL");
      // On a busy machine a checkpoint can pass unseen, and the last run reach its end.
      if (code === 0) break;
      assertEquals(text.includes("Cannot"), false, text);
      killed++;
    }
    assert(killed >= 3, `killed only ${killed} times`);
    const last = await train(...args, ...places(cut), "--resume");
    assertEquals(last.code, 0, last.output);
    assertEquals(results(cut), results(whole));
  }));

Deno.test("deno task train ends at Ctrl+C with a checkpoint and says how to go on", () =>
  inFolder(async (dir, train) => {
    const args = ["asAsked", "--epochs", "0.1", "--checkpoint-every", "0.01", ...places(dir)];
    const ready = () => names(dir).includes("run.ckpt");
    const { code, text } = await cutOff(args, ready, "SIGINT");
    assertEquals(code, 130, text);
    assertMatch(text, /^Stopped at epoch 0\.\d; go on: deno task train .*asAsked .*--resume$/m);
    assertEquals(names(dir), ["run.ckpt"]);
    const on = await train(...args, "--resume");
    assertStringIncludes(on.output, `Wrote ${join(dir, "model")}`);
  }));

Deno.test("deno task train writes models, recipe and card, and knows a finished run", () =>
  inFolder(async (dir, train) => {
    const args = ["oneDiscriminator", "--epochs", "0.01", ...places(dir)];
    assertEquals((await train(...args)).code, 0);
    const model = join(dir, "model");
    const losses = JSON.parse(await Deno.readTextFile(join(model, "history.json")));
    assertEquals(History.fromFile(losses).steps, 4);
    assertEquals(names(model), [
      "README.md",
      "discriminator",
      "generator",
      "history.json",
      "recipe.json",
    ]);
    const again = await train(...args, "--resume");
    assertMatch(again.output, /^Already finished: oneDiscriminator with seed 1, 0\.01 epochs/);
    // A run killed between its last checkpoint and its model.
    await Deno.remove(model, { recursive: true });
    assertStringIncludes((await train(...args, "--resume")).output, `Wrote ${model}`);

    const refused = async (args: string[], sentence: string) => {
      const { code, output } = await train(...args, ...places(dir), "--resume");
      assertEquals([code, output.trim().split("\n").length], [1, 1], output);
      assertStringIncludes(output, sentence);
    };
    const found = "the checkpoint is of oneDiscriminator with seed 1";
    await refused(["asAsked"], `Cannot resume asAsked with seed 1: ${found}`);
    await refused(
      ["oneDiscriminator", "--seed", "2"],
      `Cannot resume oneDiscriminator with seed 2: ${found}`,
    );
    await refused(["oneDiscriminator", "--epochs", "0.005"], "the checkpoint is past epoch 0.005");
    const checkpoint = join(dir, "run.ckpt");
    await Deno.truncate(checkpoint, 5000);
    await refused(["oneDiscriminator"], "Cannot read a checkpoint: it is damaged");
    await Deno.remove(checkpoint);
    await refused(["oneDiscriminator"], "no checkpoint; leave out --resume to begin");
  }));

Deno.test("deno task train --threads is kept for whoever makes the model again", () =>
  inFolder(async (dir, train) => {
    const args = ["oneDiscriminator", "--epochs", "0.005", ...places(dir)];
    assertEquals((await train(...args, "--threads", "1")).code, 0);
    const card = await Deno.readTextFile(join(dir, "model", "README.md"));
    assertStringIncludes(
      card,
      "deno task train oneDiscriminator --epochs 0.005 --seed 1 --threads 1",
    );
    const { code, output } = await train(...args, "--threads", "3");
    assertEquals(code, 1);
    assertStringIncludes(output, "Allowed choices are 1, 2");
  }));

Deno.test("deno task train says in a sentence what it cannot do, and leaves nothing behind", () =>
  inFolder(async (dir, train) => {
    const file = join(dir, "file");
    await Deno.writeTextFile(file, "");
    const refused = async (args: string[], sentence: string) => {
      const { code, output } = await train(...args);
      assertEquals([code, output.trim().split("\n").length], [1, 1], output);
      assertStringIncludes(output, sentence);
      assertEquals(names(dir), ["file"]);
    };
    const checkpoint = ["--checkpoint", join(dir, "run.ckpt")];
    await refused(
      ["nope", ...checkpoint],
      "Cannot find the recipe nope: expected one of asAsked, one",
    );
    await refused(
      ["asAsked", ...checkpoint, "--out", join(file, "x")],
      `Cannot write to ${join(file, "x")}`,
    );
    await refused(
      ["asAsked", "--checkpoint", join(file, "x.ckpt"), "--out", join(dir, "model")],
      `Cannot write to ${file}: `,
    );
    const wrong = await train("asAsked", "--epochs", "-1");
    assertEquals(wrong.code, 1);
    assertStringIncludes(wrong.output, "Expected a positive number.");
  }));

Deno.test("deno task train lets no second run write the same checkpoint", () =>
  inFolder(async (dir, train) => {
    const args = ["asAsked", "--epochs", "1", "--checkpoint-every", "0.005", ...places(dir)];
    let second: Awaited<ReturnType<Train>> | undefined;
    const ready = () => {
      if (!names(dir).includes("run.ckpt")) return false;
      train(...args).then((result) => second = result);
      return true;
    };
    // The signal comes once the second has ended.
    let started = false;
    await cutOff(args, () => (started ||= ready()) && second !== undefined, "SIGKILL");
    assertEquals(second!.code, 1);
    assertStringIncludes(second!.output, "another run is writing the checkpoint");
  }));

Deno.test("deno task train writes the measured quality to recipe and card", () =>
  inFolder(async (dir) => {
    const args = [...measuring, "fixed", "--epochs", "0.03", ...places(dir)];
    const { output } = await capture(Deno.execPath(), args);
    const { quality } = JSON.parse(Deno.readTextFileSync(join(dir, "model", "recipe.json")));
    const line = `Fréchet distance ${quality.distance.toFixed(1)} (floor ${
      quality.floor.toFixed(1)
    })`;
    assertStringIncludes(output, line);
    assertStringIncludes(Deno.readTextFileSync(join(dir, "model", "README.md")), line);
    assertEquals([quality.seed, quality.samples], [7, 10_000]);
    assert(quality.distance > 10 * quality.floor);
    assertMatch(
      (await capture(Deno.execPath(), [...args, "--resume"])).output,
      /^Already finished/,
    );
  }));
