/**
 * `deno task readme-figure`: draws the README's pictures from the recorded runs.
 *
 * @module
 */
import { start, task } from "./common/task.ts";

const command = task("readme-figure")
  .description("Draw the README's pictures, data/study/*.svg, from the runs recorded there.");

if (import.meta.main) {
  await start(command, async () => (await import("./work/readme_figure.ts")).drawFigures);
}
