import { assertEquals } from "@std/assert";
import { changes, course } from "../lib/mod.ts";

Deno.test("course: each recipe differs from the one before in exactly one key", () => {
  course.slice(1).forEach(({ recipe }, i) =>
    assertEquals(changes(course[i]!.recipe, recipe).length, 1)
  );
});
