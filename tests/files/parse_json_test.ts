import { assertEquals, assertThrows } from "@std/assert";
import * as v from "valibot";
import { parseJson } from "../../lib/files/parse_json.ts";

const schema = v.object({ run: v.object({ seed: v.number() }) });
const parse = (json: unknown) => parseJson(schema, json, "a run", "run.json");

Deno.test("parseJson() takes text, bytes and what was parsed, and lets further keys through", () => {
  const found = { run: { seed: 3 } }, text = '{ "run": { "seed": 3 }, "more": 1 }';
  assertEquals(parse(text), found);
  assertEquals(parse(new TextEncoder().encode(text)), found);
  assertEquals(parse(JSON.parse(text)), found);
});

Deno.test("parseJson() says what was expected, what was found, at which key and in which file", () => {
  const refuse = (json: unknown, message: string) => {
    const { message: found } = assertThrows(() => parse(json), SyntaxError) as Error;
    assertEquals(found, message);
  };
  refuse("{", 'Cannot read a run: expected JSON, got "{": run.json');
  refuse("", "Cannot read a run: expected JSON, got nothing: run.json");
  refuse("[]", "Cannot read a run: expected the key run, got none: run.json");
  refuse(
    { run: { seed: "3" } },
    'Cannot read a run: expected number, got "3" at run.seed: run.json',
  );
});
