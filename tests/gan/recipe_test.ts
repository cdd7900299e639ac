import { assertEquals } from "@std/assert";
import { changes } from "../../lib/gan/recipes.ts";
import { repairs, stages } from "../../lib/course/mod.ts";

Deno.test("repairs: each recipe differs from the one before in exactly one key", () => {
  repairs.slice(1).forEach(({ recipe }, i) =>
    assertEquals(changes(repairs[i]!.recipe, recipe).length, 1)
  );
});

Deno.test("stages: every recipe has a name and a notebook of its own", () => {
  assertEquals(new Set(stages.map(({ name }) => name)).size, stages.length);
  assertEquals(new Set(stages.map(({ notebook }) => notebook)).size, stages.length);
  assertEquals(stages.slice(-2).map(({ name }) => name), ["dcgan", "r3gan"]);
});
