/**
 * `deno task readme-figure`: draws the README's pictures from the recorded runs.
 *
 * @module
 */
import { task } from "./common/task.ts";
import { runTask } from "./common/user_error.ts";

const command = task("readme-figure")
  .description("Draw the README's pictures, data/study/*.svg, from the runs recorded there.");

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(async () => {
    const { drawFigures } = await import("./work/readme_figure.ts");
    await drawFigures();
  });
}
