import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { delimiter, join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";

/** A Python of our own making, which notes what it is asked and fails on demand. */
const fakePython = `#!/bin/sh
echo "$*" >> "$LOG"
case "$*" in
  *platform*) echo "Python \${FAKE_VERSION:-3.12.1}" ;;
  *ensurepip*) exit \${FAKE_VENV:-0} ;;
  *"-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *sysconfig*) echo "\$(dirname "\$(dirname "\$0")")/site" ;;
  *pip*)
    root=\$(dirname "\$(dirname "\$0")"); mkdir -p "\$root/site/plotly"
    echo "Downloading jupyterlab.whl (17.3 MB)"; sleep \${FAKE_SLEEP:-0}
    echo "ERROR: \${FAKE_ERROR:-No matching distribution}"; exit \${FAKE_PIP:-0} ;;
esac
`;

/** What the notebooks import, here without any package. */
const modules = ["mod.ts", "course/mod.ts", "notebook/svg_worker.ts"];

/** A copy of the set-up in a folder of its own, with the fake Python. */
async function inClone(
  test: (
    setUp: (env?: Record<string, string>, seconds?: number) => Promise<SetUpResult>,
  ) => Promise<void>,
): Promise<void> {
  const clone = await Deno.makeTempDir();
  try {
    const tasks = join(clone, "lib", "tasks");
    for (const folder of ["setup", "common"]) {
      await Deno.mkdir(join(tasks, folder), { recursive: true });
      for await (const { name } of Deno.readDir(join(root, "lib", "tasks", folder))) {
        await Deno.copyFile(join(root, "lib", "tasks", folder, name), join(tasks, folder, name));
      }
    }
    await Deno.mkdir(join(clone, "lib", "notebook"));
    await Deno.mkdir(join(clone, "lib", "course"));
    for (const name of modules) await Deno.writeTextFile(join(clone, "lib", name), "");
    const main =
      'import { setUp } from "./setup/set_up.ts"; import { runTask } from "./common/user_error.ts";' +
      "await runTask(setUp);";
    await Deno.writeTextFile(join(tasks, "main.ts"), main);
    const python = join(clone, "fake", "python3");
    await Deno.mkdir(join(clone, "fake"));
    await Deno.writeTextFile(python, fakePython, { mode: 0o755 });
    const log = join(clone, "log");
    await test(async (env = {}, seconds = 60) => {
      await Deno.writeTextFile(log, "");
      const path = `${join(clone, "fake")}${delimiter}${Deno.env.get("PATH")}`;
      const args = ["run", "-A", "--no-config", join(tasks, "main.ts")];
      const result = await capture(Deno.execPath(), args, {
        env: { LOG: log, PATH: path, GAN_CLINIC_PYTHON: "", ...env },
        seconds,
      });
      const asked = await Deno.readTextFile(log);
      return { ...result, installed: asked.includes("-m pip install"), clone };
    });
  } finally {
    await Deno.remove(clone, { recursive: true });
  }
}

interface SetUpResult {
  code: number;
  output: string;
  installed: boolean;
  clone: string;
}

const ignore = Deno.build.os === "windows"; // the fake Python is a shell script

Deno.test({
  name: "setUp() installs once, and again when the Python or the requirements changed",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const first = await setUp();
      assertEquals([first.code, first.installed], [0, true]);
      assertEquals((await setUp()).installed, false);
      assertEquals((await setUp({ FAKE_VERSION: "3.13.0" })).installed, true);
      const requirements = join(first.clone, "lib", "tasks", "setup", "requirements.txt");
      await Deno.writeTextFile(requirements, "plotly==1.0.0\n");
      assertEquals((await setUp({ FAKE_VERSION: "3.13.0" })).installed, true);
    }),
});

Deno.test({
  name: "setUp() writes the kernel with the path of the running Deno",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const { clone } = await setUp();
      const file = join(clone, ".venv", "share", "jupyter", "kernels", "deno", "kernel.json");
      const { argv } = JSON.parse(await Deno.readTextFile(file));
      assertEquals(argv, [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"]);
    }),
});

