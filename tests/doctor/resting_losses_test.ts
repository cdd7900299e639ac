/** The constants at which losses sit, each by its formula or by making it happen. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { clips, diagnoseLog, parseLog, restingAt, restingLosses } from "../../lib/doctor/mod.ts";
import { lossFunctions, type LossName } from "../../lib/gan/losses/mod.ts";

const has = (d: number, g: number) =>
  restingLosses.some((point) =>
    Math.abs((point.d ?? d) - d) < 5e-4 && Math.abs((point.g ?? g) - g) < 5e-4
  );

Deno.test("restingLosses has the numbers that people ask about", () => {
  const asked: [d: number, g: number][] = [
    [1.3863, 0.6931],
    [0.6931, 0.6931],
    [1.6265, 0.3133],
    [1.0064, 0.6931],
    [16.1181, 0],
    [8.059, 0],
    [15.9424, 0],
    [7.9712, 0],
    [13.8155, 0],
    [27.631, 0],
    [100, 0],
    [50, 0],
    [0, 16.1181],
    [0, 27.631],
    [0, 100],
    [0, 15.4249],
    [7.7125, 0],
    [7.6246, 0],
    [7.6666, 0],
    [0.5, 0.25],
    [0.25, 0.25],
    [0.5, 0],
    [1, 0],
    [0.5, 1],
    [2, 0],
  ];
  assertEquals(asked.filter(([d, g]) => !has(d, g)), []);
  assertEquals([[5, 5], [1.2, 0.7], [7.9, 0]].filter(([d, g]) => has(d!, g!)), []);
});

Deno.test("restingLosses: a D that says the same of everything makes its losses happen", async () => {
  await tf.setBackend("cpu");
  const at = (name: LossName, real: number, fake = real) =>
    tf.tidy(() => {
      const [r, f] = [tf.fill([4, 1], real), tf.fill([4, 1], fake)];
      const { discriminator, generator } = lossFunctions[name];
      return [discriminator(r, f).dataSync()[0]!, generator(f, r).dataSync()[0]!] as const;
    });
  const found = (name: LossName, real: number, fake = real) => {
    const [d, g] = at(name, real, fake);
    return restingAt([d], [g], name === "nonSaturating" ? "crossEntropy" : name)?.id;
  };
  assertEquals(found("nonSaturating", 0), "noOpinion");
  assertEquals(found("nonSaturating", 1), "bothSatisfied");
  assertEquals(found("nonSaturating", 1, 0), "flatSigmoids");
  assertEquals(found("leastSquares", 0.5), "noOpinion");
  assertEquals(found("leastSquares", 1), "sameForAll");
  assertEquals(found("leastSquares", 0), "sameForAll");
  assertEquals([-0.9, 0, 0.4].map((c) => found("hinge", c)), Array(3).fill("sameForAll"));
  assertEquals(found("wasserstein", 3), "sameForAll");
  assertEquals([found("nonSaturating", 2, -2), found("leastSquares", 0.8, 0.3)], [
    undefined,
    undefined,
  ]);
});

Deno.test("clips: float32 makes the caps of Keras and PyTorch happen", () => {
  const f = Math.fround, one = f(1), epsilon = f(1e-7);
  const p = f(one - epsilon); // the most that Keras lets a probability be
  const caps = {
    "a real image taken for a fake": -Math.log(epsilon),
    "a fake taken for real": -Math.log(f(one - p)),
    "TensorFlow 2, a real image": -Math.log(f(epsilon + epsilon)),
    "TensorFlow 2, a fake": -Math.log(f(f(one - p) + epsilon)),
    "TensorFlow 2, a fake, summed first": -Math.log(f(f(one + epsilon) - p)),
    "PyTorch's BCELoss": -Math.max(Math.log(0), -100),
  };
  for (const [name, cap] of Object.entries(caps)) {
    assert(clips.some((clip) => Math.abs(clip.cap - cap) < 1e-4), `${name}: ${cap}`);
  }
  for (const { cap, formula } of clips) {
    const [, base, power] = /^-ln (\d+)(?:e-|\^-)(\d+)$/.exec(formula) ?? [];
    if (!base) continue;
    const value = base === "1" ? Number(`1e-${power}`) : 2 ** -Number(power);
    assertAlmostEquals(cap, -Math.log(value), 1e-9, formula);
  }
});

Deno.test("diagnoseLog(): a critic whose slope nothing holds down makes its loss fall without bound", () => {
  // f(x) = a b x on real images at 1 and fakes at 0: what it minimises is -a b.
  let a = 0.1, b = 0.1;
  const lines: string[] = [];
  for (let step = 0; step < 300; step++) {
    [a, b] = [a + 0.02 * b, b + 0.02 * a];
    if (step % 10 === 0) lines.push(`d_loss: ${-a * b} g_loss: 0.1`);
  }
  const { findings, loss } = diagnoseLog(parseLog(lines.join("\n")));
  assertEquals([loss.family, findings[0]?.id], ["wasserstein", "unbounded"]);
});
