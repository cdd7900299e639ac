/**
 * All checks, deep causes before their consequences.
 *
 * @module
 */
import type { Check } from "../check.ts";
import { affine } from "./affine.ts";
import { balance } from "./balance.ts";
import { batches } from "./batches.ts";
import { collapse } from "./collapse.ts";
import { divergence } from "./divergence.ts";
import { finite } from "./finite.ts";
import { gradient } from "./gradient.ts";
import { judges } from "./judges.ts";
import { latents } from "./latents.ts";
import { learningRate } from "./learning_rate.ts";
import { momentum } from "./momentum.ts";
import { objective } from "./objective.ts";
import { output } from "./output.ts";
import { range } from "./range.ts";
import { step } from "./step.ts";
import { training } from "./training.ts";
import { units } from "./units.ts";
import { weights } from "./weights.ts";

/** The order is the order of causes: a check may hide those after it. */
export const checks: readonly Check[] = [
  finite,
  judges,
  training,
  objective,
  output,
  latents,
  batches,
  range,
  affine,
  weights,
  learningRate,
  units,
  step,
  gradient,
  divergence,
  collapse,
  balance,
  momentum,
];
