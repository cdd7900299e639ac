/**
 * Ctrl+C as a request to stop, not as an abrupt end.
 *
 * @module
 */

/** A signal that aborts at Ctrl+C, until it is disposed of. */
export interface Interruption extends Disposable {
  /** Aborts at the first Ctrl+C; the second ends the program at once, as it usually does. */
  readonly signal: AbortSignal;
}

/**
 * Listens for Ctrl+C.
 *
 * @returns the signal, and what ends the listening
 */
export function interruption(): Interruption {
  const stop = new AbortController();
  const ignore = () => Deno.removeSignalListener("SIGINT", abort);
  const abort = () => {
    stop.abort();
    ignore();
  };
  Deno.addSignalListener("SIGINT", abort);
  return { signal: stop.signal, [Symbol.dispose]: ignore };
}
