import { assertRejects, assertStringIncludes } from "@std/assert";
import { UserError } from "../../lib/tasks/common/user_error.ts";
import { hasJupyter, runCells } from "./_jupyter.ts";

Deno.test({
  name: "execute() says which cell did not come to its end",
  ignore: !hasJupyter,
  fn: async () => {
    const cells = [
      "const fast = 1;",
      "const slow = 2;\nawait new Promise(() => {});",
      "fast + slow",
    ];
    const error = await assertRejects(() => runCells(cells, 5), UserError);
    assertStringIncludes(`${error}`, `at most 5 s for a cell, stopped this one:\n${cells[1]}`);
  },
});
