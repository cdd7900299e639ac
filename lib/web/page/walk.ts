/// <reference lib="dom" />
/**
 * A walk between two latents.
 *
 * @module
 */
import { digitCanvases, drawDigits } from "./digits.ts";
import { find, nextSeed, seedOf } from "./dom.ts";
import { label, type Loaded } from "./models.ts";

const steps = 9;

/**
 * Sets the section up.
 *
 * @param chosen gives the model that the reader chose
 * @returns draws the section anew
 */
export function setUpWalk(chosen: () => Loaded | undefined): () => void {
  const form = find<HTMLFormElement>("#walk-form");
  const slider = find<HTMLInputElement>("#walk-at");
  const now = find<HTMLCanvasElement>("#walk-now"), strip = find<HTMLElement>("#walk-strip");
  const stations = digitCanvases(strip, steps);

  const drawNow = () => {
    const loaded = chosen();
    if (!loaded) return;
    const { generator, model } = loaded, share = slider.valueAsNumber / 100;
    const [from, to] = (["from", "to"] as const).map((name) =>
      generator.latents({ count: 1, seed: seedOf(form, name) })
    );
    drawDigits([now], generator.draw(from!.map((v, i) => (1 - share) * v + share * to![i]!)));
    const words = `${slider.value} % of the way`;
    slider.ariaValueText = words;
    find("#walk-label").textContent = words;
    now.ariaLabel = `A digit by ${label(model)}, ${words}`;
  };
  const draw = () => {
    const loaded = chosen();
    if (!loaded) return;
    const [from, to] = [seedOf(form, "from"), seedOf(form, "to")];
    drawDigits(stations, loaded.generator.interpolate(from, to, steps));
    strip.ariaLabel = `${steps} digits by ${label(loaded.model)}, from seed ${from} to seed ${to}`;
    slider.disabled = false;
    drawNow();
  };
  slider.addEventListener("input", drawNow);
  form.addEventListener("input", draw);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    nextSeed(form, "from");
    nextSeed(form, "to");
    draw();
  });
  return draw;
}
