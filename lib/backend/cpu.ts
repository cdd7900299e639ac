/**
 * tfjs's cpu backend: plain JavaScript, always there.
 *
 * @module
 */
import type { Candidate } from "./candidate.ts";

/** The candidate of last resort, and the reference that the others are tested against. */
export const cpu: Candidate = {
  name: "cpu",
  start: () => Promise.resolve({ name: "cpu", why: "plain JavaScript, slow but always there" }),
};
