import { assertEquals } from "@std/assert";
import { changes } from "../../lib/gan/recipes.ts";
import { repairs } from "../../lib/course/mod.ts";

Deno.test("repairs change, one after the other, what the question's answers name", () => {
  const found = repairs.slice(1).map(({ recipe }, i) => changes(repairs[i]!.recipe, recipe));
  assertEquals(found.map((rows) => rows.map(({ key, before, after }) => [key, before, after])), [
    [["discriminators", 2, 1]],
    [["hiddenActivation", "linear", "relu"]],
    [["discriminatorOutput", "sigmoid", "logit"]],
    [["initialisation", "normal", "xavier"]],
    [["range", "unit", "signed"]],
    [["beta1", 0.9, 0.5]],
  ]);
});
