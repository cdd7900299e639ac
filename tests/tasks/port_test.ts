import { assert, assertEquals, assertGreater } from "@std/assert";
import { firstFreePort, isFree } from "../../lib/tasks/setup/port.ts";

Deno.test("isFree() tells a taken port, and firstFreePort() passes over it", () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr as Deno.NetAddr;
  assertEquals(isFree(port), false);
  const next = firstFreePort(port);
  assertGreater(next, port);
  assert(isFree(next));
});
