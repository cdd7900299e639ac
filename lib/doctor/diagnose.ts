/**
 * The doctor.
 *
 * @module
 */
import { CannotJudge, type Check, type CheckId } from "./check.ts";
import { checks } from "./checks/mod.ts";
import { Exam } from "./exam/exam.ts";
import type { Patient } from "./patient.ts";
import { type Finding, levels, type Report, type Unjudged } from "./report.ts";

/** Which check is about to be made. */
export interface DiagnoseProgress {
  /** Its id. */
  check: string;
  /** The question that it answers, ending in a question mark. */
  question: string;
  /** Its number, from 1. Those that cannot be made yet are passed over. */
  number: number;
  /** The number of the last one. */
  of: number;
}

/** What {@link diagnose} can be given beside the patient. */
export interface DiagnoseOptions {
  /**
   * Called before each check. What it returns is awaited, so that a page gets time to draw.
   *
   * @default {undefined} Nothing is called.
   */
  onProgress?: (progress: DiagnoseProgress) => unknown;
}

/**
 * Examines a GAN and says what is wrong with it. Works by behaviour, so that it holds for any architecture; the
 * patient is left bit for bit as it was, weights and optimisers.
 *
 * @param patient the GAN
 * @param options who hears how far it is
 * @returns what was found, the surest and deepest cause first, and what could not be judged
 * @throws {Error} when the patient's own functions throw before anything can be examined
 *
 * @example The question's GAN
 * ```ts
 * import { createRun, diagnose, patientOf, recipes, uniform, useBackend } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * await useBackend();
 * const batches = { size: 128, perEpoch: 10, at: (step: number) => uniform(128 * 784, step) };
 * const run = createRun(recipes.asAsked, batches, 1);
 * const { findings } = await diagnose(patientOf(run));
 * assertEquals(findings[0]?.title, "There are two discriminators: fakes are judged by another network than real images");
 * run.gan.dispose();
 * ```
 */
export async function diagnose(
  patient: Patient,
  { onProgress }: DiagnoseOptions = {},
): Promise<Report> {
  const exam = await Exam.begin(patient);
  const findings: Finding[] = [], unjudged: Unjudged[] = [], made: string[] = [];
  const hiddenBy = new Map<CheckId, Check>();
  try {
    for (const [index, check] of checks.entries()) {
      const { id, question } = check;
      const hider = hiddenBy.get(id);
      if (hider) {
        const cause = findings.find((finding) => finding.id === hider.id)!;
        const because = `Cannot be judged before this is repaired: ${lower(cause.title)}`;
        unjudged.push({ check: id, question, because });
        continue;
      }
      await onProgress?.({ check: id, question, number: index + 1, of: checks.length });
      const found = await attempt(check, exam);
      if (found instanceof Error) {
        const because = `Could not be checked because ${found.message}`;
        unjudged.push({ check: id, question, because });
        continue;
      }
      made.push(id);
      findings.push(...found.map((finding) => ({ id, ...finding })));
      if (found.some(({ level }) => level !== "worth a look")) {
        for (const hidden of check.hides ?? []) {
          if (!hiddenBy.has(hidden)) hiddenBy.set(hidden, check);
        }
      }
    }
  } finally {
    exam.end();
  }
  findings.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return { findings, unjudged, made };
}

async function attempt(check: Check, exam: Exam) {
  try {
    return await check.run(exam);
  } catch (error) {
    exam.state.restore();
    if (error instanceof CannotJudge) return error;
    if (!(error instanceof Error)) throw error;
    return new CannotJudge(`an error came up (${error.message.split("\n", 1)[0]})`, {
      cause: error,
    });
  }
}

const lower = (text: string) => text[0]!.toLowerCase() + text.slice(1);
