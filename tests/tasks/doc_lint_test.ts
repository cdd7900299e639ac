import { assertEquals } from "@std/assert";
import { ownDiagnostics } from "../../lib/tasks/gate/doc_lint.ts";

const reference = (type: string) =>
  `error[private-type-ref]: public type 'Gan' references private type '${type}'\n  --> lib/a.ts\n\n`;
const undocumented = "error[missing-jsdoc]: exported symbol is missing JSDoc documentation\n\n";
const total = "error: Found 3 documentation lint errors.\n";

Deno.test("ownDiagnostics() leaves out types of other packages alone", () => {
  const output = reference("Tensor") + reference("Recipe") + undocumented + total;
  assertEquals(ownDiagnostics(output, new Set(["Recipe"])), [reference("Recipe"), undocumented]);
  assertEquals(ownDiagnostics(reference("Tensor") + total, new Set()), []);
});

Deno.test("ownDiagnostics() keeps a failure of another kind", () => {
  const output = "error: Module not found\n";
  assertEquals(ownDiagnostics(output, new Set()), [output]);
});
