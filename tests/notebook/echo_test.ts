import { assert, assertEquals, assertLess } from "@std/assert";
import { echo } from "../../lib/notebook/_echo.ts";
import { frame, untilGone, welcome, withPublisher, write } from "./_publisher.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const nobody = () => {};

/** Publishes what is called, except for the first `missed` calls. */
function publisher(missed: number) {
  const calls: string[] = [];
  const serve = async (connection: Deno.TcpConn) => {
    await welcome(connection);
    let gone = false;
    untilGone(connection).then(() => gone = true, () => gone = true);
    for (let next = missed;; next++) {
      while (calls.length <= next && !gone) await pause(1);
      if (gone) return;
      await write(connection, frame("x".repeat(5000)));
      await write(connection, frame(`{"word":"${calls[next]}"}`));
    }
  };
  return { calls, serve };
}

Deno.test("echo() waits until its word comes back", async () => {
  const { calls, serve } = publisher(0);
  await withPublisher(serve, async (address) => {
    assertEquals(await echo(address, (word) => calls.push(word), 5000), "came");
  });
  assertEquals(new Set(calls).size, 1);
});

Deno.test("echo() calls again until it is heard", async () => {
  const { calls, serve } = publisher(3);
  await withPublisher(serve, async (address) => {
    assertEquals(await echo(address, (word) => calls.push(word), 5000), "came");
  });
  assert(calls.length >= 4, `${calls.length} calls`);
});

Deno.test("echo() does not take another's word for its own", async () => {
  const { calls, serve } = publisher(0);
  await withPublisher(serve, async (address) => {
    assertEquals(await echo(address, () => calls.push("another"), 100), "late");
  });
});

Deno.test("echo() goes on at its time limit when a publisher says nothing", async () => {
  const silences = [
    untilGone, // not even a greeting
    async (connection: Deno.TcpConn) => {
      await welcome(connection);
      await untilGone(connection);
    },
    async (connection: Deno.TcpConn) => {
      await welcome(connection);
      await write(connection, frame("x".repeat(100_000)).subarray(0, 50_000));
      await untilGone(connection);
    },
  ];
  for (const serve of silences) {
    await withPublisher(serve, async (address) => {
      const begin = performance.now();
      assertEquals(await echo(address, nobody, 100), "late");
      assertLess(performance.now() - begin, 1000);
    });
  }
});

Deno.test("echo() does not wait for a server that is no publisher, goes, or is not there", async () => {
  const http = new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n".repeat(4));
  let gone = { hostname: "127.0.0.1", port: 0 };
  await withPublisher((connection) => write(connection, http), async (address) => {
    assertEquals(await echo(address, nobody, 5000), "deaf");
    gone = address;
  });
  await withPublisher(welcome, async (address) => {
    assertEquals(await echo(address, nobody, 5000), "deaf");
  });
  assertEquals(await echo(gone, nobody, 5000), "deaf");
});
