import { fileURLToPath } from "node:url";

/** Runs a program in a process of its own, with `tf` and `backend` (lib/backend) imported. */
export async function run(
  program: string,
  env: Record<string, string> = {},
  permissions = ["-A"],
): Promise<{ output: string; errors: string }> {
  const root = new URL("../../", import.meta.url);
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  const library = new URL("lib/backend/mod.ts", root).href;
  const imports = `import * as tf from "@tensorflow/tfjs"; import * as backend from "${library}";`;
  await Deno.writeTextFile(file, imports + program);
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-check",
        "--no-lock",
        ...permissions,
        "--config",
        fileURLToPath(new URL("deno.json", root)),
        file,
      ],
      env: { GAN_CLINIC_BACKEND: "", ...env, NO_COLOR: "1" },
    }).output();
    const decoder = new TextDecoder();
    return { output: decoder.decode(stdout), errors: decoder.decode(stderr) };
  } finally {
    await Deno.remove(file);
  }
}
