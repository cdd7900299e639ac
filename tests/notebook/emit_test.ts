import { assertEquals, assertRejects } from "@std/assert";
import { emit } from "../../lib/notebook/_emit.ts";

/** Runs `body` with a kernel that takes `ms` for a display, and returns what it did in its order. */
async function slowKernel(ms: number, body: () => Promise<unknown>): Promise<string[]> {
  const steps: string[] = [];
  const display = async ({ "text/plain": text }: Record<string, string>) => {
    steps.push(`${text} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (text === "broken") throw new Error("no such bundle");
    steps.push(`${text} ends`);
  };
  Object.assign(Deno, { jupyter: { display } });
  try {
    await body();
  } finally {
    Object.assign(Deno, { jupyter: undefined });
  }
  return steps;
}

const bundle = (text: string) => ({ "text/plain": text });

Deno.test("emit() shows one bundle after the other, in the order of the calls", async () => {
  const steps = await slowKernel(
    10,
    () => Promise.all(["one", "two", "three"].map((text) => emit(bundle(text)))),
  );
  assertEquals(
    steps,
    ["one", "two", "three"].flatMap((text) => [`${text} begins`, `${text} ends`]),
  );
});

Deno.test("emit() throws what the kernel throws, and shows the next bundle all the same", async () => {
  const steps = await slowKernel(1, async () => {
    const broken = emit(bundle("broken")), next = emit(bundle("next"));
    await assertRejects(() => broken, Error, "no such bundle");
    await next;
  });
  assertEquals(steps, ["broken begins", "next begins", "next ends"]);
});
