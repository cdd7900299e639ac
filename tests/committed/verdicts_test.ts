/**
 * How sure the verdicts of the notebooks and tests are, by the last sweep: they must come out the same on the reader's
 * machine, with any seed.
 */
import { assert, assertEquals } from "@std/assert";
import { readNotebook } from "../../lib/tasks/notebook/file.ts";
import { listNotebooks } from "../../lib/tasks/notebook/list.ts";
import { enough, readSummary } from "../../lib/tasks/sweep/summary.ts";
import { unswept } from "../../lib/tasks/sweep/unswept.ts";

const summary = await readSummary(), { verdicts, tests } = summary;
const entries = [
  ...verdicts.map((entry) => ({
    ...entry,
    name: `${entry.notebook} [${entry.cell}] ${entry.says}`,
  })),
  ...tests.map((entry) => ({ ...entry, name: entry.test })),
];

Deno.test("every verdict held in every run of the sweep", () => {
  assert(verdicts.length > 0 && tests.length > 0, "nothing swept: run deno task notebooks --sweep");
  const failing = entries.filter(({ held, of }) => held < of);
  assertEquals(failing.map(({ name, held, of }) => `${name}: ${held} of ${of}`), []);
});

Deno.test(`every verdict's bounds are ${enough} standard deviations away or more`, () => {
  const near = entries.filter(({ margin }) => margin !== null && margin < enough);
  assertEquals(near.map(({ name, margin }) => `${name}: ${margin}`), []);
});

Deno.test("every verdict of the notebooks is in the sweep", async () => {
  const found = (await listNotebooks()).map(async (path) =>
    unswept(path, await readNotebook(path), summary)
  );
  assertEquals((await Promise.all(found)).flat(), []);
});
