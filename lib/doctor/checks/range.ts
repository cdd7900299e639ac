import { lookAt } from "../exam/look.ts";
import { CannotJudge, type Check } from "../check.ts";
import { extent, share } from "../exam/numbers.ts";
import { reachOf, wholeReachOf } from "../exam/reach.ts";

/** Whether the generator can draw what the data holds. */
export const range: Check = {
  id: "range",
  question: "Can the generator's output reach the range of the data, and no more?",
  hides: ["collapse", "balance"],
  async run(exam) {
    const { images, fakes } = (await lookAt(exam)).outputs;
    const isAlike = exam.real.size / exam.real.shape[0]! === fakes.length / exam.latents.shape[0]!;
    const reach = await (isAlike ? reachOf : wholeReachOf)(exam, "generate");
    const [low, high] = extent(images), [fakeLow, fakeHigh] = extent(fakes);
    const evidence = {
      "real images": `${low.toPrecision(3)} to ${high.toPrecision(3)}`,
      "fakes now": `${fakeLow.toPrecision(3)} to ${fakeHigh.toPrecision(3)}`,
      "fakes at most": `${reach.low.toPrecision(3)} to ${reach.high.toPrecision(3)}`,
    };
    if (!isAlike) {
      return [{
        level: "certain",
        title: "Fakes and real images have different shapes",
        evidence: {
          "real image": `[${exam.real.shape.slice(1).join(", ")}]`,
          "values in a fake": fakes.length / exam.latents.shape[0]!,
        },
        explanation: "The discriminator can tell them apart by their shape alone.",
        repair: "// let the generator put out the shape of the data",
      }];
    }
    if (reach.kind === "unknown") {
      throw new CannotJudge("the generator's output hardly changes, whatever its weights");
    }
    const bounds =
      { unit: [0, 1], signed: [-1, 1], positive: [0, Infinity], any: undefined }[reach.kind];
    if (!bounds) return [];
    const [bottom, top] = bounds as [number, number];
    const room = 0.02 * (high - low);
    const beyond = share(images, (v) => v < bottom - room || v > top + room);
    const activation =
      { unit: "sigmoid", signed: "tanh", positive: "ReLU", any: "linear" }[reach.kind];
    const scaling = reach.kind === "signed"
      ? "const images = tf.sub(tf.div(bytes, 127.5), 1); // to [-1, 1], for a tanh"
      : "const images = tf.div(bytes, 255); // to [0, 1], for a sigmoid";
    if (beyond > 0.005) {
      return [{
        level: "certain",
        title: `The data leaves the range that the generator can reach (${activation})`,
        evidence: { ...evidence, "share of the data out of reach": beyond },
        explanation:
          "The discriminator can call everything real that lies outside the generator's range, and the generator can do nothing about it.",
        repair:
          `// end the generator in what reaches the data, such as a tanh for [-1, 1]; or scale the data:\n${scaling}`,
        about: "range",
      }];
    }
    if (reach.kind === "signed" && Math.abs(low) < 0.02 && high > 0.7 && high <= 1.02) {
      return [{
        level: "likely",
        title: "The generator ends in a tanh, and the data lies in [0, 1]",
        evidence: {
          ...evidence,
          "share of the fakes below the data": share(fakes, (v) => v < -0.02),
        },
        explanation:
          "Half of what the generator can put out does not occur in the data, so that its sign alone gives the fakes away; and the darkest value of the data lies where a tanh is steepest. The same range belongs on both sides.",
        repair: scaling,
        about: "range",
      }];
    }
    if (reach.kind === "unit" && low >= -room) {
      return [{
        level: "worth a look",
        title: "Images in [0, 1]: no pixel is below zero",
        evidence,
        explanation:
          "Both sides agree, and many healthy GANs work like that. But where a pixel is 0, its weights in the discriminator neither act nor learn. On MNIST, which is mostly black, black below zero and ink above it gave better pictures with Adam's beta1 at 0.5; at 0.9 it did not help.",
        repair:
          'tf.layers.activation({ activation: "tanh" });\nconst images = tf.sub(tf.div(bytes, 127.5), 1);',
        about: "range",
      }];
    }
    return [];
  },
};
