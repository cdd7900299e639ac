/**
 * The stop button of a notebook.
 *
 * Jupyter's stop button sends SIGINT, and a kernel in which nobody listens dies of it. So importing this
 * module in a notebook installs a listener for good: the kernel and all variables survive the button.
 *
 * @module
 */
import { inNotebook } from "./_emit.ts";

/** What {@linkcode stopButton} gives: a signal that the button aborts. */
export interface StopButton extends Disposable {
  /** Aborted when the button is pressed. */
  readonly signal: AbortSignal;
  /** Stops listening; pressing the button then aborts nothing. */
  release(): void;
}

let current: AbortController | undefined;
let listening = false;

function onInterrupt(): void {
  if (current && !current.signal.aborted) {
    console.log("Stopped: what was done so far is kept");
    current.abort(new DOMException("Stopped by the stop button", "AbortError"));
  } else {
    console.log("This cell does not stop early: the kernel and its variables are kept");
  }
}

function listen(on: boolean): void {
  if (on === listening) return;
  listening = on;
  if (on) Deno.addSignalListener("SIGINT", onInterrupt);
  else Deno.removeSignalListener("SIGINT", onInterrupt);
}

if (inNotebook()) listen(true);

/**
 * Makes Jupyter's stop button (outside a notebook: Ctrl+C) abort a signal instead of ending the program.
 * The button stops the newest of several; a cell may be run again without releasing the earlier one.
 *
 * @returns the signal, and how to release the button
 *
 * @example Training that the button can stop
 * ```ts
 * import { stopButton } from "@gan-clinic/gan-clinic/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * using stop = stopButton();
 * assertEquals(stop.signal.aborted, false);
 * ```
 */
export function stopButton(): StopButton {
  const own = current = new AbortController();
  listen(true);
  const release = () => {
    if (current !== own) return;
    current = undefined;
    if (!inNotebook()) listen(false);
  };
  return { signal: own.signal, release, [Symbol.dispose]: release };
}
