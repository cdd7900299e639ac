/** A worker that says it is ready, and dies. */
import { workerData } from "node:worker_threads";
import { controlWords, word } from "../../../lib/backend/engine/control.ts";

Atomics.store(controlWords(workerData.memory), word.ready, 1);
