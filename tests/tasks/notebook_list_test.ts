import { assertEquals, assertRejects } from "@std/assert";
import { basename, join } from "node:path";
import { listNotebooks } from "../../lib/tasks/notebook/list.ts";
import { UserError } from "../../lib/tasks/common/user_error.ts";

Deno.test("listNotebooks() lists in reading order, by the beginning of the name or the file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of ["01_b.ipynb", "00_a.ipynb", "README.md", ".hidden.ipynb"]) {
      await Deno.writeTextFile(join(folder, name), "");
    }
    const list = async (...names: string[]) =>
      (await listNotebooks(names, folder)).map((path) => basename(path));
    assertEquals(await list(), ["00_a.ipynb", "01_b.ipynb"]);
    assertEquals(await list("01"), ["01_b.ipynb"]);
    assertEquals(await list("notebooks/00_a.ipynb"), ["00_a.ipynb"]);
    await assertRejects(() => list("02"), UserError, "one of 00_a.ipynb, 01_b.ipynb, got 02");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
