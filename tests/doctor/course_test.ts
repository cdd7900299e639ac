/** The course's six causes: alone, in the course's order, and in all fifteen pairs. */
import { assertEquals } from "@std/assert";
import { diagnose, faults, patientOf, type Report, reportText } from "../../lib/doctor/mod.ts";
import { createRun, type Recipe } from "../../lib/gan/mod.ts";
import { asAsked, fixed } from "../../lib/gan/recipes.ts";
import { repairs } from "../../lib/course/mod.ts";
import { mnist } from "../_helpers.ts";

async function examine(recipe: Recipe, seed: number): Promise<Report> {
  const run = createRun(recipe, (await mnist()).train, seed);
  const report = await diagnose(patientOf(run));
  run.gan.dispose();
  return report;
}

/** The stages of the course, each examined once. */
const stages: Promise<Report>[] = [];
const examineStage = (i: number) => stages[i] ??= examine(repairs[i]!.recipe, i + 1);

const traces = [
  ["discriminators", "judges"],
  ["hiddenActivation", "affine"],
  ["discriminatorOutput", "output"],
  ["initialisation", "weights"],
  ["range", undefined],
  ["beta1", undefined],
] as const;
const expected = (recipe: Recipe) =>
  traces.flatMap(([key, id]) => id && recipe[key] === asAsked[key] ? [id] : []);
const found = (ids: string[]) => [...new Set(ids)].sort();

repairs.forEach(({ name, recipe }, i) => {
  Deno.test(`diagnose() finds in ${name} what is left to repair, and nothing else`, async () => {
    const report = await examineStage(i);
    assertEquals(
      found(faults(report).map(({ id }) => id)),
      expected(recipe).sort(),
      reportText(report),
    );
  });
});

traces.forEach(([a], i) =>
  traces.slice(i + 1).forEach(([b], j) => {
    Deno.test(`diagnose() finds ${a} and ${b} put back into the fixed recipe`, async () => {
      const sick = { ...fixed, [a]: asAsked[a], [b]: asAsked[b] };
      const report = await examine(sick, 10 * i + j + 1);
      assertEquals(
        found(faults(report).map(({ id }) => id)),
        expected(sick).sort(),
        reportText(report),
      );
      if (a === "range" || b === "range") {
        assertEquals(report.findings.find(({ id }) => id === "range")?.level, "worth a look");
      }
    });
  })
);

Deno.test("diagnose() leaves momentum open as long as something hides it", async () => {
  const { unjudged } = await examineStage(0);
  const because = unjudged.find(({ check }) => check === "momentum")?.because;
  assertEquals(
    because?.startsWith("Cannot be judged before this is repaired: there are two"),
    true,
  );
});
