/** The plan of the house: `lib/README.md` draws it, and the imports must follow. */
import { assert, assertEquals } from "@std/assert";
import { dirname, join, relative } from "node:path";
import config from "../../deno.json" with { type: "json" };
import { root } from "../../lib/tasks/common/paths.ts";

const lib = join(root, "lib");

/** The floors of the picture, the lowest first. */
const floors = /```\n([\s\S]*?)```/.exec(Deno.readTextFileSync(join(lib, "README.md")))![1]!
  .trim().split("\n").reverse()
  .map((line) => line.split("#")[0]!.trim().split(/\s+/));

const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));
const roomOf = (path: string) => path.split("/")[0]!;

/** Every import between files of `lib/`, as paths from there; those of doc comments left out. */
const imports = filesIn(lib).filter((path) => path.endsWith(".ts")).flatMap((path) => {
  const code = Deno.readTextFileSync(path).replace(/^\s*\*.*$/gm, "");
  return [...code.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to]) => ({
    from: relative(lib, path).replaceAll("\\", "/"),
    to: relative(lib, join(dirname(path), to!)).replaceAll("\\", "/"),
  }));
});

Deno.test("lib/README.md draws every room, and none that is not there", () => {
  const there = [...Deno.readDirSync(lib)].map(({ name }) => name).filter((name) =>
    name !== "README.md"
  );
  assertEquals(floors.flat().sort(), there.sort());
});

Deno.test("lib: a room imports from the floors below it alone", () => {
  const inside = imports.filter(({ to }) => !to.startsWith(".."));
  assert(inside.length > 500, "hardly any import was found: the test reads them wrongly");
  const wrong = inside.filter(({ from, to }) => {
    const [above, below] = [roomOf(from), roomOf(to)];
    return above !== below && floorOf(above) <= floorOf(below);
  });
  assertEquals(wrong, []);
});

Deno.test("lib imports nothing from tests/, nor from anywhere outside but deno.json and imports.json", () => {
  const outside = imports.filter(({ to }) => to.startsWith(".."));
  assertEquals(outside.filter(({ to }) => !/^\.\.\/(deno|imports)\.json$/.test(to)), []);
});

Deno.test("deno.json: what is published stands below the course, and is what it exports", () => {
  const isPublished = (room: string) => !config.publish.exclude.includes(`lib/${room}/`);
  assertEquals(floors.map((rooms) => rooms.map(isPublished)), [
    ...floors.slice(0, -2).map((rooms) => rooms.map(() => true)),
    ...floors.slice(-2).map((rooms) => rooms.map(() => false)),
  ]);
  const entries = Object.values(config.exports).map((path) => roomOf(path.slice("./lib/".length)));
  assertEquals(
    entries.sort(),
    floors.slice(0, -2).flat().filter((room) => room !== "files").sort(),
  );
});

Deno.test("lib: nobody imports a file that another folder keeps to itself", () => {
  const folder = (path: string) => dirname(path);
  const wrong = imports.filter(({ from, to }) =>
    /(^|\/)_[^/]+$/.test(to) && !`${folder(from)}/`.startsWith(`${folder(to)}/`)
  );
  assertEquals(wrong, []);
});

Deno.test("lib: no files import each other in a circle, and no folders side by side do", () => {
  const files = imports.map(({ from, to }) => [from, to] as const);
  assertEquals(circle(files), []);
  const beside = imports.flatMap(({ from, to }) => {
    const [a, b] = [dirname(from).split("/"), dirname(to).split("/")];
    const fork = a.findIndex((part, i) => part !== b[i]);
    if (fork < 0 || fork >= b.length) return []; // one lies in the other
    const side = (parts: string[]) => parts.slice(0, fork + 1).join("/");
    return [[side(a), side(b)] as const];
  });
  assertEquals(circle(beside), []);
});

Deno.test("the search for circles finds one", () => {
  assertEquals(circle([["a", "b"], ["b", "c"], ["c", "b"]]), ["b", "c"]);
});

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(join(folder, name)) : [join(folder, name)]
  );
}

/** The nodes that lie on a circle. */
function circle(arrows: readonly (readonly [string, string])[]): string[] {
  let left = [...arrows];
  // Whoever imports nothing that is left, or is imported by nobody left, lies on no circle.
  for (let before = -1; before !== left.length;) {
    before = left.length;
    const from = new Set(left.map(([a]) => a)), to = new Set(left.map(([, b]) => b));
    left = left.filter(([a, b]) => from.has(b) && to.has(a));
  }
  return [...new Set(left.flat())].sort();
}
