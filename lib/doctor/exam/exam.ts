/**
 * The patient on the table: what all measurements start from. Everything is measured from the state in which the patient
 * came, and leaves it in that state.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Network, Patient } from "../patient.ts";
import { registered, State } from "./state.ts";

/** Both networks on a batch. */
export interface Pass {
  /** The real images. */
  images: tf.Tensor;
  /** Fakes. */
  fakes: tf.Tensor;
  /** What is said of the real images. */
  real: tf.Tensor;
  /** What is said of the fakes. */
  fake: tf.Tensor;
}

/** An examination. */
export class Exam {
  /** The patient. */
  readonly patient: Patient;
  /** A batch of real images. */
  readonly real: tf.Tensor;
  /** A batch of latents. */
  readonly latents: tf.Tensor;
  /** How the patient was when it came. */
  readonly state: State;
  readonly #memo = new Map<string, Promise<unknown>>();
  readonly #held: tf.Tensor[] = [];

  private constructor(patient: Patient, state: State, real: tf.Tensor, latents: tf.Tensor) {
    this.patient = patient;
    this.state = state;
    this.real = real;
    this.latents = latents;
  }

  /** Begins an examination. */
  static async begin(patient: Patient): Promise<Exam> {
    const take = (make: () => tf.Tensor) => tf.keep(tf.tidy(() => tf.clone(make())));
    const real = take(() => typeof patient.real === "function" ? patient.real(0) : patient.real);
    const latents = take(() => patient.latents(0));
    // Networks that make their weights when they are first called make them now.
    const before = await State.take([]);
    tf.tidy(() => {
      judgeFake(patient, patient.generate(latents));
      patient.judgeReal(real);
    });
    before.restore(new Set(registered()));
    const state = await State.take(Object.values(patient.optimizers ?? {}));
    return new Exam(patient, state, real, latents);
  }

  /** Puts the patient back and frees what the examination held. */
  end(): void {
    // Averages of weights, too, which no measurement looks at.
    this.state.narrow(new Set(registered()));
    this.state.restore();
    tf.dispose([this.real, this.latents, ...this.#held]);
  }

  /** Keeps a tensor until the end, as a clone, since the patient may dispose of its own. */
  hold(tensor: tf.Tensor): tf.Tensor {
    const held = tf.keep(tf.clone(tensor));
    this.#held.push(held);
    return held;
  }

  /** Does something to the patient, then puts it back as it came. */
  async trial<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.state.restore();
    }
  }

  /** Measures something once. */
  once<T>(name: string, measure: () => Promise<T>): Promise<T> {
    let found = this.#memo.get(name);
    if (!found) this.#memo.set(name, found = measure());
    return found as Promise<T>;
  }

  /** Computes tensors and reads them. */
  async read(compute: () => tf.Tensor | tf.Tensor[]): Promise<Float32Array[]> {
    const results = tf.tidy(() => [compute()].flat().map((tensor) => tf.clone(tensor)));
    const values: Float32Array[] = [];
    for (const tensor of results) values.push((await tensor.data<"float32">()).slice());
    tf.dispose(results);
    return values;
  }

  /** A batch of fakes. */
  generate(latents: tf.Tensor = this.latents): tf.Tensor {
    return this.patient.generate(latents);
  }

  /** What the judge of the fakes says. */
  judgeFake(images: tf.Tensor): tf.Tensor {
    return judgeFake(this.patient, images);
  }

  /** Both networks on a batch, as they are now. */
  pass(images = this.real, latents = this.latents): Pass {
    const fakes = this.generate(latents), fake = this.judgeFake(fakes);
    return { images, fakes, fake, real: this.patient.judgeReal(images) };
  }

  /** The loss of a network. */
  loss(network: Network, { images, fakes, real, fake }: Pass = this.pass()): tf.Scalar {
    const loss = network === "D"
      ? this.patient.discriminatorLoss(real, fake, { real: images, fake: fakes })
      : this.patient.generatorLoss(fake, real);
    return loss as tf.Scalar;
  }
}

function judgeFake(patient: Patient, images: tf.Tensor): tf.Tensor {
  return patient.judgeFake ? patient.judgeFake(images) : patient.judgeReal(images);
}
