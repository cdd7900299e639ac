/**
 * What a recorded run's two loss curves say by themselves.
 *
 * @module
 */
import { diagnoseLog } from "./log/diagnose_log.ts";
import { recordedRun } from "./log/json.ts";
import type { History } from "../gan/history.ts";
import type { Report } from "./report.ts";

/**
 * Reads a recorded run whose losses are sigmoid cross entropies. Losses say less than the GAN itself does: prefer
 * `diagnose` where there is one to examine.
 *
 * @param history the run
 * @returns what its losses say
 * @throws {RangeError} when fewer than 5 entries were recorded
 *
 * @example The question's run comes to rest where two discriminators leave it
 * ```ts
 * import { History, losses } from "@gan-clinic/gan-clinic";
 * import { diagnoseHistory } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * const history = new History({ recipe: "mine", seed: 1, stepsPerEpoch: 10 });
 * for (let step = 0; step < 200; step++) history.push({ ...losses.bothSatisfied(), dReal: 0.7, dFake: 0.3 });
 * const { findings } = diagnoseHistory(history);
 * assertEquals(findings[0]?.id, "judges");
 * ```
 */
export function diagnoseHistory(
  { columns: { dLoss: d, gLoss: g, dReal, dFake } }: History,
): Report {
  return diagnoseLog({
    ...{ format: recordedRun, d, g, opinions: { real: dReal, fake: dFake } },
    columns: { d: "dLoss", g: "gLoss", opinionOfReal: "dReal", opinionOfFake: "dFake" },
    ...{ others: [], skipped: 0 },
  });
}
