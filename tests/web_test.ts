import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../lib/tasks/common/capture.ts";
import { listModels } from "../lib/tasks/common/models.ts";
import { root } from "../lib/tasks/common/paths.ts";
import { isFree } from "../lib/tasks/setup/port.ts";
import { bothSatisfied, flatSigmoids } from "../lib/gan/losses/mod.ts";
import { History } from "../lib/gan/mod.ts";
import { stages } from "../lib/course/mod.ts";
import type { PageFiles } from "../lib/tasks/page/build.ts";
import type { PageModel } from "../lib/web/page_model.ts";
import { servePage } from "../lib/tasks/page/serve.ts";
import { restOf, verdictOn } from "../lib/web/verdict.ts";
import { scaleFor } from "../lib/web/page/scale.ts";
import { inTempDir } from "./_temp_dir.ts";

const web = (cwd: string, ...args: string[]) =>
  capture(Deno.execPath(), ["run", "-A", join(root, "lib", "tasks", "web.ts"), ...args], { cwd });

/** Sends a request as it is written; `fetch` would tidy the path up before. */
async function raw(port: number, request: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const lines = `${request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(lines));
  return await new Response(connection.readable).text();
}

const files: PageFiles = new Map([
  ["index.html", new TextEncoder().encode("<p>page")],
  ["models/a/recipe.json", new TextEncoder().encode("{}")],
  ["main.wasm", new Uint8Array(1)],
]);

/** Serves three small files. */
async function served(test: (port: number) => Promise<void>): Promise<void> {
  await using server = servePage(files, 0);
  await test(server.addr.port);
}

Deno.test("servePage() serves its files with their types, to this machine alone", async () => {
  await using server = servePage(files, 0);
  assertEquals(server.addr.hostname, "127.0.0.1");
  const types: [string, string][] = [
    ["", "text/html; charset=utf-8"],
    ["models/a/recipe.json", "application/json; charset=utf-8"],
    ["main.wasm", "application/wasm"],
  ];
  for (const [path, type] of types) {
    const response = await fetch(`http://127.0.0.1:${server.addr.port}/${path}`);
    assertEquals([response.status, response.headers.get("content-type")], [200, type]);
    await response.body?.cancel();
  }
});

const escapes = [
  "/../deno.json",
  "/%2e%2e/deno.json",
  "/..%2fdeno.json",
  "/models/..%2f..%2fdeno.json",
  "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "/..%5c..%5cdeno.json",
  "/%252e%252e%252fdeno.json",
  "//etc/passwd",
  "/etc/passwd",
  "/models/a/",
  "/index.html%00.js",
  "/__proto__",
];

Deno.test("servePage() serves nothing outside its files, however the path is written", () =>
  served(async (port) => {
    for (const path of escapes) {
      const response = await raw(port, `GET ${path}`);
      assertMatch(response, /^HTTP\/1\.1 40[04]/, path);
      assertEquals(/root:|"tasks"|<p>page/.test(response), false, path);
    }
  }));

Deno.test("servePage() answers GET and HEAD alone", () =>
  served(async (port) => {
    assertMatch(await raw(port, "POST /"), /^HTTP\/1\.1 405[^]*allow: GET, HEAD/i);
    const head = await raw(port, "HEAD /");
    assertMatch(head, /^HTTP\/1\.1 200[^]*content-length: 7/i);
    assertEquals(head.includes("<p>"), false);
  }));

