/**
 * Figures as SVG pictures, drawn by plotly.js in a Worker.
 *
 * @module
 */
import { Worker } from "node:worker_threads";
import type { Figure } from "../figures/figure.ts";
import type { SvgReply, SvgRequest } from "./svg_worker.ts";

/** How {@linkcode renderSvg} behaves. */
export interface RenderOptions {
  /**
   * Milliseconds after which a drawing is given up.
   *
   * @default {60_000}
   */
  timeLimit?: number;
}

interface Job {
  resolve(svg: string): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/** One Worker and the drawings that it still owes. Node's Worker, since only that can be idle quietly. */
class SvgRenderer {
  readonly #worker = new Worker(new URL("./svg_worker.ts", import.meta.url));
  readonly #jobs = new Map<number, Job>();
  #lastId = 0;

  constructor() {
    this.#worker.on("message", (reply: SvgReply) => this.#finish(reply));
    // An error that nobody listens to would leave the caller waiting for ever.
    const fail = (reason: string) => this.close(`Cannot draw a figure: the Worker ${reason}`);
    this.#worker.on("error", (error) => fail(`failed: ${error.message}`));
    this.#worker.on("exit", () => fail("ended"));
    this.#worker.unref();
  }

  draw(figure: Figure, timeLimit: number): Promise<string> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ id, figure } satisfies SvgRequest);
      const timer = setTimeout(
        () => this.close(`Cannot draw a figure: no picture within ${timeLimit / 1000} s`),
        timeLimit,
      );
      this.#jobs.set(id, { resolve, reject, timer });
      this.#worker.ref();
    });
  }

  close(reason: string): void {
    if (shared === this) shared = undefined;
    for (const id of [...this.#jobs.keys()]) this.#finish({ id, error: reason });
    this.#worker.terminate();
  }

  #finish({ id, svg, error }: SvgReply): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    clearTimeout(job.timer);
    this.#jobs.delete(id);
    if (this.#jobs.size === 0) this.#worker.unref();
    if (svg === undefined) job.reject(new Error(error));
    else job.resolve(svg);
  }
}

let shared: SvgRenderer | undefined;

/**
 * Draws a figure as SVG. The first call starts a Worker that loads plotly.js, which takes a second or
 * two; later calls take a fraction of a second. The caller's own work goes on meanwhile.
 *
 * @param figure what to draw
 * @param options time limit
 * @returns the SVG document
 * @throws {Error} when plotly.js refuses the figure, the Worker fails, or the time limit is over
 */
export function renderSvg(figure: Figure, options: RenderOptions = {}): Promise<string> {
  const { timeLimit = 60_000 } = options;
  shared ??= new SvgRenderer();
  return shared.draw(figure, timeLimit);
}

/** Ends the Worker; drawings that it still owes are rejected. The next {@linkcode renderSvg} starts a new one. */
export function closeRenderer(): void {
  shared?.close("Cannot draw a figure: the renderer was closed");
}
