/**
 * What the page knows of the models and their runs: small JSON, made when the page is built.
 *
 * @module
 */
import type { Guide } from "../figures/guides.ts";

/** A model as the page shows it. */
export interface PageModel {
  /** Its folder in `models/`, and its name on the command line. */
  name: string;
  /** Its notebook's number, empty for a model that has none. */
  number: string;
  /** What to call it. */
  title: string;
  /** What its recipe changes in the one before, for instance `beta1 0.9 → 0.5`, or in a word beyond the course. */
  change: string;
  /** Whether it goes beyond the repairs. */
  beyond: boolean;
  /** How long it was trained. */
  epochs: number;
  /** Its distance from real digits and the floor beside it, where they were measured. */
  distance?: { value: number; floor: number };
  /** The losses of its recorded run, where there is one. */
  run?: PageRun;
}

/** The losses of a run, thinned to {@link points} values. */
export interface PageRun {
  /** The run's seed. */
  seed: number;
  /** How long it was. */
  epochs: number;
  /** Means over equal parts of the run. */
  dLoss: number[];
  /** Means over equal parts of the run. */
  gLoss: number[];
  /** Where theory lets the losses rest. */
  guides: Guide[];
  /** What the losses do, in a sentence. */
  verdict: string;
}

/** Values in a curve. */
export const points = 110;
