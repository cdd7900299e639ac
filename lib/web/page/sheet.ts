/// <reference lib="dom" />
/**
 * A sheet of digits, to keep.
 *
 * @module
 */
import { encodePng, type GreyImage } from "../../data/images.ts";
import { drawSheet } from "./digits.ts";
import { find, make, nextSeed, seedOf } from "./dom.ts";
import { label, type Loaded } from "./models.ts";

/**
 * Sets the section up.
 *
 * @param chosen gives the model that the reader chose
 * @returns draws the section anew
 */
export function setUpSheet(chosen: () => Loaded | undefined): () => void {
  const form = find<HTMLFormElement>("#sheet-form");
  const canvas = find<HTMLCanvasElement>("#sheet-canvas");
  const button = find<HTMLButtonElement>("#download");
  let drawn: { image: GreyImage; name: string } | undefined;

  const draw = () => {
    const loaded = chosen();
    if (!loaded) return;
    const { model: { name }, generator } = loaded;
    const count = Number(find<HTMLSelectElement>("[name=count]", form).value);
    const seed = seedOf(form, "seed");
    // As `deno task generate` does it, so that the same seed gives the same file.
    const image = drawSheet(canvas, generator.sample({ count, seed }), { scale: 2, padding: 2 });
    drawn = { image, name: `${name}_seed${seed}.png` };
    canvas.ariaLabel = `${count} digits by ${label(loaded.model)}, seed ${seed}`;
    find("#sheet-command").textContent =
      `deno task generate --model ${name} --count ${count} --seed ${seed}`;
    button.disabled = false;
  };
  form.addEventListener("input", draw);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    nextSeed(form, "seed");
    draw();
  });
  button.addEventListener("click", () => {
    if (drawn) save(encodePng(drawn.image), drawn.name);
  });
  return draw;
}

function save(png: Uint8Array, name: string): void {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([new Uint8Array(png)], { type: "image/png" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
