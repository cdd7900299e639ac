/**
 * Looking for a free port.
 *
 * @module
 */

import { UserError } from "../common/user_error.ts";

/**
 * Says whether a server could listen on a port of this machine.
 *
 * @param port The port.
 * @returns Whether nothing listens there and the user may.
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
 * @param from Where to begin.
 * @returns A free port, at most 100 above.
 * @throws {RangeError} If all 100 are taken.
 */
export function firstFreePort(from: number): number {
  for (let port = from; port < from + 100; port++) if (isFree(port)) return port;
  throw new RangeError(`Cannot find a free port: all from ${from} to ${from + 99} are taken`);
}

/**
 * Chooses the port to serve at.
 *
 * @param asked What the user asked for, if anything.
 * @param from Where to begin otherwise.
 * @returns A free port.
 * @throws {UserError} If the port asked for is not free.
 */
export function choosePort(asked: number | undefined, from: number): number {
  if (asked === undefined) return firstFreePort(from);
  if (isFree(asked)) return asked;
  throw new UserError(
    `Cannot serve at port ${asked}: another program uses it, or it is not allowed; ` +
      "choose another by --port",
  );
}
