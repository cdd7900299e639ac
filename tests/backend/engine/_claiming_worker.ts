/** A worker that claims one chunk, says so in the last word of the control block, and dies. */
import { workerData } from "node:worker_threads";
import { claim, controlWords, word } from "../../../lib/backend/engine/control.ts";

const words = controlWords(workerData.memory);
Atomics.store(words, word.ready, 1);
while (claim(words) < 0 && Atomics.load(words, word.stop) === 0);
Atomics.store(words, 127, 1);
