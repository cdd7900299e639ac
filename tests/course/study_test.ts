/**
 * What the recorded runs of the study say. A bound on the seeds of a recipe holds only where it leaves room for seeds
 * that nobody tried: at least two standard deviations between their mean and the bound. So the same
 * bounds hold when another machine makes the study again. Each recipe's statements refuse all seeds of the recipe
 * before it.
 */
import { assert, assertEquals, assertGreater, assertLess, assertRejects } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { mean, sampleStandardDeviation } from "simple-statistics";
import { bothSatisfied, type FixedPoint, flatSigmoids } from "../../lib/gan/losses/mod.ts";
import type { Metrics } from "../../lib/gan/mod.ts";
import { spread } from "../../lib/trends/mod.ts";
import {
  gridName,
  gridRates,
  ledgerDifferences,
  ledgerFigureRows,
  type LedgerRow,
  ledgerRows,
  measuredAt,
  readLedger,
  readPeer,
  readRun,
  readRuns,
  repairs,
  study,
} from "../../lib/course/mod.ts";
import { inTempDir } from "../_temp_dir.ts";

type Run = Awaited<ReturnType<typeof readRun>>;

const runsOf = readRuns;

/** One number of a run, and between which bounds it lies in every seed. */
interface Statement {
  says: string;
  of: (run: Run) => number;
  least?: number;
  most?: number;
}

/** Epoch means, the first and the last epoch counted from 1. */
const epochs = ({ history }: Run, name: keyof Metrics, first: number, last: number) =>
  history.epochMeans(name).slice(first - 1, last);

/** The bounds are less than a thousandth of the way from the fixed point of 01 to that of 02. */
const restsAt = (point: FixedPoint, most: FixedPoint): Statement[] =>
  (["dLoss", "gLoss"] as const).map((name) => ({
    says: `the mean ${name} of the last five epochs is ${point[name].toFixed(4)}`,
    of: (run) => Math.abs(mean(epochs(run, name, 16, 20)) - point[name]),
    most: most[name],
  }));

/** The least D loss of the first ten epochs, and its epoch. */
function dip(run: Run): { least: number; epoch: number } {
  const early = epochs(run, "dLoss", 1, 10), least = Math.min(...early);
  return { least, epoch: early.indexOf(least) + 1 };
}

const statements: Record<string, Statement[]> = {
  asAsked: [
    ...restsAt(bothSatisfied(), { dLoss: 0.0005, gLoss: 0.0002 }),
    {
      says: "the D loss climbs",
      of: (run) => epochs(run, "dLoss", 20, 20)[0]! - epochs(run, "dLoss", 1, 1)[0]!,
      least: 0,
    },
  ],
  oneDiscriminator: restsAt(flatSigmoids(), { dLoss: 0.0002, gLoss: 0.0001 }),
  hiddenActivation: restsAt(flatSigmoids(), { dLoss: 0.0002, gLoss: 0.0001 }),
  logits: [{
    says: "the G loss leaves its bound, ln 2, far behind in every epoch",
    of: (run) => Math.min(...epochs(run, "gLoss", 1, 20)),
    least: 30,
  }],
  xavier: [{
    // In its second epoch one seed of the five has a G loss of 10.3.
    says: "the G loss stays below 10 from the third epoch on",
    of: (run) => Math.max(...epochs(run, "gLoss", 3, 40)),
    most: 10,
  }, {
    says: "the D loss stays below 0.6: D is far ahead",
    of: (run) => Math.max(...epochs(run, "dLoss", 1, 20)),
    most: 0.6,
  }],
  tanh: [{
    says: "the D loss dips first",
    of: (run) => dip(run).least,
    most: 0.1,
  }, {
    says: "the D loss climbs past 0.9 after its dip",
    of: (run) => Math.max(...epochs(run, "dLoss", dip(run).epoch, 40)),
    least: 0.9,
  }, {
    // On the mean: single epochs of one seed fall to 0.75 again, for the two still swing.
    says: "the D loss stays past 0.8",
    of: (run) => mean(epochs(run, "dLoss", 21, 40)),
    least: 0.8,
  }],
  fixed: [{
    says: "the D loss rests between 1 and 1.2",
    of: (run) => mean(epochs(run, "dLoss", 21, 40)),
    least: 1,
    most: 1.2,
  }, {
    says: "the D loss no longer swings",
    of: (run) => {
      const late = epochs(run, "dLoss", 21, 40);
      return Math.max(...late) - Math.min(...late);
    },
    most: 0.1,
  }],
};

