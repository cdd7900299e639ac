import { assertEquals } from "@std/assert";
import { differences, faults, verdicts } from "../../lib/tasks/notebook/outputs.ts";
import { codeCell, display, notebookOf, stream } from "./_notebook.ts";
import { verdictOutput } from "./_sweep.ts";

Deno.test("faults() finds nothing in a notebook that ran", () => {
  const markdown = { cell_type: "markdown", source: "# Title", metadata: {} };
  const blank = codeCell(" \n", [], null);
  assertEquals(faults(notebookOf(markdown, codeCell("1", [stream("1\n")]), blank)), []);
});

Deno.test("faults() names a thrown error, what went to stderr and a cell that did not run", () => {
  const error = { output_type: "error", ename: "TypeError", evalue: "no such thing" };
  const notebook = notebookOf(
    codeCell("a", [error]),
    codeCell("b", [stream("deprecated\n", "stderr")]),
    codeCell("c", [], null),
  );
  assertEquals(faults(notebook), [
    "cell [1] ended with TypeError: no such thing",
    "cell [2] wrote to stderr: deprecated",
    "cell [3] did not run",
  ]);
});

Deno.test("faults() names a file that is too large", () => {
  const [fault] = faults(notebookOf(codeCell("a", [stream("x".repeat(1_000_000))])));
  assertEquals(fault?.endsWith("bytes: expected at most 1000000"), true);
});

Deno.test("differences() finds none between two runs that show the same things", () => {
  const then = notebookOf(codeCell("a", [display({ "text/plain": "12.1 s" }), stream("1\n")]));
  const now = notebookOf(codeCell("a", [stream("2\n"), display({ "text/plain": "11.7 s" })]));
  assertEquals(differences(now, then), []);
});

Deno.test("differences() names a cell that shows nothing any more", () => {
  const then = notebookOf(codeCell("a", [display({ "image/svg+xml": "<svg/>" })]));
  assertEquals(differences(notebookOf(codeCell("a")), then), [
    "cell [1] showed nothing: expected image/svg+xml",
  ]);
});

Deno.test("differences() names a MIME type that is missing", () => {
  const then = notebookOf(codeCell("a", [display({ "image/svg+xml": "", "text/plain": "" })]));
  const now = notebookOf(codeCell("a", [display({ "text/plain": "" })]));
  assertEquals(differences(now, then), ["cell [1] showed no image/svg+xml"]);
});

Deno.test("differences() names a verdict that differs, is missing or is new", () => {
  const verdict = (...texts: string[]) =>
    notebookOf(codeCell("a", texts.map((text) => display({ "text/plain": text }))));
  const [one, two] = ["verdict: it settles", "verdict: it rises"] as const;
  const expected = (then: string, now: string) => [
    `cell [1] gave another verdict: expected "${then}", got "${now}"`,
  ];
  assertEquals(differences(verdict(one), verdict(one)), []);
  assertEquals(differences(verdict(two), verdict(one)), expected(one, two));
  assertEquals(differences(verdict(one), verdict(one, two)), expected(two, "none"));
  assertEquals(differences(verdict(one, two), verdict(one)), expected("none", two));
});

Deno.test("faults() names a verdict without its numbers", () => {
  const bare = display({ "text/plain": "verdict: it settles" });
  assertEquals(faults(notebookOf(codeCell("a", [verdictOutput("It settles."), bare]))), [
    'cell [1] showed a verdict without its numbers, expected one by verdict(): "verdict: it settles"',
  ]);
});

Deno.test("verdicts() takes displayed texts that begin with the word, without colours and numbers", () => {
  const cell = codeCell("a", [
    stream("verdict: only printed\n"),
    display({ "text/plain": ["\x1b[33mverdict:\x1b[39m it settles\n", "D loss 0.2"] }),
    display({ "text/plain": "no verdict: none" }),
  ]);
  assertEquals(verdicts(cell), ["verdict: it settles"]);
});
