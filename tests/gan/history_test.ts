import { assertEquals, assertThrows } from "@std/assert";
import { History, type HistoryFile } from "../../lib/gan/mod.ts";

function ramp(steps: number, stepsPerEpoch: number): History {
  const history = new History({ recipe: "asAsked", seed: 2, stepsPerEpoch });
  for (let i = 0; i < steps; i++) history.push({ dLoss: i, gLoss: 2 * i, dReal: 1, dFake: 0 });
  return history;
}

Deno.test("History keeps epoch means of complete epochs, and each epoch's last step", () => {
  const history = ramp(11, 4);
  assertEquals(history.epochMeans("dLoss"), [1.5, 5.5]);
  assertEquals(history.epochEnds.gLoss, [6, 14]);
  assertEquals([history.steps, history.epochs], [11, 2.75]);
});

Deno.test("History.thin() keeps the epoch means and the epochs' ends", () => {
  const history = ramp(12, 4), thin = history.thin(2);
  assertEquals(thin.columns.dLoss, [0.5, 2.5, 4.5, 6.5, 8.5, 10.5]);
  assertEquals(thin.epochMeans("gLoss"), history.epochMeans("gLoss"));
  assertEquals(thin.epochEnds, history.epochEnds);
  assertThrows(
    () => thin.push({ dLoss: 0, gLoss: 0, dReal: 0, dFake: 0 }),
    TypeError,
    "every 2 steps",
  );
});

Deno.test("History.fromFile() reads what toFile() wrote, through JSON", () => {
  const thin = ramp(12, 4).thin(2);
  const again = History.fromFile(JSON.parse(JSON.stringify(thin.toFile())));
  assertEquals([again.columns, again.epochEnds, again.info, again.stride], [
    thin.columns,
    thin.epochEnds,
    thin.info,
    thin.stride,
  ]);
});

Deno.test("History.fromFile() takes back numbers that are not finite, from memory and from JSON", () => {
  const history = new History({ recipe: "a", seed: 1, stepsPerEpoch: 2 });
  for (const dLoss of [1, NaN]) history.push({ dLoss, gLoss: 1, dReal: 0, dFake: 0 });
  for (const file of [history.toFile(), JSON.parse(JSON.stringify(history.toFile()))]) {
    assertEquals(History.fromFile(file).columns.dLoss, [1, NaN]);
  }
});

Deno.test("History.windowMeans() gives single entries where a window would hold less", () => {
  assertEquals(ramp(4, 2).windowMeans("dLoss", 0.5), ramp(4, 2).columns.dLoss);
});

Deno.test("History.fromFile() refuses another file, a missing column and a short column", () => {
  const file = () => ramp(4, 2).toFile();
  const refuse = (bad: unknown, message: string) =>
    assertThrows(() => History.fromFile(bad as HistoryFile, "run.json"), SyntaxError, message);
  refuse({ ...file(), version: 2 }, "expected 1, got 2 at version: run.json");
  refuse(null, "expected Object, got null: run.json");
  refuse("{", 'expected Object, got "{": run.json');
  const { dReal: _, ...rest } = file().columns;
  refuse({ ...file(), columns: rest }, "expected the key columns.dReal, got none");
  const short = file();
  short.columns.dFake.pop();
  refuse(
    short,
    "expected columns of the same length, got dLoss 4, gLoss 4, dReal 4, dFake 3 at columns: run.json",
  );
});

Deno.test("History.last() is the end of a run, or all of a shorter one", () => {
  const history = ramp(10, 5);
  assertEquals(history.last(3).columns.dLoss, history.columns.dLoss.slice(7));
  assertEquals(history.last(99).columns.gLoss, history.columns.gLoss);
  assertEquals(history.thin(2).last(4).columns.dLoss, history.thin(2).columns.dLoss.slice(3));
  assertEquals(history.last(3).epochEnds.dLoss, []);
});
