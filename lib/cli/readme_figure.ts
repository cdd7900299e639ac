/**
 * `deno task readme-figure`: draws the README's pictures from the recorded runs.
 *
 * @module
 */
import { Command } from "commander";
import { runTask } from "./common/user_error.ts";
import { drawFigures } from "./work/readme_figure.ts";

const command = new Command("deno task readme-figure")
  .description("Draw the README's pictures, data/study/*.svg, from the runs recorded there.")
  .allowExcessArguments(false);

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => drawFigures());
}
