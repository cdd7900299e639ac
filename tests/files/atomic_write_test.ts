import { assertEquals, assertRejects } from "@std/assert";
import { writeAtomically, writeTogether } from "../../lib/files/atomic_write.ts";
import { inTempDir } from "../_temp_dir.ts";

const names = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();

Deno.test("writeAtomically() replaces a file and leaves nothing beside it", () =>
  inTempDir(async (dir) => {
    await writeAtomically(`${dir}/a`, "old and longer");
    await writeAtomically(`${dir}/a`, new TextEncoder().encode("new"));
    assertEquals(await Deno.readTextFile(`${dir}/a`), "new");
    assertEquals(names(dir), ["a"]);
  }));

Deno.test("writeTogether() changes no file when one of them cannot be written", () =>
  inTempDir(async (dir) => {
    await writeAtomically(`${dir}/a`, "old");
    await assertRejects(() => writeTogether([[`${dir}/a`, "new"], [`${dir}/none/b`, "new"]]));
    assertEquals(await Deno.readTextFile(`${dir}/a`), "old");
    assertEquals(names(dir), ["a"]);
  }));

Deno.test("writeAtomically() leaves nothing beside a place that it cannot take", () =>
  inTempDir(async (dir) => {
    await Deno.mkdir(`${dir}/a/full`, { recursive: true });
    await assertRejects(() => writeAtomically(`${dir}/a`, "new"));
    assertEquals(names(dir), ["a"]);
  }));