const holds = (run: Run, { of, least = -Infinity, most = Infinity }: Statement) =>
  of(run) >= least && of(run) <= most;
const fits = (run: Run, name: string) =>
  statements[name]!.every((statement) => holds(run, statement));

for (const [name, said] of Object.entries(statements)) {
  for (const { says, of, least = -Infinity, most = Infinity } of said) {
    Deno.test(`${name}: ${says}, in all recorded seeds and with room for more`, async () => {
      const values = (await runsOf(name)).map(of), room = 2 * sampleStandardDeviation(values);
      assert(values.every((value) => value >= least && value <= most), `${values}`);
      assert(mean(values) - room >= least && mean(values) + room <= most, `${values} +- ${room}`);
    });
  }
}

for (
  const [name, refused] of [
    ["asAsked", "oneDiscriminator"],
    ["oneDiscriminator", "asAsked"],
    // What 03 changes in 02 does not show in the losses: both rest at the same point.
    ["hiddenActivation", "asAsked"],
    ["logits", "hiddenActivation"],
    ["xavier", "logits"],
    ["tanh", "xavier"],
    ["fixed", "tanh"],
  ] as const
) {
  Deno.test(`${name}: what is said of it is true of no seed of ${refused}`, async () => {
    const [own, other] = [await runsOf(name), await runsOf(refused)];
    assertEquals(own.map((run) => fits(run, name)), own.map(() => true));
    assertEquals(other.map((run) => fits(run, name)), other.map(() => false));
  });
}

Deno.test("logits: the G loss is at least five times that of xavier in every epoch, whatever the seeds", async () => {
  const [before, after] = [await runsOf("logits"), await runsOf("xavier")];
  for (const loud of before) {
    for (const sane of after) {
      epochs(loud, "gLoss", 1, 20).forEach((loss, i) =>
        assertGreater(loss, 5 * epochs(sane, "gLoss", 1, 20)[i]!)
      );
    }
  }
});

const medianOf = async (name: string, number: (run: Run) => number) =>
  spread((await runsOf(name)).map(number)).median;

Deno.test("fixed: after 40 epochs the median distance is at most 0.35 of xavier's and of tanh's", async () => {
  const [xavier, tanh, fixed] = await Promise.all(
    ["xavier", "tanh", "fixed"].map((name) => medianOf(name, (run) => run.quality["40"]!.distance)),
  );
  assertLess(fixed! / xavier!, 0.35);
  assertLess(fixed! / tanh!, 0.35);
});

Deno.test("xavier, tanh and fixed come to where PyTorch's seeds do", async () => {
  for (
    const [name, peer] of [
      ["xavier", "range_unit_beta1_0.9"],
      ["tanh", "range_signed_beta1_0.9"],
      ["fixed", "range_signed_beta1_0.5"],
    ] as const
  ) {
    const { distance40 } = await readPeer(peer), { min, max } = spread(distance40);
    const median = await medianOf(name, ({ quality }) => quality["40"]!.distance);
    // Ten seeds and five: a tenth beyond the range of the ten is room enough.
    assert(0.9 * min <= median && median <= 1.1 * max, `${name}: ${median}, PyTorch ${min}-${max}`);
  }
});

