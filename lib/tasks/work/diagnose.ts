/**
 * Examining a GAN: a folder, a module's patient, or a recorded run.
 *
 * @module
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as v from "valibot";
import { parseJson } from "../../files/parse_json.ts";
import {
  diagnose,
  diagnoseHistory,
  type DiagnoseProgress,
  faults,
  type Finding,
  type Patient,
  patientOf,
  type Report,
  reportText,
} from "../../doctor/mod.ts";
import { History, Run } from "../../gan/mod.ts";
import { loadGan, readGanInfo } from "../../models/mod.ts";
import { loadMnist, notebookFor } from "../../course/mod.ts";
import { chooseBackend } from "../common/backend.ts";
import { showStatus } from "../common/status_line.ts";
import { UserError } from "../common/user_error.ts";

/**
 * Examines a GAN, prints the report, and sets the exit status.
 *
 * @param place a folder, a module or the file of a recorded run
 * @param options `json`: print the report as JSON
 */
export async function examine(place: string, { json = false }: { json?: boolean }): Promise<void> {
  const { isFile, isDirectory } = await Deno.stat(place).catch((cause) => {
    const none = cause instanceof Deno.errors.NotFound;
    const why = none ? "no such file or folder" : cause.message;
    throw new UserError(`Cannot find the GAN: ${why}: ${place}`, { cause });
  });
  const isRun = isFile && place.endsWith(".json");
  showStatus(`Reading ${place}`);
  const report = await (isRun ? ofRecord : isDirectory ? ofFolder : ofModule)(place)
    .finally(showStatus);
  console.log(json ? JSON.stringify(report, null, 2) : reportText(report, { seeAlso }));
  if (faults(report).length > 0) Deno.exitCode = 2;
}

const seeAlso = (finding: Finding) => {
  const notebook = notebookFor(finding);
  return notebook && `notebooks/${notebook}`;
};

const onProgress = ({ question, number, of }: DiagnoseProgress) =>
  showStatus(`Check ${number} of ${of}: ${question}`);

async function ofRecord(path: string): Promise<Report> {
  try {
    const file = parseJson(v.unknown(), await Deno.readTextFile(path), "a recorded run", path);
    return diagnoseHistory(
      History.fromFile((file as { history?: unknown })?.history ?? file, path),
    );
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof SyntaxError) throw new UserError(message, { cause: error });
    if (error instanceof RangeError) throw new UserError(`${message}: ${path}`, { cause: error });
    if (!Object.values(Deno.errors).some((kind) => error instanceof kind)) throw error;
    throw new UserError(`Cannot read a recorded run: ${message}: ${path}`, { cause: error });
  }
}

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
