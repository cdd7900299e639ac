/**
 * What each backend candidate offers to {@link useBackend}.
 *
 * @module
 */

/** The backend that runs, and the reason. */
export interface ChosenBackend {
  /** The name under which tfjs knows it, as `tf.getBackend()` gives it. */
  name: string;
  /** Why this one runs and those before it do not, in words for a reader. */
  why: string;
}

/** One way of running the maths. */
export interface Candidate {
  /** How a reader asks for it. */
  readonly name: string;
  /**
   * Registers the backend with tfjs without switching to it, so that a failure leaves no trace.
   *
   * @throws {Error} One sentence saying why it cannot run here.
   */
  start(options: { wasmPath?: string; threads?: 1 | 2 }): Promise<ChosenBackend>;
}
