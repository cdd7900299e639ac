import { assertEquals, assertThrows } from "@std/assert";
import * as v from "valibot";
import { checkJson, parseJson } from "../../lib/files/parse_json.ts";

const schema = v.object({ run: v.object({ seed: v.number() }) });
const parse = (json: string | Uint8Array) => parseJson(schema, json, "a run", "run.json");
const check = (value: unknown) => checkJson(schema, value, "a run", "run.json");

Deno.test("parseJson() takes text and bytes, checkJson() what was parsed, and both let further keys through", () => {
  const found = { run: { seed: 3 } }, text = '{ "run": { "seed": 3 }, "more": 1 }';
  assertEquals(parse(text), found);
  assertEquals(parse(new TextEncoder().encode(text)), found);
  assertEquals(check(JSON.parse(text)), found);
});

Deno.test("parseJson() says what was expected, what was found, at which key and in which file", () => {
  const refuse = (json: unknown, message: string) => {
    const read = () => typeof json === "string" ? parse(json) : check(json);
    const { message: found } = assertThrows(read, SyntaxError) as Error;
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