Deno.test({
  name: "setUp() says in a sentence that the install failed, and does not believe in its remains",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const failed = await setUp({ FAKE_PIP: "1" });
      assertEquals(failed.code, 1);
      assertMatch(
        failed.output,
        /^Cannot install JupyterLab into \.venv: ERROR: No matching.*check the network.*$/m,
      );
      assertEquals(failed.output.includes("    at "), false);
      assertEquals((await setUp()).installed, true);
    }),
});

Deno.test({
  name: "setUp() says every two seconds how far it is, and recovers from an interruption",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const { output, clone } = await setUp({ FAKE_SLEEP: "5" }, 4);
      assertMatch(output, /^Setting up JupyterLab in \.venv with Python 3\.12\.1 \(once: /m);
      assertMatch(output, /^\d s, Python: 1 packages downloaded, 17 of 70 MB$/m);
      assert((await Deno.stat(join(clone, ".venv", "site", "plotly"))).isDirectory);
      const again = await setUp();
      assertEquals([again.code, again.installed], [0, true]);
      await assertRejects(() => Deno.stat(join(clone, ".venv", "site", "plotly")));
    }),
});

Deno.test({
  name: "setUp() lets a second set-up wait for the first, and says so",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const both = await Promise.all([setUp({ FAKE_SLEEP: "4" }), setUp({ FAKE_SLEEP: "4" })]);
      assertEquals(both.map(({ code }) => code), [0, 0]);
      const waits = /^Waiting for another set-up of this folder to end$/m;
      assertEquals(both.filter(({ output }) => waits.test(output)).length, 1);
    }),
});

Deno.test({
  name: "setUp() says in a sentence that the disk is full, and leaves the room that it took",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const full = "OSError: [Errno 28] No space left on device";
      const { code, output, clone } = await setUp({ FAKE_PIP: "1", FAKE_ERROR: full });
      assertEquals(code, 1);
      assertMatch(output, /^Cannot install .* No space left on device; make room for 300 MB and/m);
      await assertRejects(() => Deno.stat(join(clone, ".venv")), Deno.errors.NotFound);
    }),
});

Deno.test({
  name: "setUp() says in a sentence that Python is missing, too old or without venv",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const missing = await setUp({ GAN_CLINIC_PYTHON: "no_such_python" });
      assertStringIncludes(missing.output, "expected 3.9 or newer, found none as no_such_python");
      const old = await setUp({ FAKE_VERSION: "3.8.18", GAN_CLINIC_PYTHON: "python3" });
      assertStringIncludes(old.output, "expected 3.9 or newer, found 3.8.18 as python3");
      const bare = await setUp({ FAKE_VENV: "1" });
      assertStringIncludes(bare.output, "the venv module of python3 (Python 3.12.1) is missing");
      assertEquals([missing.code, old.code, bare.code], [1, 1, 1]);
    }),
});

Deno.test({
  name: "setUp() says in a sentence that a package of the notebooks cannot be downloaded",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const { clone } = await setUp();
      await Deno.writeTextFile(join(clone, "lib", "mod.ts"), 'import "npm:is-number@7.0.0";');
      const nowhere = { NPM_CONFIG_REGISTRY: "http://127.0.0.1:1", DENO_DIR: join(clone, "deno") };
      const { code, output } = await setUp(nowhere);
      assertEquals([code, output.trim().split("\n").length], [1, 1], output);
      assertMatch(output, /^Cannot download the packages that .*is-number.*; check the network/);
    }),
});

Deno.test({
  name: "setUp() says in a sentence that the clone cannot be written to",
  ignore,
  fn: () =>
    inClone(async (setUp) => {
      const { clone } = await setUp();
      const cache = join(clone, ".cache");
      await Deno.remove(cache, { recursive: true });
      await Deno.writeTextFile(cache, "a file in the way");
      const { code, output } = await setUp();
      assertEquals([code, output.trim().split("\n").length], [1, 1], output);
      assertStringIncludes(output, `Cannot write to ${cache}: `);
      assertStringIncludes(output, "; make the clone writable or clone it elsewhere");
    }),
});
