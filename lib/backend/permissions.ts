/**
 * Asking Deno what is permitted, not the reader.
 *
 * @module
 */

/**
 * Says whether something is permitted, without a prompt.
 *
 * @param permission what is to be done
 * @returns whether the program was given leave
 */
export function isGranted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}
