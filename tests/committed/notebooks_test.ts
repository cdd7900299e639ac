/** Data, not code: the notebooks as committed. */
import { assertEquals } from "@std/assert";
import { basename } from "node:path";
import { readNotebook } from "../../lib/tasks/notebook/file.ts";
import { faults } from "../../lib/tasks/notebook/outputs.ts";
import { listNotebooks } from "../../lib/tasks/notebook/list.ts";

for (const path of await listNotebooks()) {
  Deno.test(`${basename(path)} is committed with its outputs and without an error`, async () => {
    assertEquals(faults(await readNotebook(path)), []);
  });
}
