/**
 * `deno task diagnose`: examines a GAN, or what was recorded of one.
 *
 * @module
 */
import { Command } from "commander";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  Batches,
  diagnose,
  diagnoseHistory,
  faults,
  History,
  loadGan,
  loadMnist,
  type Patient,
  patientOf,
  readGanInfo,
  type Report,
  reportText,
} from "../mod.ts";
import { chooseBackend } from "./common/backend.ts";
import { runTask, told, UserError } from "./common/user_error.ts";

const command = new Command("deno task diagnose")
  .description("Examine a GAN: what is wrong with it, how sure that is, and how to repair it.")
  .argument(
    "<gan>",
    "a folder as `deno task train` writes it, a module that exports a patient (default, or `patient`), or the .json file of a recorded run",
  )
  .option("--json", "print the report as JSON")
  .addHelpText(
    "after",
    "\nA recorded run, as `deno task record` writes it or in data/study/runs, has its two loss curves alone, read as\nsigmoid cross entropies: the GAN itself says more.\n\nExit status: 0 nothing found, 1 an error, 2 something is certain or likely.",
  )
  .showHelpAfterError();

async function main(place: string, { json = false }: { json?: boolean }): Promise<void> {
  const found = await Deno.stat(place).catch(() => {
    throw new UserError(`Cannot find the GAN: no such file or folder: ${place}`);
  });
  const isRun = found.isFile && place.endsWith(".json");
  const report = isRun ? await readRecord(place) : await examine(place, found.isDirectory);
  console.log(json ? JSON.stringify(report, null, 2) : reportText(report));
  if (faults(report).length > 0) Deno.exitCode = 2;
}

async function examine(place: string, isFolder: boolean): Promise<Report> {
  show(`Reading ${place}`);
  try {
    await chooseBackend();
    const patient = isFolder ? await told(() => fromFolder(place)) : await fromModule(place);
    return await diagnose(patient, {
      onProgress: ({ question, number, of }) => show(`Check ${number} of ${of}: ${question}`),
    }).catch((error) => {
      throw new UserError(`Cannot examine the patient: ${firstLine(error)}: ${place}`, {
        cause: error,
      });
    });
  } finally {
    show("");
  }
}

/** Shows how far the examination is: one line on a terminal, written over each time; nothing elsewhere. */
function show(line: string): void {
  if (!Deno.stderr.isTerminal()) return;
  const text = line.slice(0, (Deno.consoleSize().columns || 80) - 1);
  Deno.stderr.writeSync(new TextEncoder().encode(`\r\x1b[K${text}`));
}

async function readRecord(path: string): Promise<Report> {
  const text = await Deno.readTextFile(path);
  let file;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`Cannot read a recorded run: expected JSON: ${path}`, { cause });
  }
  try {
    return diagnoseHistory(History.fromFile(file?.history ?? file, path));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    const { message } = error;
    throw new UserError(message.endsWith(path) ? message : `${message}: ${path}`, { cause: error });
  }
}

async function fromFolder(folder: string): Promise<Patient> {
  const { seed } = await readGanInfo(folder);
  const gan = await loadGan(folder);
  return patientOf(gan, { real: new Batches((await loadMnist()).train, gan.recipe, seed), seed });
}

const needed = ["generate", "judgeReal", "discriminatorLoss", "generatorLoss", "latents"] as const;

async function fromModule(path: string): Promise<Patient> {
  const refuse = (what: string, cause?: unknown): never => {
    throw new UserError(`Cannot take a patient from the module: ${what}: ${path}`, { cause });
  };
  // deno-lint-ignore no-explicit-any -- what a stranger's module exports is not known
  const module: any = await import(pathToFileURL(resolve(path)).href)
    .catch((error) => refuse(firstLine(error), error));
  const exported = module.default ?? module.patient;
  if (exported === undefined) refuse("expected a default export or `patient`, got neither");
  const patient = await (typeof exported === "function" ? exported() : exported);
  for (const name of needed) {
    if (typeof patient?.[name] !== "function") {
      refuse(`expected the patient's ${name} to be a function, got ${typeof patient?.[name]}`);
    }
  }
  if (patient.real === undefined) refuse("expected the patient's real images, got none");
  if (!patient.optimizers && !patient.steps) refuse("expected optimizers or steps, got neither");
  return patient;
}

const firstLine = (error: unknown) => String((error as Error)?.message ?? error).split("\n", 1)[0]!;

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => main(command.args[0]!, command.opts()));
  Deno.exit();
}
