/**
 * Leaving the patient as it was found: every variable and what the optimisers keep.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

interface Kept {
  variable: tf.Variable;
  values: tf.TypedArray;
  trainable: boolean;
}

/** What was there at one moment. */
export class State {
  readonly #kept: Kept[] = [];
  #near: Kept[] = [];
  readonly #optimizers: { optimizer: object; fields: [string, unknown][] }[];

  private constructor(optimizers: readonly object[]) {
    this.#optimizers = [...new Set(optimizers)].map((optimizer) => ({
      optimizer,
      fields: Object.entries(optimizer).flatMap(([name, value]): [string, unknown][] => {
        if (Array.isArray(value)) return [[name, [...value]]];
        return ["number", "string", "boolean"].includes(typeof value) ? [[name, value]] : [];
      }),
    }));
  }

  /** Copies the values of all variables that tfjs knows, and the fields of the optimisers. */
  static async take(optimizers: readonly object[]): Promise<State> {
    const state = new State(optimizers);
    for (const variable of registered()) {
      if (variable.dtype === "string") continue;
      const values = (await variable.data()).slice();
      state.#kept.push({ variable, values, trainable: variable.trainable });
    }
    state.#near = state.#kept;
    return state;
  }

  /** Says which variables the patient can change, so that no others are put back after each measurement. */
  narrow(to: ReadonlySet<tf.Variable>): void {
    this.#near = this.#kept.filter(({ variable }) => to.has(variable));
  }

  /** The value that a variable had, or nothing if it is younger. */
  valueOf(variable: tf.Variable): tf.TypedArray | undefined {
    return this.#kept.find((kept) => kept.variable === variable)?.values;
  }

  /** Puts values back. Slots that an optimiser has made since are taken away again. */
  restore(only?: ReadonlySet<tf.Variable>): void {
    for (const { variable, values, trainable } of this.#near) {
      if (variable.isDisposed || !(only?.has(variable) ?? true)) continue;
      assign(variable, values);
      variable.trainable = trainable;
    }
    if (only) return;
    for (const { optimizer, fields } of this.#optimizers) {
      for (const [name, value] of fields) {
        const target = optimizer as Record<string, unknown>;
        if (Array.isArray(value)) disposeNew(target[name] as unknown[], value);
        target[name] = Array.isArray(value) ? [...value] : value;
      }
    }
    const known = new Set(this.#kept.map(({ variable }) => variable));
    // The memory of an optimiser that the patient keeps to itself starts from zeros again.
    for (const variable of registered()) {
      if (!known.has(variable) && variable.dtype === "float32") {
        tf.tidy(() => variable.assign(tf.zerosLike(variable)));
      }
    }
  }
}

/** All variables that tfjs knows. */
export function registered(): tf.Variable[] {
  return Object.values(tf.engine().registeredVariables);
}

/** Gives a variable new values, in memory of its own. */
export function assign(variable: tf.Variable, values: tf.TypedArray): void {
  tf.tidy(() =>
    variable.assign(tf.tensor(values.slice(), variable.shape, variable.dtype as "float32"))
  );
}

/** The variables that an optimiser keeps. */
export function slots(optimizer: object): tf.Variable[] {
  return Object.values(optimizer).flat().flatMap((value) => {
    const held = [value, (value as { variable?: unknown } | null)?.variable];
    return held.filter((variable) => variable instanceof tf.Variable);
  });
}

function disposeNew(now: unknown[], before: unknown[]) {
  for (const slot of now ?? []) {
    const variable = (slot as { variable?: tf.Variable } | null)?.variable;
    if (variable && !before.includes(slot)) variable.dispose();
  }
}
