import { assertEquals } from "@std/assert";
import { atMost } from "../../lib/trends/bounds.ts";
import { claimsIn, foundIn } from "../../lib/tasks/sweep/found.ts";
import { sumUp } from "../../lib/tasks/sweep/sum_up.ts";
import { merge, type Summary } from "../../lib/tasks/sweep/summary.ts";
import { claimFaults, unswept } from "../../lib/tasks/sweep/unswept.ts";
import { codeCell, notebookOf } from "./_notebook.ts";
import { verdictOutput } from "./_sweep.ts";

const made = { processor: "", deno: "", runs: [] };
const empty: Summary = { ...made, verdicts: [], tests: [] };
const path = "/clone/notebooks/06_tanh.ipynb";
const notebook = notebookOf(codeCell("1;"), codeCell("2;", [verdictOutput("It falls.")]));
const swept = merge(empty, new Map([["06_tanh", sumUp("06_tanh", [foundIn(notebook)])]]), made);
const fault = (says: string, cell = 2) =>
  `cell [${cell}]: its verdict "${says}" has changed since the sweep: run deno task notebooks --sweep 06`;

Deno.test("foundIn() tells several verdicts of a cell by their order, and takes the committed code's digest", () => {
  const [one, two] = [verdictOutput("One."), verdictOutput("Two.", [], null)];
  const executed = notebookOf(codeCell("seed = 2;", [one, two]));
  const committed = notebookOf(codeCell("seed = 1;", [one, two]));
  const given = foundIn(executed, committed);
  assertEquals(given.map(({ place, says, held }) => [place, says, held]), [
    ["cell [1], verdict 1", "One.", true],
    ["cell [1], verdict 2", "Two.", null],
  ]);
  assertEquals(given, foundIn(committed));
  assertEquals(given[0]?.digest === foundIn(executed)[0]?.digest, false);
});

Deno.test("unswept() finds nothing where the sweep knows every verdict, whatever came out", () => {
  assertEquals(unswept(path, notebook, swept), []);
  const again = verdictOutput("It falls.", [atMost("D loss", 0.1, 0.3)]);
  assertEquals(unswept(path, notebookOf(codeCell("1;"), codeCell("2;", [again])), swept), []);
});

Deno.test("unswept() names a verdict with another sentence, bound, code or notebook", () => {
  const [first] = notebook.cells;
  const changed = (...args: Parameters<typeof codeCell>) =>
    unswept(path, notebookOf(first!, codeCell(...args)), swept);
  assertEquals(changed("2;", [verdictOutput("It rises.")]), [fault("It rises.")]);
  const bound = verdictOutput("It falls.", [atMost("D loss", 0.2, 0.25)]);
  assertEquals(changed("2;", [bound]), [fault("It falls.")]);
  assertEquals(changed("3;", [verdictOutput("It falls.")]), [fault("It falls.")]);
  assertEquals(unswept(path, notebook, empty), [fault("It falls.")]);
  assertEquals(unswept("07_momentum.ipynb", notebook, swept).length, 1);
});

Deno.test("claimFaults() asks that a claim holds and that a sweep knows it", () => {
  const rests = [atMost("x", 1, 2)];
  const runs = [claimsIn(JSON.stringify({ test: "t", rests, held: true }) + "\n")];
  const known = merge(empty, new Map([["tests", sumUp("tests", runs, false)]]), made);
  const unknown = "it has changed since the sweep: run deno task notebooks --sweep tests";
  assertEquals(claimFaults("t", [atMost("x", 0, 2)], known), []);
  assertEquals(claimFaults("t", [atMost("x", 3, 2)], known), ["does not hold: x 3 (at most 2)"]);
  assertEquals(claimFaults("t", [atMost("x", 1, 3)], known), [unknown]);
  assertEquals(claimFaults("u", rests, known), [unknown]);
  assertEquals(claimFaults("t", [], empty), ["it rests on nothing", unknown]);
});
