/**
 * The measurements that the checks share. Everything is measured from the state in which the patient came, and leaves
 * it in that state.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { CannotJudge } from "./check.ts";
import { extent, rms } from "./numbers.ts";
import { gaussian } from "./gaussian.ts";
import type { Network, Patient } from "./patient.ts";
import { assign, registered, slots, State } from "./state.ts";
import { type Trace, trace } from "./trace.ts";

/** How far a network's outputs can reach, whatever its weights. */
export interface Reach {
  /** `unit` [0, 1], `centred` [-1, 1], `positive` [0, any), `any`; `unknown` when the outputs hardly move. */
  kind: "unit" | "centred" | "positive" | "any" | "unknown";
  /** The lowest output that was seen. */
  low: number;
  /** The highest. */
  high: number;
}

/** What a step did to the weights. */
export interface Moves {
  /** Variables whose value changed. */
  moved: Set<tf.Variable>;
  /** How far each of them moved: root mean square of its change over that of its values; by variable. */
  ratios: Map<tf.Variable, number>;
  /** The changes. */
  changes: Map<tf.Variable, Float32Array>;
  /** The message of the error that the step threw, if it did. */
  error?: string;
}

/** How a network's outputs on the same batch changed over a few steps of one network alone. */
export interface Probe {
  /** The loss before each step, and after the last one. */
  losses: number[];
  /** Mean output on real images, likewise. */
  real: number[];
  /** Mean output on fakes, likewise. */
  fake: number[];
}

