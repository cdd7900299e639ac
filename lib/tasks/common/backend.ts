/**
 * The backend of a task.
 *
 * @module
 */

import {
  type ChosenBackend,
  useBackend,
  type UseBackendOptions,
} from "../../backend/use_backend.ts";
import { UserError } from "./user_error.ts";

/**
 * Chooses the backend, as `useBackend` does.
 *
 * @param options what to try first
 * @returns its name, and why it was chosen
 * @throws {UserError} when `GAN_CLINIC_BACKEND` names none, or none runs here
 */
export async function chooseBackend(options?: UseBackendOptions): Promise<ChosenBackend> {
  try {
    return await useBackend(options);
  } catch (cause) {
    throw new UserError((cause as Error).message, { cause });
  }
}
