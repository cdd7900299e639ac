import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../../deno.json" with { type: "json" };
import dependencies from "../../imports.json" with { type: "json" };
import { configArguments } from "../../lib/tasks/common/offline.ts";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { repairs, stages } from "../../lib/course/mod.ts";
import { inTempDir } from "../_temp_dir.ts";

/** What would be published, as paths in this folder. */
async function published(): Promise<string[]> {
  const args = ["publish", "--dry-run", "--allow-dirty", "--no-check"];
  const { code, output } = await capture(Deno.execPath(), args, { cwd: root });
  assertEquals(code, 0, output);
  assertEquals(/warning|error\[/i.test(output), false, output);
  const shown = output.matchAll(/^\s+(file:\S+) \(/gm);
  return [...shown].map(([, url]) => relative(root, fileURLToPath(url!)).replaceAll("\\", "/"));
}

Deno.test("deno publish --dry-run finds no fault, and takes library and models along, not the course", async () => {
  const files = await published(),
    has = (path: string) => files.some((file) => file.startsWith(path));
  assert(has("lib/mod.ts") && has("lib/backend/engine/kernels.wasm"));
  assert(has("data/models/fixed/generator/model.json"));
  const others = [
    "tests/",
    "notebooks/",
    "data/mnist/",
    "data/study/",
    "lib/course/",
    "lib/tasks/",
  ];
  assertEquals([...others, "lib/web/", "."].filter(has), []);
});

Deno.test("deno publish --dry-run lists all that the examples of the package's entries need", () =>
  inTempDir(async (dir) => {
    for (const file of await published()) {
      await Deno.mkdir(dirname(join(dir, file)), { recursive: true });
      await Deno.copyFile(join(root, file), join(dir, file));
    }
    // Where JSR cannot be reached, an assertion library stands in for its own.
    const [, chosen] = await configArguments(),
      links = chosen ? [join(root, "tests", "offline", "std_assert")] : [];
    const { name, version, exports, unstable } = config;
    const own = { name, version, exports, unstable, ...dependencies, links };
    await Deno.writeTextFile(join(dir, "deno.json"), JSON.stringify(own));
    const args = ["test", "-A", "--doc", "--no-lock", "--parallel", "lib"];
    const { code, output } = await capture(Deno.execPath(), args, { cwd: dir, seconds: 300 });
    assertEquals(code, 0, output);
    const examples = new Set(
      [...output.matchAll(/\b(lib\/\w+\/)\S+\.ts#\d/g)].map(([, room]) => room),
    );
    const entries = Object.values(exports).map((path) => path.slice(2).replace("mod.ts", ""));
    assertEquals(entries.filter((room) => room !== "lib/" && !examples.has(room)), []);
  }));

Deno.test("loadGenerator() finds the shipped model where the library itself was loaded from the web", () =>
  inTempDir(async (dir) => {
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      async ({ url }) => {
        const path = new URL(url).pathname, file = await Deno.readFile(join(root, path));
        const type = path.endsWith(".ts") ? "application/typescript" : "application/octet-stream";
        return new Response(file, { headers: { "content-type": type } });
      },
    );
    const host = `127.0.0.1:${server.addr.port}`, script = join(dir, "three_lines.ts");
    await Deno.writeTextFile(
      script,
      `import { loadGenerator } from "http://${host}/lib/models/generator.ts";
      const generator = await loadGenerator();
      const images = await generator.sample({ count: 64, seed: 7 }).array();
      console.log(images.length, images[0]!.length, images[0]![0]!.length);`,
    );
    const options = [
      "--no-lock",
      "--no-check",
      `--reload=http://${host}`,
    ];
    const config = ["--config", join(root, "deno.json")];
    const { output } = await capture(Deno.execPath(), ["run", "-A", ...config, ...options, script]);
    assertStringIncludes(output, "64 28 28\n");
  }));

Deno.test("data/models holds every model, each below 5 MB, those of the course together below 10", () => {
  const size = (path: string): number =>
    [...Deno.readDirSync(path)].reduce((sum, { name, isDirectory }) => {
      const inner = join(path, name);
      return sum + (isDirectory ? size(inner) : Deno.statSync(inner).size);
    }, 0);
  const sizes = stages.map(({ name }) => size(join(root, "data", "models", name)));
  assert(sizes.every((size) => size > 500_000 && size < 5_000_000), `${sizes}`);
  const ofCourse = sizes.slice(0, repairs.length);
  assert(ofCourse.reduce((sum, size) => sum + size) < 10_000_000);
});
