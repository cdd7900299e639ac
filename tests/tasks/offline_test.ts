import { assert, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";

const config = { importMap: "./imports.json" };
const dependencies = { imports: { "@std/assert": "jsr:@std/assert@^1" } };
const module = "export const assert = true;\n";

/** Serves a package `@std/assert` as JSR does. */
function serveJsr(): Deno.HttpServer<Deno.NetAddr> {
  const checksum = `sha256-${createHash("sha256").update(module).digest("hex")}`;
  const files: Record<string, string> = {
    "/@std/assert/meta.json": JSON.stringify({ versions: { "1.0.9": {} } }),
    "/@std/assert/1.0.9_meta.json": JSON.stringify({
      manifest: { "/mod.ts": { size: module.length, checksum } },
      exports: { ".": "./mod.ts" },
    }),
    "/@std/assert/1.0.9/mod.ts": module,
  };
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const text = files[new URL(request.url).pathname];
    const type = text === module ? "text/typescript" : "application/json";
    return new Response(text, { status: text ? 200 : 404, headers: { "content-type": type } });
  });
}

Deno.test("configArguments() takes the offline package only where JSR is out of reach", async (t) => {
  const clone = await Deno.makeTempDir();
  const tasks = join(clone, "lib", "tasks");
  await Deno.mkdir(join(tasks, "common"), { recursive: true });
  for (const name of ["common/offline.ts", "common/capture.ts", "common/paths.ts"]) {
    await Deno.copyFile(join(root, "lib", "tasks", name), join(tasks, name));
  }
  const main = 'import { configArguments } from "./common/offline.ts";' +
    "console.log(JSON.stringify(await configArguments()));";
  await Deno.writeTextFile(join(tasks, "main.ts"), main);
  await Deno.writeTextFile(join(clone, "deno.json"), JSON.stringify(config));
  await Deno.writeTextFile(join(clone, "imports.json"), JSON.stringify(dependencies));
  await Deno.writeTextFile(join(clone, "deno.lock"), '{ "version": "5" }\n');

  const server = serveJsr();
  const env = {
    JSR_URL: `http://127.0.0.1:${server.addr.port}/`,
    DENO_DIR: join(clone, "deno_dir"),
  };
  const choose = async () => {
    const args = ["run", "-A", "--no-config", join(tasks, "main.ts")];
    return JSON.parse((await capture(Deno.execPath(), args, { env })).output) as string[];
  };
  const offlineFile = join(clone, "deno.offline.json");
  const offlineExists = () => Deno.stat(offlineFile).then(() => true, () => false);
  try {
    await t.step("it takes deno.json where JSR answers", async () => {
      assertEquals(await choose(), []);
    });
    await server.shutdown();
    await t.step("it makes another configuration where nothing answers", async () => {
      const [option, file] = await choose();
      assertEquals([option, await Deno.realPath(file!)], [
        "--config",
        await Deno.realPath(offlineFile),
      ]);
      const { links, importMap } = JSON.parse(await Deno.readTextFile(file!));
      assertEquals({ importMap }, config);
      assertEquals(links, ["./tests/offline/std_assert"]);
      assertEquals(await Deno.readTextFile(join(clone, "deno.lock")), '{ "version": "5" }\n');
    });
    await t.step("it takes deno.json where Deno holds the package already", async () => {
      await using again = serveJsr();
      const url = `http://127.0.0.1:${again.addr.port}/`;
      const args = ["run", "--no-lock", "jsr:@std/assert@^1"];
      env.JSR_URL = url;
      assertEquals((await capture(Deno.execPath(), args, { cwd: clone, env })).code, 0);
      await again.shutdown();
      assert(await offlineExists());
      assertEquals(await choose(), []);
      assert(!await offlineExists());
    });
  } finally {
    await server.shutdown();
    await Deno.remove(clone, { recursive: true });
  }
});
