/**
 * Makes first_losses.json anew: `deno run -A tests/reference/first_losses.ts`, on a processor with AVX2.
 */
import { repairs } from "../../lib/course/mod.ts";
import { fingerprint } from "../_fingerprint.ts";
import { backend, run } from "../_helpers.ts";

const steps = 1000;

const recipes: Record<string, unknown> = {};
for (const { name, recipe } of repairs) {
  const { columns } = await run(name, recipe, { epochs: steps / 429, seed: 1 });
  recipes[name] = {
    sha256: await fingerprint([...columns.dLoss, ...columns.gLoss]),
    dLoss: columns.dLoss.slice(0, 50),
    gLoss: columns.gLoss.slice(0, 50),
  };
}
const url = new URL("first_losses.json", import.meta.url);
await Deno.writeTextFile(url, JSON.stringify({ steps, madeBy: backend.why, recipes }, null, 1) + "\n");
