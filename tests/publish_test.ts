import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { capture } from "../lib/cli/common/capture.ts";
import { root } from "../lib/cli/common/paths.ts";
import { course, stages } from "../lib/mod.ts";
import { inTempDir } from "./_temp_dir.ts";

Deno.test("deno publish --dry-run finds no fault, and takes library and models along, not the tests", async () => {
  const args = ["publish", "--dry-run", "--allow-dirty", "--no-check"];
  const { code, output } = await capture(Deno.execPath(), args, { cwd: root });
  assertEquals(code, 0, output);
  assertEquals(/warning|error\[/i.test(output), false, output);
  const files = [...output.matchAll(/^\s+file:\/\/\S*?\/((?:lib|data|tests|notebooks|\.)\S*) /gm)]
    .map(([, path]) => path!);
  const has = (path: string) => files.some((file) => file.startsWith(path));
  assert(has("lib/mod.ts") && has("lib/backend/engine/kernels.wasm"));
  assert(has("data/models/fixed/generator/model.json"));
  for (const path of ["tests/", "notebooks/", "data/mnist/", "data/study/", "lib/cli/", "."]) {
    assert(!has(path), path);
  }
});

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
      `import { loadGenerator } from "http://${host}/lib/generator.ts";
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
  const ofCourse = sizes.slice(0, course.length);
  assert(ofCourse.reduce((sum, size) => sum + size) < 10_000_000);
});