/** The patient on the table. */
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
    this.state.restore();
    tf.dispose([this.real, this.latents]);
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

  /** What the networks put out: fakes, and both judges on the batch. */
  outputs(): Promise<
    { images: Float32Array; fakes: Float32Array; real: Float32Array; fake: Float32Array }
  > {
    return this.once("outputs", async () => {
      const [images, fakes, real, fake] = await this.read(() => {
        const fakes = this.generate();
        return [this.real, fakes, this.patient.judgeReal(this.real), this.judgeFake(fakes)];
      });
      return { images: images!, fakes: fakes!, real: real!, fake: fake! };
    });
  }

  /** What each function reads and which activations it has. */
  traces(): Promise<Record<"generate" | "judgeReal" | "judgeFake", Trace>> {
    return this.once("traces", async () => {
      const fakes = tf.keep(tf.tidy(() => tf.clone(this.generate())));
      const traces = {
        generate: await trace(() => this.generate()),
        judgeReal: await trace(() => this.patient.judgeReal(this.real)),
        judgeFake: await trace(() => this.judgeFake(fakes)),
      };
      fakes.dispose();
      this.state.restore();
      this.#narrow(Object.values(traces));
      return traces;
    });
  }

  /** What only the patient's own optimisers can change is known; what hidden ones change is not. */
  #narrow(traces: Trace[]) {
    const { variables, optimizers } = this.patient;
    if (!optimizers) return;
    this.state.narrow(
      new Set([
        ...traces.flatMap(({ read, written }) => [...read, ...written]),
        ...Object.values(variables ?? {}).flat(),
        ...Object.values(optimizers).flatMap(slots),
      ]),
    );
  }

  /** Variables that change when a network is merely called: running means, for instance. */
  ownState(): Promise<Set<tf.Variable>> {
    return this.once("ownState", async () => {
      tf.tidy(() => {
        this.judgeFake(this.generate());
        this.patient.judgeReal(this.real);
      });
      const { moved } = await this.#moves();
      this.state.restore();
      return moved;
    });
  }

  /** The weights of a function: what it reads, without running means and the like. */
  async weights(name: "generate" | "judgeReal" | "judgeFake"): Promise<tf.Variable[]> {
    const { read } = (await this.traces())[name], state = await this.ownState();
    const weights = [...read].filter((v) => v.dtype === "float32" && !state.has(v));
    const trainable = weights.filter((v) => v.trainable);
    return trainable.length ? trainable : weights;
  }

  /** The weights of a network. */
  weightsOf(network: Network): Promise<tf.Variable[]> {
    return this.weights(network === "G" ? "generate" : "judgeReal");
  }

  async #moves(): Promise<Moves> {
    const moved = new Set<tf.Variable>();
    const ratios = new Map<tf.Variable, number>(), changes = new Map<tf.Variable, Float32Array>();
    const traces = Object.values(await this.traces());
    const all = new Set(traces.flatMap(({ read }) => [...read]));
    for (const variable of all) {
      const before = this.state.valueOf(variable);
      if (!before || variable.isDisposed) continue;
      const after = await variable.data();
      const change = Float32Array.from(after, (value, i) => value - before[i]!);
      if (change.every((value) => value === 0)) continue;
      moved.add(variable);
      changes.set(variable, change);
      ratios.set(variable, rms(change) / rms(before));
    }
    return { moved, ratios, changes };
  }

  /** One training step of a network, as the patient makes it. Leaves its result in place. */
  async step(network: Network, images = this.real, latents = this.latents): Promise<void> {
    const { patient } = this, engine = tf.engine();
    engine.startScope("step");
    try {
      if (patient.steps) {
        const result = await (network === "D"
          ? patient.steps.D(images, latents)
          : patient.steps.G(latents, images));
        if (result) {
          tf.dispose(result as tf.TensorContainer);
        }
        return;
      }
      const optimizer = patient.optimizers?.[network];
      if (!optimizer) throw new CannotJudge("the patient has neither optimisers nor steps");
      const variables = patient.variables && [...patient.variables[network]];
      optimizer.minimize(() => this.loss(network, images, latents), false, variables);
    } finally {
      engine.endScope();
    }
  }

  /** The loss of a network on a batch. */
  loss(network: Network, images = this.real, latents = this.latents): tf.Scalar {
    const fakes = this.generate(latents), fake = this.judgeFake(fakes);
    const real = this.patient.judgeReal(images);
    const loss = network === "D"
      ? this.patient.discriminatorLoss(real, fake, { real: images, fake: fakes })
      : this.patient.generatorLoss(fake, real);
    return loss as tf.Scalar;
  }

  /** What one step of a network changes. */
  moves(network: Network): Promise<Moves> {
    return this.once(`moves ${network}`, async () => {
      await this.traces();
      let error: string | undefined;
      try {
        await this.step(network);
      } catch (thrown) {
        error = (thrown as Error).message;
      }
      const moves = await this.#moves();
      this.state.restore();
      return { ...moves, ...(error !== undefined && { error }) };
    });
  }

  /**
   * How far a second step moves each variable, relative to its size. The first one may do more: clip weights, or start
   * from an enormous loss.
   */
  async secondStep(network: Network): Promise<Map<tf.Variable, number>> {
    const own = await this.weightsOf(network), ratios = new Map<tf.Variable, number>();
    try {
      await this.step(network);
      const before = await this.read(() => own.map((v) => tf.add(v, 0)));
      await this.step(network);
      const after = await this.read(() => own.map((v) => tf.add(v, 0)));
      own.forEach((v, i) => {
        const change = after[i]!.map((value, k) => value - before[i]![k]!);
        ratios.set(v, rms(change) / rms(before[i]!));
      });
      return ratios;
    } finally {
      this.state.restore();
    }
  }

  /** The error that steps in turn end with although each alone does not, if there is one. */
  async turns(): Promise<string | undefined> {
    try {
      for (const network of ["D", "G", "D", "G"] as const) await this.step(network);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      this.state.restore();
    }
  }

  /** The gradient of a network's loss by some variables; nothing where the loss does not depend on one. */
  async gradients(
    network: Network,
    variables: tf.Variable[],
  ): Promise<Map<tf.Variable, Float32Array>> {
    const grads = tf.tidy(() => tf.variableGrads(() => this.loss(network), variables).grads);
    const found = new Map<tf.Variable, Float32Array>();
    for (const variable of variables) {
      const gradient = grads[variable.name];
      if (gradient) found.set(variable, (await gradient.data<"float32">()).slice());
    }
    tf.dispose(grads);
    this.state.restore();
    return found;
  }

  /** A few steps of one network alone, always on the same batch. */
  probe(network: Network, steps = 6): Promise<Probe> {
    return this.once(`probe ${network}`, async () => {
      const probe: Probe = { losses: [], real: [], fake: [] };
      for (let step = 0; step <= steps; step++) {
        const [loss, real, fake] = await this.read(() => [
          this.loss(network),
          tf.mean(this.patient.judgeReal(this.real)),
          tf.mean(this.judgeFake(this.generate())),
        ]);
        probe.losses.push(loss![0]!);
        probe.real.push(real![0]!);
        probe.fake.push(fake![0]!);
        if (step < steps) await this.step(network);
      }
      this.state.restore();
      return probe;
    });
  }

  /** Does something with other weights, then puts them back. */
  async withWeights<T>(
    variables: readonly tf.Variable[],
    change: (values: Float32Array, variable: tf.Variable, index: number) => Float32Array,
    work: () => Promise<T>,
  ): Promise<T> {
    variables.forEach((variable, i) =>
      assign(variable, change(this.state.valueOf(variable) as Float32Array, variable, i))
    );
    try {
      return await work();
    } finally {
      this.state.restore(new Set([...variables, ...await this.ownState()]));
    }
  }

  /** How far a network's outputs can reach: looked up under many other weights. */
  reach(name: "generate" | "judgeReal" | "judgeFake"): Promise<Reach> {
    return this.once(`reach ${name}`, async () => {
      const weights = await this.weights(name);
      const fakes = (await this.outputs()).fakes;
      let low = Infinity, high = -Infinity;
      const look = async () => {
        const [values] = await this.read(() => {
          if (name === "generate") return this.generate();
          const judge = (input: tf.Tensor) =>
            name === "judgeReal" ? this.patient.judgeReal(input) : this.judgeFake(input);
          const images = tf.tensor(fakes, this.real.shape);
          const inputs = [this.real, images, tf.mul(images, -5), tf.mul(this.real, 5)];
          return tf.concat(inputs.map((input) => tf.reshape(judge(input), [-1])));
        });
        const [l, h] = extent(values!.filter(Number.isFinite));
        low = Math.min(low, l);
        high = Math.max(high, h);
      };
      await look();
      let seed = 1;
      for (const scale of [1, 3, 10]) {
        for (const sign of [1, -1]) {
          const change = (values: Float32Array, { shape }: tf.Variable) => {
            const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
            const size = Math.max(rms(values), 1 / Math.sqrt(fanIn));
            const noise = gaussian(values.length, seed++);
            return values.map((value, i) => scale * (sign * value + size * noise[i]!));
          };
          await this.withWeights(weights, change, look);
        }
      }
      return { kind: reachKind(low, high), low, high };
    });
  }
}

function judgeFake(patient: Patient, images: tf.Tensor): tf.Tensor {
  return patient.judgeFake ? patient.judgeFake(images) : patient.judgeReal(images);
}

function reachKind(low: number, high: number): Reach["kind"] {
  const room = 1e-5;
  if (!(high - low > 0.3)) return "unknown";
  if (low >= -room && high <= 1 + room) return "unit";
  if (low >= -1 - room && high <= 1 + room) return low < -0.9 && high > 0.9 ? "centred" : "unknown";
  return low >= -room ? "positive" : "any";
}
