import { assertEquals } from "@std/assert";
import { hasJupyter, runCells } from "./_jupyter.ts";

Deno.test({
  name: "every display is in its own cell, however much the kernel still has to send",
  ignore: !hasJupyter,
  fn: async () => {
    // Deno's own displays wait for nothing: the kernel still has to send them when the last one is made.
    const cell = (number: number) =>
      `for (let i = 0; i < 200; i++) {
  await Deno.jupyter.display({ "text/plain": "queued ${number} " + "\u00e9".repeat(50_000) }, { raw: true });
}
console.log("printed ${number}");
await showMarkdown("shown ${number}");`;
    const [, ...cells] = await runCells([
      `import { showMarkdown } from "./lib/notebook/mod.ts";`,
      ...[1, 2].map(cell),
    ]);
    const shown = cells.map(({ outputs = [] }) =>
      outputs.map(({ data, text }) => `${data?.["text/plain"] ?? text}`.slice(0, 9).trim())
    );
    const expected = (number: number) => [
      ...new Array(200).fill(`queued ${number}`),
      ...[`printed ${number}`, `shown ${number}`],
    ];
    assertEquals(shown, [1, 2].map(expected));
  },
});
