/**
 * Looking for a free port.
 *
 * @module
 */

import { UserError } from "../common/user_error.ts";

/**
 * Says whether a server could listen on a port of this machine.
 *
 * @param port the port
 * @returns whether nothing listens there and the user may
 */
export function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the first free port from a number upwards.
 *
 * @param from where to begin
 * @returns a free port, at most 100 above
 * @throws {UserError} when all 100 are taken
 */
export function firstFreePort(from: number): number {
  for (let port = from; port < from + 100; port++) if (isFree(port)) return port;
  throw new UserError(
    `Cannot find a free port: all from ${from} to ${from + 99} are taken; choose another by --port`,
  );
}

/**
 * Chooses the port to serve at.
 *
 * @param asked what the user asked for, if anything
 * @param from where to begin otherwise
 * @returns a free port
 * @throws {UserError} when the port asked for is not free
 */
export function choosePort(asked: number | undefined, from: number): number {
  if (asked === undefined) return firstFreePort(from);
  if (isFree(asked)) return asked;
  throw isTaken(asked);
}

/**
 * Says that a port cannot be had.
 *
 * @param port the port
 * @param cause what the system said
 * @returns the error to throw
 */
export function isTaken(port: number, cause?: unknown): UserError {
  return new UserError(
    `Cannot serve at port ${port}: another program uses it, or it is not allowed; ` +
      "choose another by --port",
    { cause },
  );
}
