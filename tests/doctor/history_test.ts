import { assertEquals, assertThrows } from "@std/assert";
import { diagnoseHistory } from "../../lib/doctor/mod.ts";
import { balance } from "../../lib/gan/losses/mod.ts";
import { History } from "../../lib/gan/mod.ts";
import { readRun } from "../../lib/course/mod.ts";

const first = async (name: string) =>
  diagnoseHistory((await readRun(name, 1)).history).findings.map(({ id, level }) => [id, level])[0];

Deno.test("diagnoseHistory() knows the fixed points of the course's first three recipes", async () => {
  assertEquals(await first("asAsked"), ["judges", "certain"]);
  assertEquals(await first("oneDiscriminator"), ["output", "certain"]);
  assertEquals(await first("hiddenActivation"), ["output", "certain"]);
});

Deno.test("diagnoseHistory() raises no alarm at the fixed recipe", async () => {
  const found = await first("fixed");
  assertEquals(found === undefined || found[1] === "worth a look", true);
});

function made(value: (step: number) => [dLoss: number, gLoss: number]): History {
  const history = new History({ recipe: "made", seed: 1, stepsPerEpoch: 10 });
  for (let step = 0; step < 400; step++) {
    const [dLoss, gLoss] = value(step);
    history.push({ dLoss, gLoss, dReal: 0.5, dFake: 0.5 });
  }
  return history;
}
const id = (history: History) => diagnoseHistory(history).findings[0]?.id;

Deno.test("diagnoseHistory() tells a D that never learns from a fair contest", () => {
  const { dLoss, gLoss } = balance();
  assertEquals(id(made(() => [dLoss, gLoss])), "balance");
  const wave = (step: number) => 0.05 * Math.sin(step / 20);
  assertEquals(id(made((step) => [dLoss + wave(step), gLoss - wave(step)])), undefined);
});

Deno.test("diagnoseHistory() finds a climb without end, a swing, and what is not finite", () => {
  assertEquals(id(made((step) => [1 + step / 50, 0.01])), "judges");
  assertEquals(id(made((step) => [1.3, 2 + Math.sin(step / 15)])), "momentum");
  assertEquals(id(made((step) => [step < 300 ? 1 : NaN, 1])), "divergence");
});

Deno.test("diagnoseHistory() refuses a run that is too short", () => {
  const short = new History({ recipe: "made", seed: 1, stepsPerEpoch: 10 });
  assertThrows(
    () => diagnoseHistory(short),
    RangeError,
    "expected at least 5 rows with both losses, got 0",
  );
});
