/**
 * A verdict as one run gave it, and finding it in a notebook's outputs.
 *
 * @module
 */

import type { Bounded } from "../../trends/bounds.ts";
import { type VerdictData, verdictType } from "../../notebook/verdict.ts";
import { codeCells, joinText, type Notebook } from "../notebook/file.ts";
import { verdictDigest } from "./digest.ts";

/** A verdict of one run. */
export interface Found extends VerdictData {
  /** Where it was given, in words: the same place in all runs is the same verdict. */
  place: string;
  /** The code cell, from 1; 0 for a test. */
  cell: number;
  /** See {@link verdictDigest}. */
  digest: string;
}

/**
 * Finds the verdicts in a notebook's outputs.
 *
 * @param executed the notebook after a run
 * @param committed the same notebook as committed, whose code is what the digests are of @default {executed}
 * @returns the verdicts in order
 */
export function foundIn(executed: Notebook, committed: Notebook = executed): Found[] {
  const sources = codeCells(committed).map(({ source }) => joinText(source));
  return codeCells(executed).flatMap(({ outputs = [] }, index) => {
    const cell = index + 1, source = sources[index];
    const given = outputs.flatMap(({ data }) => {
      const verdict = data?.[verdictType];
      return isVerdict(verdict) ? [verdict] : [];
    });
    return given.map(({ says, held, rests }, i) => ({
      place: `cell [${cell}], verdict ${i + 1}`,
      cell,
      says,
      held,
      rests,
      digest: verdictDigest({ source, says, rests }),
    }));
  });
}

function isVerdict(data: unknown): data is VerdictData {
  const { says, rests } = (data ?? {}) as { says?: unknown; rests?: unknown };
  return typeof says === "string" && Array.isArray(rests);
}

/** A line that a test wrote by `claim()`; see `tests/training/_claim.ts`. */
export interface ClaimLine {
  /** The test's name. */
  test: string;
  /** What it rests on. */
  rests: Bounded[];
  /** Whether all of it held. */
  held: boolean;
}

/**
 * Reads what tests claimed.
 *
 * @param text lines of JSON
 * @returns the claims as verdicts, in order
 */
export function claimsIn(text: string): Found[] {
  const lines = text.split("\n").filter((line) => line !== "");
  const claims = lines.map((line): ClaimLine => JSON.parse(line));
  return claims.map(({ test, rests, held }, index) => {
    const earlier = claims.slice(0, index).filter((claim) => claim.test === test).length;
    return {
      place: `"${test}", claim ${earlier + 1}`,
      cell: 0,
      says: test,
      held,
      rests,
      digest: verdictDigest({ says: test, rests }),
    };
  });
}
