/** Runs Deno in a process of its own, under the configuration of this run. */

const root = new URL("../../../", import.meta.url);

/** What a process said. */
export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a script in the project's folder with `deno run`. */
export async function runScript(
  script: string,
  permissions = ["-A"],
  env: Record<string, string> = {},
): Promise<Output> {
  const args = ["run", "--no-check", ...configuration(), ...permissions, "-"];
  const process = new Deno.Command(Deno.execPath(), {
    args,
    cwd: root,
    env,
    ...{ stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(script));
  await writer.close();
  const { code, stdout, stderr } = await process.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Where the registry of `@std/assert` cannot be reached, another configuration is used. */
function configuration(): string[] {
  const offline = new URL("deno.offline.json", root);
  try {
    Deno.statSync(offline);
    return ["--config", decodeURIComponent(offline.pathname)];
  } catch {
    return [];
  }
}
