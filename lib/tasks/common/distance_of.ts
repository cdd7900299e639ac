/**
 * The number by which a trained model is known.
 *
 * @module
 */
import { join } from "node:path";
import { readLedger } from "../../course/study/mod.ts";
import { readGanInfo } from "../../models/mod.ts";
import { models } from "./models.ts";

/**
 * A model's distance from real digits: for a stage of the course the ledger's, the median over all seeds of its
 * longest runs, so that a reader meets one number everywhere; for other models what their card says.
 *
 * @param name a model of `data/models`
 * @returns the distance and its floor, or nothing where none was measured
 */
export async function distanceOf(
  name: string,
): Promise<{ value: number; floor: number } | undefined> {
  const row = (await readLedger()).rows.findLast((row) => row.name === name);
  if (row) return { value: row.distance.median, floor: row.floor };
  const { quality } = await readGanInfo(join(models, name));
  return quality && { value: quality.distance, floor: quality.floor };
}
