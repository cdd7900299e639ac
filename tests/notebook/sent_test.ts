/** Outputs through the real kernel, as `deno task notebooks` runs it. */
import { assertEquals } from "@std/assert";
import { capture } from "../../lib/cli/common/capture.ts";
import { root } from "../../lib/cli/common/paths.ts";
import { codeCells } from "../../lib/cli/notebook/file.ts";
import { execute } from "../../lib/cli/notebook/run.ts";
import { venvPython, writeJupyterFiles } from "../../lib/cli/setup/jupyter.ts";
import { codeCell, notebookOf } from "../cli/_notebook.ts";

const hasJupyter = await capture(venvPython, ["-c", "import nbconvert"]).then(
  ({ code }) => code === 0,
  () => false,
);

Deno.test({
  name: "every display is in its own cell, however much the kernel still has to send",
  ignore: !hasJupyter,
  fn: async () => {
    await writeJupyterFiles();
    // Deno's own displays wait for nothing: the kernel still has to send them when the last one is made.
    const cell = (number: number) =>
      codeCell(`for (let i = 0; i < 20; i++) {
  await Deno.jupyter.display({ "text/plain": "${number} ".repeat(250_000) }, { raw: true });
}
console.log("printed ${number}");
await showMarkdown("shown ${number}");`);
    const notebook = notebookOf(
      codeCell(`import { showMarkdown } from "./lib/notebook/mod.ts";`),
      ...[1, 2].map(cell),
    );
    const cells = codeCells(await execute(notebook, root)).slice(1);
    const shown = cells.map(({ outputs = [] }) =>
      outputs.map(({ data, text }) => `${data?.["text/plain"] ?? text}`.slice(0, 9).trim())
    );
    assertEquals(
      shown,
      [1, 2].map((number) => [
        ...new Array(20).fill(`${number} `.repeat(5).slice(0, 9)),
        `printed ${number}`,
        `shown ${number}`,
      ]),
    );
  },
});
