/**
 * A set-up that is never silent.
 *
 * @module
 */

import { showStatus } from "../common/status_line.ts";

const terminal = Deno.stderr.isTerminal();

/** Says how long a set-up has taken and what it is doing: on a terminal in one line that changes, else line by line. */
export class Progress implements Disposable {
  readonly #start = performance.now();
  readonly #parts = new Map<string, string>();
  readonly #timer = setInterval(() => this.#show(), terminal ? 200 : 2000);

  /**
   * Sets what is said about a part, until something else is.
   *
   * @param part which part
   * @param words what goes on there; empty when it is done
   */
  say(part: string, words = ""): void {
    words ? this.#parts.set(part, words) : this.#parts.delete(part);
  }

  #show(): void {
    if (this.#parts.size === 0) return;
    const words = [...this.#parts].map(([part, words]) => `${part}: ${words}`).join("; ");
    const line = `${Math.round((performance.now() - this.#start) / 1000)} s, ${words}`;
    terminal ? showStatus(line) : console.log(line);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    showStatus();
  }
}
