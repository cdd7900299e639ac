/** What lies beyond the course: the DCGAN and R3GAN as they are shipped. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { readGanHistory } from "../../lib/models/mod.ts";
import { loadGan, readGanInfo } from "../../lib/models/mod.ts";
import { loadClassifier, measureQuality } from "../../lib/quality/mod.ts";
import { mnist } from "../_helpers.ts";

const folder = (name: string) => new URL(`../../data/models/${name}`, import.meta.url);

Deno.test("dcgan and r3gan: each shipped model is better than the one before, with all digits alike", async () => {
  const infos = await Promise.all(
    ["fixed", "dcgan", "r3gan"].map((name) => readGanInfo(folder(name))),
  );
  const [fixed, dcgan, modern] = infos.map(({ quality }) => quality!);
  assert(dcgan!.distance <= 0.6 * fixed!.distance, `${dcgan!.distance} after ${fixed!.distance}`);
  assert(modern!.distance <= 0.8 * dcgan!.distance, `${modern!.distance} after ${dcgan!.distance}`);
  for (const { precision, recall, classes } of [dcgan!, modern!]) {
    assert(recall >= 0.25, `recall ${recall}`);
    const fair = precision / 10; // of the images that are close to real ones
    const shares = classes.map((share) => share / fair);
    assert(shares.every((share) => share >= 0.4 && share <= 1.7), `${shares}`);
  }
});

Deno.test("the shipped models' precision and recall rank them as the eye does: noise and blots nothing, then ever more", async () => {
  const read = async (name: string) => (await readGanInfo(folder(name))).quality!;
  for (const name of ["asAsked", "oneDiscriminator", "hiddenActivation", "logits"]) {
    const { precision, recall } = await read(name);
    assert(precision < 0.01 && recall < 0.01, `${name}: ${precision} and ${recall}`);
  }
  const names = ["tanh", "fixed", "dcgan", "r3gan"], ranked = await Promise.all(names.map(read));
  ranked.slice(1).forEach((better, i) => {
    for (const name of ["precision", "recall"] as const) {
      assert(better[name] > ranked[i]![name], `${name} of ${names[i + 1]} after ${names[i]}`);
    }
  });
  // It draws one digit almost alone, and that one well: precision is high, recall is not.
  const { precision, recall, covered } = await read("xavier");
  assert(precision > 0.3 && recall < 0.05 && covered === 1, `${precision}, ${recall}, ${covered}`);
});

Deno.test("r3gan: the shipped model draws what its card says", async () => {
  const gan = await loadGan(folder("r3gan")), { quality } = await readGanInfo(folder("r3gan"));
  const classifier = await loadClassifier();
  const { distance, recall } = await measureQuality(gan, {
    classifier,
    real: await mnist(),
    seed: quality!.seed,
  });
  assertAlmostEquals(distance, quality!.distance, 0.01 * quality!.distance);
  assertAlmostEquals(recall, quality!.recall, 0.01);
  gan.dispose();
  classifier.dispose();
});

Deno.test("r3gan: at the end of its run D is a little ahead of the balance, ln 2 on both sides", async () => {
  const history = await readGanHistory(folder("r3gan"));
  const end = (name: "dLoss" | "gLoss") => history.epochMeans(name).at(-1)!;
  assertEquals([end("dLoss") < Math.LN2, end("gLoss") > Math.LN2], [true, true]);
  assert(end("dLoss") > 0.5 && end("gLoss") < 1.5, `${end("dLoss")}, ${end("gLoss")}`);
});
