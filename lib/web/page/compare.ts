/// <reference lib="dom" />
/**
 * The same latents, drawn by every model.
 *
 * @module
 */
import type { PageModel } from "../page_data.ts";
import { drawDigits } from "./digits.ts";
import { find, make, nextSeed, seedOf } from "./dom.ts";
import { label, type Loaded } from "./models.ts";

const rows = 6;

/**
 * Sets the section up.
 *
 * @param models all models, in the order of the columns
 * @returns tells the section of a model that is loaded
 */
export function setUpCompare(models: readonly PageModel[]): (loaded: Loaded) => void {
  const columns = find<HTMLElement>("#columns"), form = find<HTMLFormElement>("#compare-form");
  const all: Loaded[] = [];
  const canvases = new Map(models.map((model) => [model.name, column(model)]));
  columns.append(...[...canvases.values()].map((canvas) => canvas.parentElement!));
  find("#legend").append(...models.map(legendLine));

  const draw = ({ model, generator }: Loaded) => {
    const canvas = canvases.get(model.name)!, seed = seedOf(form, "seed");
    drawDigits(canvas, generator.sample({ count: rows, seed }), { columns: 1 });
    canvas.ariaLabel = `${rows} digits by ${label(model)}, seed ${seed}`;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    nextSeed(form, "seed");
    all.forEach(draw);
  });
  form.addEventListener("input", () => all.forEach(draw));
  return (loaded) => {
    all.push(loaded);
    draw(loaded);
  };
}

/** Name, pictures and FID of a model; the canvas is empty before it is loaded. */
function column(model: PageModel): HTMLCanvasElement {
  const canvas = make("canvas", "digit");
  canvas.width = 28;
  canvas.height = 28 * rows;
  canvas.role = "img";
  canvas.ariaLabel = `${label(model)}, not loaded yet`;
  const name = make("figcaption", "name");
  if (model.number) name.append(make("span", "number", model.number));
  name.append(make("span", model.number ? "title" : "number", model.title));
  if (model.change) name.append(make("span", "change", model.change));
  make("figure", "", name, canvas, make("span", "fid", fid(model)));
  return canvas;
}

const fid = ({ fid }: PageModel) => fid ? `FID ${fid.value.toFixed(0)}` : "";

function legendLine(model: PageModel): HTMLLIElement {
  const { number, title, change } = model;
  const details = [change, fid(model)].filter((part) => part !== "").join(", ");
  return make(
    "li",
    "",
    make("b", "", number || title),
    " ",
    make("span", "title", number ? title : ""),
    make("span", "change", details && ` · ${details}`),
  );
}
