/**
 * The page that goes with a trained GAN.
 *
 * @module
 */
import { describeQuality, type QualityReport } from "../quality/report.ts";
import type { Recipe } from "../gan/recipe.ts";

/** Where a trained GAN came from: what its `recipe.json` holds. */
export interface GanInfo {
  /** The seed of weights, latents and shuffles. */
  seed: number;
  /** How many epochs it was trained. */
  epochs: number;
  /** The backend that trained it; others differ in the last digits. */
  backend: string;
  /** The command that makes it again. */
  command?: string;
  /** The day it was made, as 2026-01-31. */
  date: string;
  /** The recipe itself. */
  recipe: Readonly<Recipe>;
  /** What `measureQuality` said of its generator, and the seed of the latents it looked at. */
  quality?: Readonly<QualityReport> & { seed: number };
}

/**
 * Writes a model card.
 *
 * @param info what it says
 * @returns Markdown
 *
 * @example
 * ```ts
 * import { recipes } from "@gan-clinic/gan-clinic";
 * import { modelCard } from "@gan-clinic/gan-clinic/models";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const run = { seed: 1, epochs: 40, backend: "cpu", date: "2026-01-31" };
 * const card = modelCard({ ...run, recipe: recipes.asAsked });
 * assertStringIncludes(card, "| epochs | 40 |");
 * ```
 */
export function modelCard(info: GanInfo): string {
  const { seed, epochs, backend, command, date, recipe, quality } = info, { name } = recipe;
  const range = recipe.range === "unit" ? "[0, 1]" : "[-1, 1]";
  return `# ${name}

A GAN trained on MNIST's 55,000 training images. Its generator draws 28 x 28 images of handwritten digits.

| | |
|---|---|
| latents | ${recipe.latentSize} numbers, uniform in [-1, 1) |
| images | 784 numbers in ${range}, row by row, low = black |
| recipe | \`${name}\`, in \`recipe.json\` |
| seed | ${seed} |
| epochs | ${epochs} |
| backend | ${backend} |
| date | ${date} |
${quality ? measured(quality) : ""}
## Files

\`generator/\` and \`discriminator/\` are layers models in the standard format of TensorFlow.js:
\`tf.loadLayersModel(".../generator/model.json")\`, or \`loadGan()\` for both, ready to be trained on.
${command ? again(command) : ""}
## Licence and limits

The weights: MIT. The images they were trained on: MNIST, CC BY-SA 3.0 (\`data/mnist/README.md\`). Made for
teaching: it draws digits as MNIST has them, and nothing else.
`;
}

const again = (command: string) => `
## Make it again

\`\`\`
${command}
\`\`\`

The same backend and kernels give the same bits; others round otherwise, and training makes another run of it.
`;

function measured(quality: NonNullable<GanInfo["quality"]>): string {
  const share = (part: number) => (100 * part).toFixed(1);
  return `
## Measured

${describeQuality(quality)}.

| digit | ${quality.classes.map((_, digit) => digit).join(" | ")} |
|---|${"---|".repeat(quality.classes.length)}
| % of the samples | ${quality.classes.map(share).join(" | ")} |

The digits are those that the project's classifier (\`data/models/classifier\`) sees, latents from seed ${quality.seed}. A
sample counts where it is close to a real image. The distance compares only with others of the same classifier and as
many samples: it is no FID, whose features come from photographs.
`;
}
