/**
 * Verdicts: what was expected, whether it came true, and the numbers that decide it.
 *
 * @module
 */
import { type Bounded, boundedText, holds } from "../trends/bounds.ts";
import type { History } from "../gan/history.ts";
import { emit } from "./_emit.ts";
import { plainText } from "./_plain_text.ts";

/** The media type of {@link VerdictData} in a notebook's outputs. */
export const verdictType = "application/vnd.gan-clinic.verdict+json";

/** A verdict as data. */
export interface VerdictData {
  /** What was expected. */
  says: string;
  /** Whether it came true; null where a run was too short to know. */
  held: boolean | null;
  /** What decides it. */
  rests: Bounded[];
}

/** How long a run must be before a {@linkcode verdict} on it can be negative. */
export interface Needs {
  /** The run. */
  history: History;
  /** The epochs that it takes. */
  epochs: number;
}

/** What a verdict rests on; as a function it may throw a RangeError where a run is too short to judge. */
export type Grounds = Bounded | Bounded[] | (() => Bounded | Bounded[]);

/**
 * Shows a sentence that says whether what was expected came true, and the numbers that decide it with their bounds.
 *
 * @param sentence what was expected
 * @param grounds the numbers and words that decide it: all must keep their bounds
 * @param needs the run that it is about: what does not hold yet in a shorter one, stopped for instance, is not known
 */
export async function verdict(sentence: string, grounds: Grounds, needs?: Needs): Promise<void> {
  const { words, mark, remark, ...data } = judge(sentence, grounds, needs);
  const numbers = data.rests.map(boundedText).join("; ");
  await emit({
    [verdictType]: data,
    "text/markdown": `${mark} **${words}.** ${sentence}${remark && ` *(${remark})*`}` +
      (numbers && `  \n*Measured:* ${numbers}`),
    "text/plain": [`verdict: ${words.toLowerCase()}: ${plainText(sentence)}`, numbers]
      .filter((line) => line !== "").join("\n"),
  });
}

interface Judged extends VerdictData {
  mark: string;
  words: string;
  remark: string;
}

function judge(says: string, grounds: Grounds, needs?: Needs): Judged {
  let rests: Bounded[];
  try {
    rests = [typeof grounds === "function" ? grounds() : grounds].flat();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unknown(says, [], `${error.message}; train for longer`);
  }
  if (rests.length > 0 && rests.every(holds)) {
    return { says, held: true, rests, mark: "\u2713", words: "As expected", remark: "" };
  }
  if (needs && needs.history.epochs < needs.epochs) {
    const ended = needs.history.epochs.toFixed(1);
    return unknown(says, rests, `the run ended at epoch ${ended}; this takes ${needs.epochs}`);
  }
  return { says, held: false, rests, mark: "\u2717", words: "Not as expected", remark: "" };
}

function unknown(says: string, rests: Bounded[], remark: string): Judged {
  return { says, held: null, rests, mark: "\u2013", words: "Not yet known", remark };
}
