/**
 * The study's ranges of pixels and its grid of steps and momenta once more, by PyTorch on a GPU: other kernels, other
 * random numbers, ten seeds each. Made by `tests/peers/study_peer.py`.
 *
 * @module
 */
import * as v from "valibot";
import { parseJson } from "../../files/parse_json.ts";

/** One experiment of the peer, a value for each of its seeds. */
export interface PeerExperiment {
  /** Its name: `range_<range>_beta1_<beta1>` or `rate_<rate>_beta1_<beta1>`. */
  name: string;
  /** The distance after 20 epochs, in the features of the project's classifier. */
  distance20: number[];
  /** The distance after 40. */
  distance40: number[];
  /** How much the D loss swings from epoch 5 to 20, see `trends.swing`, in windows of 39 steps. */
  swing: number[];
  /** The D loss's mean over the last epoch. */
  dLoss: number[];
  /** The G loss's mean over the last epoch. */
  gLoss: number[];
}

/** What the peer leaves. */
export interface Peer {
  /** The device that it ran on. */
  device: string;
  /** PyTorch's version. */
  torch: string;
  /** The distance of 10,000 training images. */
  floor: number;
  /** All its experiments. */
  experiments: PeerExperiment[];
}

const numbers = v.array(v.number());
const schema: v.GenericSchema<unknown, Peer> = v.object({
  device: v.string(),
  torch: v.string(),
  floor: v.number(),
  experiments: v.array(v.object({
    name: v.string(),
    distance20: numbers,
    distance40: numbers,
    swing: numbers,
    dLoss: numbers,
    gLoss: numbers,
  })),
});

const shipped = new URL("../../../data/study/peer.json", import.meta.url);

/**
 * Reads an experiment of the peer.
 *
 * @param name its name
 * @returns what its seeds came to
 * @throws {Error} when there is no such experiment, or the file is missing or damaged
 */
export async function readPeer(name: string): Promise<PeerExperiment> {
  const path = "data/study/peer.json", text = await Deno.readTextFile(shipped);
  const { experiments } = parseJson(schema, text, "the peer's runs", path);
  const found = experiments.find((experiment) => experiment.name === name);
  if (!found) throw new Error(`Cannot read the peer's runs: no experiment ${name} in ${path}`);
  return found;
}
