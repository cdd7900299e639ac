import { assertEquals, assertThrows } from "@std/assert";
import { shorten } from "../../lib/tasks/notebook/constants.ts";
import { UserError } from "../../lib/tasks/common/user_error.ts";
import { codeCell, notebookOf } from "./_notebook.ts";

const training = codeCell("const EPOCHS = 8;\ntrain({ epochs: EPOCHS });");

Deno.test("shorten() replaces the constants that the metadata name and leaves the notebook as it is", () => {
  const notebook = notebookOf(codeCell("const EPOCH = 8;"), training);
  notebook.metadata.gan_clinic = { quick: { EPOCHS: 2 } };
  const [first, second] = shorten(notebook).cells;
  assertEquals(first?.source, "const EPOCH = 8;");
  assertEquals(second?.source, "const EPOCHS = 2;\ntrain({ epochs: EPOCHS });");
  assertEquals(notebook.cells[1], training);
});

Deno.test("shorten() changes nothing where the metadata do not ask for it", () => {
  const notebook = notebookOf(training);
  assertEquals(shorten(notebook), notebook);
});

Deno.test("shorten() refuses a notebook without the line that it would change", () => {
  const notebook = notebookOf(codeCell("train({ epochs: 8 });"));
  notebook.metadata.gan_clinic = { quick: { EPOCHS: 2 } };
  assertThrows(() => shorten(notebook), UserError, "begins with `const EPOCHS = 8;`");
});
