/**
 * What findings of logs have in common.
 *
 * @module
 */
import type { Finding } from "../report.ts";
import type { Wanted } from "./wanted.ts";

/** What a log shows, before its numbers are put beside it. */
export interface LogFinding extends Omit<Finding, "evidence"> {
  /** What the log cannot tell of it. */
  cannotTell: string;
  /** What to log to know more. */
  next: readonly Wanted[];
}

/** D takes fakes for real, and does not learn better: the same three suspects each time. */
export const fooled = {
  cannotTell:
    "whether D learns at all, or learns too slowly: another network may judge the fakes, G's step may train D too, or D's units may be dead",
  repair:
    "# one discriminator for real images and fakes; D's optimizer has D's weights, G's has G's\nloss_D = bce(D(real), ones) + bce(D(fake.detach()), zeros)  # logits, and a smaller learning rate",
  about: "discriminators",
  next: ["halves", "gradients"],
} as const;

/** D is right about everything: why, the log cannot say. */
export const strongD = {
  cannotTell:
    "why D is ahead: a G that cannot learn (its range, its weights, a frozen step), a D too strong, or too few images, which D learns by heart",
  repair:
    "# the images' range is that of G's output; weights of 0.02 or Xavier's; D ends in logits\n# then a weaker D: dropout, noise on its inputs, labels of 0.9, a smaller learning rate",
  about: "initialisation",
  next: ["opinions", "gradients", "samples"],
} as const;

/** D says the same of everything. */
export const stopped = {
  cannotTell:
    "why D says the same of everything: no gradient reaches it, its units are dead, or its step is not made",
  repair: "# is D trained? does its loss see its outputs? is its learning rate sane?",
  next: ["halves", "gradients"],
} as const;
