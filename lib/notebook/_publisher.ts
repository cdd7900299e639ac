/**
 * Where this notebook's kernel publishes its outputs.
 *
 * @module
 */

/** Where to connect to. */
export interface Address {
  hostname: string;
  port: number;
}

/**
 * Finds the address by the file that Jupyter handed to the kernel. The kernel tells its notebook nothing of it, but it
 * is among the arguments of the process, which Linux and macOS show.
 *
 * @returns the address, or nothing where it is not to be found
 */
export async function findPublisher(): Promise<Address | undefined> {
  try {
    const path = connectionFile(await commandLine());
    return path === undefined ? undefined : publisherIn(await Deno.readTextFile(path));
  } catch {
    return undefined; // not allowed to look, or not there
  }
}

/** The arguments of this process in one line. */
async function commandLine(): Promise<string> {
  if (Deno.build.os === "linux") {
    return (await Deno.readTextFile("/proc/self/cmdline")).replaceAll("\0", " ");
  }
  if (Deno.build.os !== "darwin") return "";
  const ps = new Deno.Command("/bin/ps", { args: ["-ww", "-o", "args=", "-p", `${Deno.pid}`] });
  return new TextDecoder().decode((await ps.output()).stdout);
}

/**
 * Reads the connection file's path from a kernel's command line.
 *
 * @param line all arguments, with spaces between them; the path may hold spaces, too
 * @returns the path, or nothing where the command starts no kernel
 */
export function connectionFile(line: string): string | undefined {
  return /\sjupyter\b.*\s--conn[ =](.+\.json)/.exec(line)?.[1];
}

/**
 * Reads the publisher's address from a connection file.
 *
 * @param text the file's text
 * @returns the address, or nothing where the kernel is not reached by TCP
 * @throws {SyntaxError} when it is not JSON
 */
export function publisherIn(text: string): Address | undefined {
  const { transport = "tcp", ip, iopub_port } = JSON.parse(text);
  return transport === "tcp" && typeof ip === "string" && typeof iopub_port === "number"
    ? { hostname: ip, port: iopub_port }
    : undefined;
}