Deno.test("deno task web --build writes a whole page: script, models in the course's order, their losses", () =>
  inTempDir(async (dir) => {
    const { code, output } = await web(dir, "--build", "page");
    assertEquals(code, 0, output);
    const page = join(dir, "page");
    const models: PageModel[] = JSON.parse(await Deno.readTextFile(join(page, "models.json")));
    assertEquals(models.map(({ name }) => name), listModels());
    const inCourse = models.filter(({ number }) => number !== "").map(({ name }) => name);
    const names = stages.map(({ name }) => name).filter((name) => inCourse.includes(name));
    assertEquals(inCourse, names);
    for (const { name } of models) {
      assert(existsSync(join(page, "models", name, "generator", "model.json")), name);
      assert(!existsSync(join(page, "models", name, "discriminator")), name);
    }
    const run = models.find(({ name }) => name === "asAsked")!.run!;
    assertEquals(run.guides.map(({ value }) => value), Object.values(bothSatisfied()));
    assertMatch(run.verdict, /^D rests at 1\.6265, G at 0\.3133: /);
    const modern = models.find(({ name }) => name === "r3gan")!.run!;
    assertEquals(modern.guides.map(({ value }) => value), [Math.LN2, Math.LN2]);
    // Nothing in what is ours asks another server for anything.
    for (const name of ["index.html", "style.css"]) {
      const text = await Deno.readTextFile(join(page, name));
      assertEquals(/(src|href|url\()\s*=?\s*["']?(https?:)?\/\//.test(text), false, name);
    }
    await Deno.writeTextFile(join(page, "chunk-OFBEFORE.js"), "");
    assertEquals((await web(dir, "--build", "page")).code, 0);
    assert(!existsSync(join(page, "chunk-OFBEFORE.js")), "a script of an earlier page is gone");
  }));

Deno.test("deno task web --build leaves a folder with other files alone", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(join(dir, "thesis.txt"), "");
    const { code, output } = await web(dir, "--build", ".");
    assertEquals(code, 1);
    assertStringIncludes(output, "expected a new folder, an empty one or an earlier page");
    assertEquals([...Deno.readDirSync(dir)].length, 1);
  }));

Deno.test("deno task web refuses a port that is taken", () =>
  served(async (port) => {
    const { code, output } = await web(root, "--port", String(port));
    assertEquals(code, 1);
    assertMatch(output, /^Cannot serve at port \d+: another program uses it/);
  }));

Deno.test("deno task web serves the page at a free port where the usual one is taken", async () => {
  const usual = isFree(8000) ? Deno.listen({ hostname: "127.0.0.1", port: 8000 }) : undefined;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", join(root, "lib", "tasks", "web.ts")],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    const { value = "" } = await lines.read();
    const [, url, port] = /^Serving the page at (http:\/\/127\.0\.0\.1:(\d+)\/)/.exec(value)!;
    assert(Number(port) > 8000, port);
    assertStringIncludes(await (await fetch(url!)).text(), "<title>GAN Clinic</title>");
  } finally {
    child.kill("SIGTERM");
    await lines.cancel();
    await child.status;
    usual?.close();
  }
});

/** A run of 20 epochs whose losses are functions of the epoch. */
function history(dLoss: (epoch: number) => number, gLoss: (epoch: number) => number): History {
  const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 1 });
  for (let epoch = 0; epoch < 20; epoch++) {
    history.push({ dLoss: dLoss(epoch), gLoss: gLoss(epoch), dReal: 0.5, dFake: 0.5 });
  }
  return history;
}

Deno.test("restOf() names the closed form at which both losses rest, and none for one loss alone", () => {
  const { dLoss, gLoss } = flatSigmoids();
  assertEquals(restOf(history(() => dLoss, () => gLoss)), "flatSigmoids");
  assertEquals(restOf(history(() => dLoss, (epoch) => gLoss + epoch)), undefined);
});

Deno.test("verdictOn() tells rise, fall and no trend apart", () => {
  assertMatch(
    verdictOn(history((epoch) => 1 + epoch, (epoch) => 40 - epoch)),
    /D loss rises from 11\.0 to 20\.0, the G loss falls from 30\.0 to 21\.0; neither/,
  );
  assertMatch(
    verdictOn(history((epoch) => 3 + epoch % 2, () => 2)),
    /D loss shows no trend \(3\.00 to 4\.00\)/,
  );
});

Deno.test("scaleFor() keeps every value and every tick inside the chart", () => {
  for (const values of [[0.3, 1.6], [0.0936, 123], [5, 10], [0.4, 9.6]]) {
    const { ticks, place } = scaleFor(values);
    for (const value of [...values, ...ticks]) assert(place(value) >= 0 && place(value) <= 1);
    assert(ticks.length >= 3 && ticks.length <= 7);
  }
});