Deno.test("fixed_without_range: every seed is worse than every seed of fixed, here and by PyTorch", async () => {
  // How much worse differs: here 96 to 235, by PyTorch 129 to 366. Why is open.
  const distances = async (name: string) =>
    (await runsOf(name)).map(({ quality }) => quality["40"]!.distance);
  const [with_, without] = [await distances("fixed"), await distances("fixed_without_range")];
  assertGreater(Math.min(...without), Math.max(...with_));
  const [signed, unit] = [
    await readPeer("range_signed_beta1_0.5"),
    await readPeer("range_unit_beta1_0.5"),
  ];
  assertGreater(Math.min(...unit.distance40), Math.max(...signed.distance40));
});

Deno.test("the grid: at every learning rate each seed with 0.5 or 0 is better than each with 0.9", async () => {
  const at40 = async (rate: number, beta1: number) =>
    (await runsOf(gridName(rate, beta1))).map(({ quality }) => quality["40"]!.distance);
  for (const rate of gridRates) {
    const restless = Math.min(...await at40(rate, 0.9));
    for (const beta1 of [0, 0.5]) assertLess(Math.max(...await at40(rate, beta1)), restless);
  }
});

Deno.test("small_dcgan_unit: with batch normalisation the question's range does no harm", async () => {
  const [unit, signed] = await Promise.all(
    ["unit", "signed"].map((range) =>
      medianOf(`small_dcgan_${range}`, ({ quality }) => quality["2"]!.distance)
    ),
  );
  assertLess(unit! / signed!, 1.1);
});

Deno.test("data/study holds every recipe of the course, trained as planned", async () => {
  for (const { name } of repairs) {
    const { recipe } = study.find(({ recipe }) => recipe.name === name)!;
    for (const run of await runsOf(name)) {
      assertEquals(run.recipe, recipe);
      assertEquals(Object.keys(run.quality), measuredAt.map(String));
      assertEquals(Math.round(run.history.epochs), measuredAt.at(-1));
    }
  }
});

Deno.test("data/study/ledger.json sums up the runs beside it", async () => {
  const { rows } = await readLedger();
  for (const { recipe: { name } } of study) {
    const said = rows.filter((row) => row.name === name);
    assertEquals(said, ledgerRows(await readRuns(name)));
  }
});

Deno.test("data/study/ledger.svg is drawn from the ledger, and small enough for a README", async () => {
  const svg = await Deno.readTextFile(new URL("../../data/study/ledger.svg", import.meta.url));
  assertLess(svg.length, 400_000);
  for (const { title, distance } of await ledgerFigureRows()) {
    assert(svg.includes(title), title);
    assert(svg.includes(`>${Math.round(distance.median)}<`), `distance of ${title}`);
  }
});

Deno.test("ledgerDifferences() finds a median that left the range of the seeds, and a missing row", () => {
  const row = (name: string, distance: number): LedgerRow => {
    const one = { median: 1, min: 1, max: 1 };
    const other = { covered: one, rarest: one, precision: one, recall: one };
    const spread = { median: distance, min: distance - 5, max: distance + 5 };
    return {
      name,
      epochs: 20,
      seeds: 5,
      floor: 1,
      dLoss: one,
      gLoss: one,
      distance: spread,
      ...other,
    };
  };
  assertEquals(ledgerDifferences([row("tanh", 114)], [row("tanh", 100)]), []);
  assertEquals(ledgerDifferences([row("tanh", 116)], [row("tanh", 100)]), [
    "tanh, 20 epochs: distance 116, committed 95 to 105",
  ]);
  assertEquals(ledgerDifferences([row("tanh", 100)], [row("fixed", 100)]), [
    "tanh, 20 epochs: not in the committed ledger",
  ]);
});

Deno.test("readRun() says which run is missing or damaged, and how to make it", () =>
  inTempDir(async (dir) => {
    await Deno.mkdir(join(dir, "runs"));
    await Deno.writeTextFile(join(dir, "runs", "asAsked_seed1.json"), '{"name": "asA');
    const read = (seed: number) => readRun("asAsked", seed, pathToFileURL(`${dir}/`));
    await assertRejects(
      () => read(1),
      Error,
      "runs/asAsked_seed1.json; delete it and make it again by",
    );
    await assertRejects(() => read(2), Error, 'make it by "deno task ledger": runs/asAsked_seed2');
  }));
