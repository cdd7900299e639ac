import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { UserError } from "../../lib/tasks/common/user_error.ts";
import { checkFileWritable, writeResult, writing } from "../../lib/tasks/common/writable.ts";
import { inTempDir } from "../_temp_dir.ts";

const names = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();

Deno.test("checkFileWritable() refuses a folder and a wrong ending, and makes nothing", () =>
  inTempDir(async (dir) => {
    const refused = async (path: string, words: string) =>
      await assertRejects(() => checkFileWritable(path, "--out", [".npz"]), UserError, words);
    await refused(dir, "it is a folder; name a file by --out");
    await refused(join(dir, "a.zip"), "expected a name that ends in .npz; choose one by --out");
    await checkFileWritable(join(dir, "new", "a.NPZ"), "--out", [".npz"]);
    assertEquals(names(dir), []);
  }));

Deno.test("writeResult() makes folders, and takes them away where it fails", () =>
  inTempDir(async (dir) => {
    await writeResult([[join(dir, "a", "b", "file"), "text"]], "--out");
    assertEquals(await Deno.readTextFile(join(dir, "a", "b", "file")), "text");
    await Deno.mkdir(join(dir, "in_the_way", "full"), { recursive: true });
    const files = [[join(dir, "new", "file"), "text"], [join(dir, "in_the_way"), "text"]] as const;
    const { message } = await assertRejects(() => writeResult(files, "--out"), UserError);
    assertMatch(message, /^Cannot write to .*file: .*; choose another place by --out$/);
    assertEquals(names(dir), ["a", "in_the_way"]);
  }));

Deno.test("writing() hands on what is no refusal of the system", async () => {
  const defect = () => Promise.reject(new TypeError("a defect"));
  await assertRejects(() => writing("here", "--out", defect), TypeError);
});

/** A disk of 200 kB, where root may mount one. */
async function onSmallDisk(test: (disk: string) => Promise<void>): Promise<boolean> {
  const disk = await Deno.makeTempDir();
  const mounted = await capture("mount", ["-t", "tmpfs", "-o", "size=200k", "none", disk])
    .then(({ code }) => code === 0, () => false);
  try {
    if (mounted) await test(disk);
  } finally {
    if (mounted) await capture("umount", [disk]);
    await Deno.remove(disk);
  }
  return mounted;
}

Deno.test("writeResult() leaves a full disk as it was", async () => {
  await onSmallDisk(async (disk) => {
    const files = [[join(disk, "a"), "text"], [join(disk, "b"), new Uint8Array(300_000)]] as const;
    const { message } = await assertRejects(() => writeResult(files, "--out"), UserError);
    assertMatch(message, /: No space left on device; choose another place by --out$/);
    assertEquals(names(disk), []);
  });
});
