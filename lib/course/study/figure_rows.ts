/**
 * The course's rows of the ledger's figure.
 *
 * @module
 */
import { type Guide, guidesAt, type LedgerFigureRow, type LossScale } from "../../figures/mod.ts";
import { imagesToDataUri } from "../../data/images.ts";
import { bothSatisfied, type FixedPoint, flatSigmoids } from "../../gan/losses/mod.ts";
import { repairs } from "../stages.ts";
import { readLedger } from "./ledger.ts";
import { readRun } from "./run.ts";

/** Which of the recorded seeds is drawn. */
const seed = 1;

const contest: LossScale = { range: [0.005, 15], ticks: [0.01, 0.1, 1, 10], logScale: true };
const bounded: LossScale = { range: [0, 2], ticks: [0, 1, 2] };
const loud: LossScale = { range: [0.005, 400], ticks: [0.01, 1, 100], logScale: true };

/** Where the first three come to rest, as formulas. */
const satisfied = named(bothSatisfied(), "softplus(\u22121) + softplus(1)", "softplus(\u22121)");
const flat = named(flatSigmoids(), "softplus(\u22121) + ln 2", "ln 2");

function named(point: FixedPoint, d: string, g: string): Guide[] {
  return guidesAt(point).map((guide) => ({
    ...guide,
    label: `${guide.network === "D" ? d : g} = ${guide.label}`,
  }));
}

/** What the losses and the pictures say, and the axis that shows it. */
const stories: Record<string, Pick<LedgerFigureRow, "note" | "guides" | "scale">> = {
  asAsked: {
    note: "two discriminators:<br>both sides are satisfied",
    guides: satisfied,
    scale: bounded,
  },
  oneDiscriminator: {
    note: "D is always right, both<br>sigmoids flat: no gradient",
    guides: flat,
    scale: bounded,
  },
  hiddenActivation: {
    note: "the networks can bend,<br>but still no gradient",
    guides: flat,
    scale: bounded,
  },
  logits: { note: "a gradient at last, but<br>logits of size 100", scale: loud },
  xavier: { note: "a sane start; D stays<br>far ahead", scale: contest },
  tanh: { note: "G catches up, but the<br>two swing", scale: contest },
  fixed: { note: "less momentum: steady<br>losses, and digits", scale: contest },
};

/**
 * Reads what the ledger's figure shows of the course: one recorded run of each recipe, and the distance of all its seeds at
 * the end of that run.
 *
 * @returns one row per recipe, for `figures.ledger`
 * @throws {Error} when a run or its row of the ledger is missing
 */
export async function ledgerFigureRows(): Promise<LedgerFigureRow[]> {
  const { rows } = await readLedger();
  return await Promise.all(repairs.map(async ({ name, repair, notebook }) => {
    const { history, samples } = await readRun(name, seed);
    const epochs = Math.round(history.epochs);
    const row = rows.find((row) => row.name === name && row.epochs === epochs);
    if (!row) {
      throw new Error(
        `Cannot draw the ledger: no row of ${name} after ${epochs} epochs; make it by "deno task ledger"`,
      );
    }
    const pixels = Float32Array.from(Uint8Array.fromBase64(samples), (value) => value / 255);
    return {
      number: notebook.slice(0, 2),
      title: repair === "none" ? "as asked" : repair.replace("-", "\u2212"),
      ...stories[name]!,
      history,
      samples: imagesToDataUri(pixels, { columns: 5 }),
      distance: row.distance,
      floor: row.floor,
    };
  }));
}
