/// <reference lib="dom" />
/**
 * The page: loads the models and hands them to its sections.
 *
 * @module
 */
import { useBackend } from "../../backend/mod.ts";
import { setUpCompare } from "./compare.ts";
import { find } from "./dom.ts";
import { showLosses } from "./losses.ts";
import { label, loadAll, type Loaded, readModels } from "./models.ts";
import { setUpSheet } from "./sheet.ts";
import { setUpWalk } from "./walk.ts";

function notice(text: string): void {
  const element = find<HTMLElement>("#notice");
  element.textContent = [element.textContent, text].filter((part) => part).join(" ");
  element.hidden = false;
}

function progress(text: string, share: number): void {
  find("#progress-label").textContent = text;
  find<HTMLProgressElement>("#progress").value = share;
}

/** Starts the maths. WebAssembly needs no graphics card, and what it draws is what Deno draws. */
async function startBackend(): Promise<void> {
  const { name, why } = await useBackend({ prefer: "wasm", wasmPath: document.baseURI });
  find("#backend").textContent = name === "wasm"
    ? "Computed by WebAssembly on the processor."
    : `Computed by plain JavaScript, slowly (${why}).`;
  if ("gpu" in navigator || document.createElement("canvas").getContext("webgl2")) return;
  const words = name === "wasm" ? "WebAssembly" : "plain JavaScript";
  notice(
    `This browser offers neither WebGL nor WebGPU. Everything here works all the same: the pictures are computed on the processor, by ${words}.`,
  );
}

/** Fills a list of models; those that are not loaded yet cannot be chosen. */
function modelList(form: string, models: Parameters<typeof label>[0][]): HTMLSelectElement {
  const select = find<HTMLSelectElement>(`${form} [name=model]`);
  for (const model of models) {
    const option = new Option(label(model), model.name, false, model.name === "fixed");
    option.disabled = true;
    select.add(option);
  }
  return select;
}

async function start(): Promise<void> {
  const models = await readModels(), loaded = new Map<string, Loaded>();
  showLosses(models);
  const lists = ["#walk-form", "#sheet-form"].map((form) => modelList(form, models));
  const compare = setUpCompare(models);
  const sections = [setUpWalk, setUpSheet].map((setUp, i) =>
    setUp(() => loaded.get(lists[i]!.value))
  );
  progress("Starting tfjs", 0.05);
  await startBackend();
  progress("Loading the models", 0.1);
  const onLoad = (model: Loaded, done: number) => {
    const { name } = model.model;
    loaded.set(name, model);
    compare(model);
    lists.forEach((list, i) => {
      for (const option of list.options) if (option.value === name) option.disabled = false;
      if (list.value === name || list.value === "") sections[i]!();
    });
    progress(`Loading the models: ${done} of ${models.length}`, (done + 1) / (models.length + 1));
  };
  await loadAll(models, onLoad, (error) => notice(error.message));
  find("#status").classList.add("done");
}

start().catch((error: Error) => {
  notice(`This page cannot start: ${error.message}`);
  find("#status").classList.add("done");
});
