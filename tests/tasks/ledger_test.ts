import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { inTempDir } from "../_temp_dir.ts";

const refused = async (script: string, args: string[], sentence: string, env = {}) => {
  const command = ["run", "-qA", join(root, "lib", "tasks", script), ...args];
  const { code, output } = await capture(Deno.execPath(), command, { env });
  assertEquals([code, output.trim().split("\n").length], [1, 1], output);
  assertStringIncludes(output, sentence);
};

Deno.test("deno task ledger names the experiments where one is none", () =>
  refused("ledger.ts", ["--only", "nope"], "Cannot find the experiment nope: expected one of as"));

Deno.test("deno task ledger says in a sentence that a run has no backend, and leaves no file", () =>
  inTempDir(async (dir) => {
    const env = { GAN_CLINIC_BACKEND: "nope" };
    const args = ["asAsked", "1", join(dir, "run.json")];
    await refused(
      "work/study_run.ts",
      args,
      "Cannot use the backend named by GAN_CLINIC_BACKEND",
      env,
    );
    assertEquals([...Deno.readDirSync(dir)], []);
  }));
