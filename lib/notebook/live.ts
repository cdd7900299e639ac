/**
 * The picture of a run that redraws itself while the run goes on.
 *
 * @module
 */
import * as figures from "../figures/mod.ts";
import type { Guide } from "../figures/guides.ts";
import type { History } from "../gan/history.ts";
import { imagesToDataUri } from "../data/images.ts";
import { emit, inNotebook } from "./_emit.ts";
import { progressLine } from "./_progress.ts";
import { figureBundle } from "./display.ts";
import { renderSvg } from "./svg.ts";

/** What {@linkcode LiveView} shows. */
export interface LiveViewOptions {
  /** How many epochs the run will have. */
  epochs: number;
  /**
   * Lines that theory predicts for the losses.
   *
   * @default {[]}
   */
  guides?: readonly Guide[];
  /** Gives images of 28x28 values in [0, 1] from latents that stay the same. */
  sample?: () => Float32Array | Promise<Float32Array>;
  /**
   * How many of these images are shown.
   *
   * @default {25}
   */
  count?: number;
  /**
   * Draws one frame as SVG.
   *
   * @default {renderSvg}
   */
  render?: (figure: ReturnType<typeof figures.training>) => Promise<string>;
}

const shortestInterval = 1_000, longestInterval = 5_000;
/** A frame may take this share of the time between frames: it costs a thread twice what it takes, at worst. */
const share = 0.05;

/**
 * Losses, opinions, samples and progress of a run, redrawn in place every 1 to 5 seconds.
 *
 * Frames are drawn in a Worker, one at a time, while training goes on; the interval grows with what a
 * frame costs. Frames are SVG, which notebooks replace without flicker; the last one is interactive.
 */
export class LiveView implements AsyncDisposable {
  readonly #options: LiveViewOptions;
  readonly #displayId = crypto.randomUUID();
  #shown = false;
  #frame: Promise<void> | undefined;
  #nextFrame = -Infinity;
  #start: { time: number; steps: number } | undefined;

  /**
   * Prepares the view; nothing is shown before the first {@linkcode LiveView.update}.
   *
   * @param options what to show
   */
  constructor(options: LiveViewOptions) {
    this.#options = options;
  }

  /**
   * Tells the view that the run went on. It returns at once unless a frame is due, and does not wait until
   * the frame is drawn. Timers and the stop button get their turn from `train()`; a loop of your own must await
   * something now and then.
   *
   * @param history the run so far
   */
  async update(history: History): Promise<void> {
    const now = performance.now();
    this.#start ??= { time: now, steps: history.steps };
    if (!this.#frame && now >= this.#nextFrame && (inNotebook() || !this.#shown)) {
      const figure = await this.#figure(history);
      const cost = performance.now() - now;
      this.#frame = this.#draw(figure, cost).finally(() => this.#frame = undefined);
    }
  }

  /**
   * Shows the run's end as an interactive figure, after the frame under way.
   *
   * @param history the whole run
   * @throws {Error} when the figure cannot be drawn
   */
  async finish(history: History): Promise<void> {
    await this[Symbol.asyncDispose]();
    const took = this.#start ? (performance.now() - this.#start.time) / 1000 : 0;
    await this.#emit(await figureBundle(await this.#figure(history, took)));
  }

  /** Shows the frame under way and no other, as when training threw: an output after its cell's end is lost. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#frame;
    this.#nextFrame = Infinity;
  }

  async #figure(history: History, took?: number) {
    const { epochs, guides, sample, count = 25 } = this.#options;
    const { stepsPerEpoch } = history.info;
    const { steps } = history;
    const seconds = took ?? (performance.now() - this.#start!.time) / 1000;
    const done = steps - (this.#start?.steps ?? steps);
    const images = await sample?.();
    return figures.training(history, {
      guides,
      epochs,
      samples: images && imagesToDataUri(images, { count, padding: 2 }),
      progress: progressLine({
        ...{ steps, stepsPerEpoch, epochs, took },
        stepsPerSecond: done > 0 && seconds > 0 ? done / seconds : undefined,
      }),
    });
  }

  async #draw(figure: ReturnType<typeof figures.training>, cost: number): Promise<void> {
    const { render = renderSvg } = this.#options;
    const begin = performance.now(), first = !this.#shown;
    try {
      const svg = await render(figure);
      cost = Math.max(cost, performance.now() - begin);
      await this.#emit({ "image/svg+xml": svg, "text/plain": figure.layout.title?.text ?? "" });
    } catch {
      // A frame that fails must not end the training; finish() draws again and says what is wrong.
    }
    const interval = Math.min(longestInterval, Math.max(shortestInterval, cost / share));
    // The first frame also waited for the Worker to start, which says nothing about the next.
    this.#nextFrame = begin + (first ? shortestInterval : interval);
  }

  async #emit(bundle: Record<string, string | object>): Promise<void> {
    // Outside a notebook nothing is replaced: what is shown is printed.
    const update = this.#shown && inNotebook();
    this.#shown = true;
    await emit(bundle, { displayId: this.#displayId, update });
  }
}
