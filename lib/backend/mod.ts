/**
 * How the maths runs: which tfjs backend, and what tfjs lacks for this course.
 *
 * @module
 */
export {
  type BackendName,
  type ChosenBackend,
  useBackend,
  type UseBackendOptions,
} from "./use_backend.ts";
export { repairSecondOrder } from "./second_order/mod.ts";
