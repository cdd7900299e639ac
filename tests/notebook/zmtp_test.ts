import { assertEquals, assertRejects } from "@std/assert";
import { Subscription } from "../../lib/notebook/_zmtp.ts";
import { frame, untilGone, welcome, withPublisher, write } from "./_publisher.ts";

/** Listens to a publisher that does as told after the subscription, or from the beginning. */
async function listening(
  serve: (connection: Deno.TcpConn) => Promise<unknown>,
  body: (subscription: Subscription) => Promise<unknown>,
) {
  await withPublisher(serve, async (address) => {
    using connection = await Deno.connect(address);
    await body(await Subscription.begin(connection));
  });
}

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

Deno.test("Subscription gives the frames of up to so many bytes, and passes over longer ones", () =>
  listening(async (connection) => {
    await welcome(connection);
    await write(connection, frame("short"));
    await write(connection, frame("x".repeat(300_000)));
    await write(connection, frame("y".repeat(300)));
    await write(connection, frame(""));
    await write(connection, frame("short, with a long length", true));
  }, async (subscription) => {
    assertEquals(text(await subscription.next(1000)), "short");
    assertEquals(await subscription.next(1000), undefined);
    assertEquals(text(await subscription.next(1000)), "y".repeat(300));
    assertEquals(text(await subscription.next(1000)), "");
    assertEquals(text(await subscription.next(1000)), "short, with a long length");
  }));

Deno.test("Subscription puts frames together that come in pieces", () =>
  listening(async (connection) => {
    await welcome(connection);
    for (const length of [7, 400, 2000]) await write(connection, frame("z".repeat(length)), 3);
  }, async (subscription) => {
    assertEquals(text(await subscription.next(400)), "z".repeat(7));
    assertEquals(text(await subscription.next(400)), "z".repeat(400));
    assertEquals(await subscription.next(400), undefined);
  }));

Deno.test("Subscription refuses a server that speaks something else", async () => {
  const http = new TextEncoder().encode(`HTTP/1.1 400 Bad Request\r\n${" ".repeat(64)}`);
  await assertRejects(
    () => listening((connection) => write(connection, http), () => Promise.resolve()),
    Error,
    "expected a publisher that speaks ZMTP 3",
  );
});

Deno.test("Subscription refuses what is no frame", async () => {
  for (const garbage of [[8, 1, 1], [2, 255, 255, 255, 255, 255, 255, 255, 255]]) {
    await assertRejects(
      () =>
        listening(async (connection) => {
          await welcome(connection);
          await write(connection, Uint8Array.from(garbage));
          await untilGone(connection);
        }, (subscription) => subscription.next(1000)),
      Error,
      "expected a publisher that speaks ZMTP 3",
    );
  }
});

Deno.test("Subscription says that the publisher has gone, also in the middle of a frame", async () => {
  for (const last of [0, 1, 5, 600]) {
    await assertRejects(
      () =>
        listening(async (connection) => {
          await welcome(connection);
          await write(connection, frame("x".repeat(1200)).subarray(0, last));
        }, (subscription) => subscription.next(1000)),
      Error,
      "the publisher has gone",
    );
  }
});
