import { assertEquals } from "@std/assert";
import { codePath, extractCode, speakOfCells } from "../../lib/tasks/notebook/code.ts";
import { codeCell, notebookOf } from "./_notebook.ts";

const notebook = notebookOf(
  { cell_type: "markdown", source: "# Title", metadata: {} },
  codeCell("const a = 1;\nconst b = 2;"),
  codeCell(""),
  codeCell("console.log(a, b);"),
);

Deno.test("extractCode() makes one module of the code cells and knows each line's cell", () => {
  const { text, place } = extractCode(notebook);
  assertEquals(text, "const a = 1;\nconst b = 2;\nconsole.log(a, b);\nexport {};\n");
  assertEquals([1, 2, 3].map(place), ["cell [1] line 1", "cell [1] line 2", "cell [2] line 1"]);
});

Deno.test("speakOfCells() translates the places in a tool's output", () => {
  const path = "/home/ada/notebooks/01.a.ipynb";
  assertEquals(codePath(path), "/home/ada/notebooks/01.a.cells.ts");
  const output = "TS2322: no\n    at file:///home/ada/notebooks/01.a.cells.ts:3:13\n" +
    "    at file:///home/ada/lib/mod.ts:3:13";
  assertEquals(
    speakOfCells(output, path, extractCode(notebook)),
    "TS2322: no\n    at 01.a.ipynb cell [2] line 1\n    at file:///home/ada/lib/mod.ts:3:13",
  );
});
