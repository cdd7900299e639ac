/// <reference lib="dom" />
/**
 * The same latents, drawn by every model.
 *
 * @module
 */
import type { PageModel } from "../page_model.ts";
import { digitCanvases, drawDigits } from "./digits.ts";
import { find, make, nextSeed, seedOf } from "./dom.ts";
import { label, type Loaded } from "./models.ts";

const rows = 5;

/**
 * Sets the section up.
 *
 * @param models all models, in the order of the columns
 * @returns tells the section of a model that is loaded
 */
export function setUpCompare(models: readonly PageModel[]): (loaded: Loaded) => void {
  const columns = find<HTMLElement>("#columns"), form = find<HTMLFormElement>("#compare-form");
  const all: Loaded[] = [];
  const made = new Map(models.map((model) => [model.name, column(model)]));
  columns.append(...[...made.values()].map(({ figure }) => figure));
  find<HTMLElement>("#beyond").hidden = !models.some(({ beyond }) => beyond);
  const floor = models.find(({ distance }) => distance)?.distance?.floor;
  if (floor) {
    find("#distance-note").textContent =
      `The distance tells how far a model's pictures are from MNIST's in the eyes of a small classifier: lower is better, real ones get ${
        floor.toFixed(1)
      }.`;
  }
  find("#legend").append(...models.map(legendLine));

  const draw = ({ model, generator }: Loaded) => {
    const { digits, canvases } = made.get(model.name)!, seed = seedOf(form, "seed");
    drawDigits(canvases, generator.sample({ count: rows, seed }));
    digits.ariaLabel = `${rows} digits by ${label(model)}, seed ${seed}`;
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

/** Name, pictures and distance of a model; the pictures are empty before it is loaded. */
function column(model: PageModel) {
  const name = make("figcaption", "name");
  if (model.number) name.append(make("span", "number", model.number));
  name.append(make("span", model.number ? "title" : "number", model.title));
  // A key such as discriminatorOutput may break where its words meet.
  if (model.change) {
    name.append(make("span", "change", model.change.replace(/(?<=[a-z])(?=[A-Z])/g, "\u200b")));
  }
  const digits = make("div", "digits"), canvases = digitCanvases(digits, rows);
  digits.role = "img";
  digits.ariaLabel = `${label(model)}, not loaded yet`;
  return {
    figure: make("figure", "", name, digits, make("span", "distance", distance(model))),
    digits,
    canvases,
  };
}

const distance = ({ distance }: PageModel) =>
  distance ? `distance ${distance.value.toFixed(0)}` : "";

function legendLine(model: PageModel): HTMLLIElement {
  const { number, title, change } = model;
  const details = [change, distance(model)].filter((part) => part !== "").join(", ");
  return make(
    "li",
    "",
    make("b", "", number || title),
    " ",
    make("span", "title", number ? title : ""),
    make("span", "change", details && ` · ${details}`),
  );
}
