import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { formatNotebook, unformatted } from "../../lib/tasks/notebook/format.ts";
import { listNotebooks } from "../../lib/tasks/notebook/list.ts";
import { root } from "../../lib/tasks/common/paths.ts";

const withCode = (source: string) =>
  JSON.stringify(
    {
      cells: [{ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source }],
      metadata: { language_info: { name: "typescript" } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  ) + "\n";

Deno.test("formatNotebook() formats a cell's code and leaves formatted text as it is", async () => {
  const formatted = await formatNotebook(withCode("const  a=1"));
  assertEquals([JSON.parse(formatted).cells[0].source].flat().join(""), "const a = 1;");
  assertEquals(await formatNotebook(formatted), formatted);
});

Deno.test("unformatted() names a notebook that is not formatted, and none of the course", async () => {
  const path = join(await Deno.makeTempDir({ dir: join(root, ".cache") }), "a.ipynb");
  await Deno.writeTextFile(path, withCode("const  a=1"));
  assertEquals((await unformatted([path])).length, 1);
  assertEquals(await unformatted(await listNotebooks()), []);
  await Deno.remove(join(path, ".."), { recursive: true });
});
