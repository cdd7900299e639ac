import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { inTempDir } from "../_temp_dir.ts";

const record = (args: string[], env = {}) =>
  capture(Deno.execPath(), ["run", "-qA", join(root, "lib", "tasks", "record.ts"), ...args], {
    env,
  });

const names = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();

Deno.test("deno task record writes a history to a folder that is made for it", () =>
  inTempDir(async (dir) => {
    const out = join(dir, "new", "run.json");
    const { code, output } = await record(["asAsked", "--epochs", "0.1", "--out", out]);
    assertEquals(code, 0, output);
    const { recipe, columns } = JSON.parse(await Deno.readTextFile(out));
    assertEquals([recipe, columns.dLoss.length], ["asAsked", 1]);
    assertEquals(names(join(dir, "new")), ["run.json"]);
  }));

Deno.test("deno task record says in a sentence what it cannot do, before it trains", () =>
  inTempDir(async (dir) => {
    const file = join(dir, "file");
    await Deno.writeTextFile(file, "");
    const refused = async (args: string[], sentence: string, env = {}) => {
      const { code, output } = await record(args, env);
      assertEquals([code, output.trim().split("\n").length], [1, 1], output);
      assertStringIncludes(output, sentence);
      assertEquals(names(dir), ["file"]);
    };
    const out = ["--out", join(dir, "run.json")];
    await refused(["nope", ...out], "Cannot find the recipe nope: expected one of asAsked, one");
    await refused(["asAsked", "--out", join(file, "run.json")], `Cannot write to ${file}: `);
    await refused(["asAsked", "--out", dir], `Cannot write to ${dir}: it is a folder; name a file`);
    await refused(
      ["asAsked", "--epochs", "0.0001", ...out],
      "Cannot train: expected --epochs of at least one step, 1/429, got 0.0001",
    );
    const env = { GAN_CLINIC_BACKEND: "nope" };
    await refused(["asAsked", ...out], "Cannot use the backend named by GAN_CLINIC_BACKEND", env);
    await refused(["asAsked", "--seed", "x", ...out], "Expected a whole number.");
  }));
