import { assertEquals, assertStringIncludes } from "@std/assert";
import { History } from "../../lib/gan/mod.ts";
import { atLeast, atMost, exactly } from "../../lib/trends/mod.ts";
import { verdict, verdictType } from "../../lib/notebook/mod.ts";
import { inKernel } from "./_kernel.ts";

const first = (output: { bundle: Record<string, string> }) =>
  output.bundle["text/plain"]!.split("\n")[0];

Deno.test("verdict() says in words whether it holds, and on which numbers that rests", async () => {
  const [yes, no] = await inKernel(async () => {
    await verdict("The D loss settles below **0.3**.", atMost("D loss", 0.21, 0.3));
    await verdict("The G loss rises.", [atLeast("z", 1, 3), exactly("faults", "none", "none")]);
  });
  assertEquals(yes!.bundle["text/plain"]!.split("\n"), [
    "verdict: as expected: The D loss settles below 0.3.",
    "D loss 0.21 (at most 0.3)",
  ]);
  assertEquals(first(no!), "verdict: not as expected: The G loss rises.");
  assertStringIncludes(no!.bundle["text/markdown"]!, "Not as expected.");
  assertStringIncludes(no!.bundle["text/markdown"]!, "z 1 (at least 3); faults: none");
});

Deno.test("verdict() hands its numbers over as data", async () => {
  const [output] = await inKernel(() => verdict("It rests.", atMost("D loss", 0.4, 0.3)));
  assertEquals(output!.bundle[verdictType] as unknown, {
    says: "It rests.",
    held: false,
    rests: [{ what: "D loss", value: 0.4, most: 0.3 }],
  });
});

Deno.test("verdict() that rests on nothing does not hold", async () => {
  const [output] = await inKernel(() => verdict("All is well.", []));
  assertEquals(first(output!), "verdict: not as expected: All is well.");
});

Deno.test("verdict() knows nothing yet of a run that ended early, unless it holds already", async () => {
  const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 2 });
  for (let i = 0; i < 3; i++) history.push({ dLoss: 1, gLoss: 1, dReal: 1, dFake: 1 });
  const tooLarge = atMost("swing", 2, 1), small = atMost("swing", 0.5, 1);
  const outputs = await inKernel(async () => {
    await verdict("It settles.", tooLarge, { history, epochs: 2 });
    await verdict("It settles.", small, { history, epochs: 2 });
    await verdict("It settles.", () => tooLarge, { history, epochs: 1.5 });
    await verdict("It rises.", () => {
      throw new RangeError("expected at least 8 values");
    });
  });
  assertEquals(outputs.map(first), [
    "verdict: not yet known: It settles.",
    "verdict: as expected: It settles.",
    "verdict: not as expected: It settles.",
    "verdict: not yet known: It rises.",
  ]);
  assertStringIncludes(
    outputs[0]!.bundle["text/markdown"]!,
    "the run ended at epoch 1.5; this takes 2",
  );
  assertStringIncludes(outputs[3]!.bundle["text/markdown"]!, "train for longer");
});
