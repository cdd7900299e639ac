/**
 * Examining a GAN: a folder, a module's patient, or a log.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  diagnose,
  type DiagnoseProgress,
  faults,
  type Finding,
  type Patient,
  patientOf,
  type Report,
  reportText,
} from "../../doctor/mod.ts";
import { Run } from "../../gan/mod.ts";
import { loadGan, readGanInfo } from "../../models/mod.ts";
import { loadMnist, notebookFor } from "../../course/mod.ts";
import { chooseBackend } from "../common/backend.ts";
import { showStatus } from "../common/status_line.ts";
import { UserError } from "../common/user_error.ts";
import { examineLogs, type LogOptions } from "./diagnose_log.ts";

/** What is run as a module; every other file is read as a log. */
const isModule = (path: string) => /\.(ts|js|mjs)$/.test(path);

/**
 * Examines a GAN or its log, prints the report, and sets the exit status.
 *
 * @param given a folder, a module, or the files of a run's log
 * @param options how to read a log, and whether to print JSON
 */
export async function examine(given: string[], options: LogOptions): Promise<void> {
  const places = (await Promise.all(given.map(eventFiles))).flat();
  const kinds = await Promise.all(places.map(kindOf)), [place] = places, [kind] = kinds;
  if (places.length > 1 && kinds.some((kind) => kind !== "log")) {
    throw new UserError(
      `Cannot examine several at once unless they are logs: ${places.join(", ")}`,
    );
  }
  showStatus(`Reading ${places.join(", ")}`);
  const { report, text } =
    await (kind === "log"
      ? examineLogs(places, options, { seeAlso })
      : (kind === "folder" ? ofFolder : ofModule)(place!).then(withText)).finally(showStatus);
  console.log(options.json ? JSON.stringify(report, null, 2) : text);
  if (faults(report).length > 0) Deno.exitCode = 2;
}

/** A folder of TensorBoard's is the event files in it; anything else is itself. */
async function eventFiles(place: string): Promise<string[]> {
  const files = await Array.fromAsync(Deno.readDir(place)).catch(() => []);
  const events = files.map(({ name }) => name).filter((name) => name.includes("tfevents."));
  return events.length ? events.sort().map((name) => join(place, name)) : [place];
}

async function kindOf(place: string): Promise<"folder" | "module" | "log"> {
  const { isDirectory } = await Deno.stat(place).catch((cause) => {
    const none = cause instanceof Deno.errors.NotFound;
    const why = none ? "no such file or folder" : cause.message;
    throw new UserError(`Cannot find the GAN: ${why}: ${place}`, { cause });
  });
  return isDirectory ? "folder" : isModule(place) ? "module" : "log";
}

const withText = (report: Report) => ({ report, text: reportText(report, { seeAlso }) });

const seeAlso = (finding: Finding) => {
  const notebook = notebookFor(finding);
  return notebook && `notebooks/${notebook}`;
};

const onProgress = ({ question, number, of }: DiagnoseProgress) =>
  showStatus(`Check ${number} of ${of}: ${question}`);

async function ofFolder(folder: string): Promise<Report> {
  const { seed } = await readGanInfo(folder);
  await chooseBackend();
  const run = new Run(await loadGan(folder), (await loadMnist()).train, seed);
  return await diagnose(patientOf(run), { onProgress });
}

const needed = ["generate", "judgeReal", "discriminatorLoss", "generatorLoss", "latents"] as const;

async function ofModule(path: string): Promise<Report> {
  const url = pathToFileURL(resolve(path)).href;
  const refuse = (what: string): never => {
    throw new UserError(`Cannot take a patient from the module: ${what}: ${path}`);
  };
  /** Whose fault it is shows in the trace: the module's author needs its line, a defect of ours keeps the trace. */
  const told = (what: string) => (cause: unknown): never => {
    const { message = String(cause), stack = "" } = cause instanceof Error ? cause : {};
    const [, line] = stack.split(`${url}:`, 2)[1]?.match(/^(\d+)/) ?? [];
    // tfjs throws plain errors, at tensors that do not fit together.
    const ours = line === undefined && cause instanceof Error && cause.constructor !== Error;
    if (ours && what === "examine the patient") throw cause;
    const where = line ? `${path}, line ${line}` : path;
    throw new UserError(`Cannot ${what}: ${message.split("\n", 1)[0]}: ${where}`, { cause });
  };
  await chooseBackend();
  // deno-lint-ignore no-explicit-any -- what a stranger's module exports is not known
  const module: any = await import(url).catch(told("take a patient from the module"));
  const exported = module.default ?? module.patient;
  if (exported === undefined) refuse("expected a default export or `patient`, got neither");
  const patient: Patient = typeof exported === "function"
    ? await new Promise((made) => made(exported())).catch(told("make the patient"))
    : exported;
  for (const name of needed) {
    if (typeof patient?.[name] !== "function") {
      refuse(`expected the patient's ${name} to be a function, got ${typeof patient?.[name]}`);
    }
  }
  if (patient.real === undefined) refuse("expected the patient's real images, got none");
  if (!patient.optimizers && !patient.steps) refuse("expected optimizers or steps, got neither");
  return await diagnose(patient, { onProgress }).catch(told("examine the patient"));
}
