/** A stand-in for a kernel's publisher of outputs. */
import type { Address } from "../../lib/notebook/_publisher.ts";

/** Listens while `body` runs, and does with every connection what `serve` says. */
export async function withPublisher(
  serve: (connection: Deno.TcpConn) => Promise<unknown>,
  body: (address: Address) => Promise<unknown>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { hostname, port } = listener.addr;
  const connections: Promise<unknown>[] = [];
  const accepting = (async () => {
    for await (const connection of listener) {
      const served = serve(connection).catch(() => {}); // the other side has gone
      connections.push(served.finally(() => connection.close()));
    }
  })();
  try {
    await body({ hostname, port });
  } finally {
    listener.close();
    await accepting;
    await Promise.all(connections);
  }
}

/** The publisher's part of the beginning, up to the subscription. */
export async function welcome(connection: Deno.Conn): Promise<void> {
  const greeting = new Uint8Array(64);
  greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0, ...encode("NULL")]);
  await write(connection, greeting);
  await read(connection, 64);
  const ready = `\x05READY\x0bSocket-Type\0\0\0\x03PUB`;
  await write(connection, Uint8Array.of(4, ready.length, ...encode(ready)));
  const [flags, length] = await read(connection, 2);
  if (flags !== 4) throw new Error(`Cannot go on: expected READY, found ${flags}`);
  await read(connection, length!);
  const subscription = await read(connection, 3);
  if (`${subscription}` !== "0,1,1") throw new Error(`Cannot go on: found ${subscription}`);
}

/** A frame as ZMTP writes it: of more than 255 bytes, or if it shall be, with a long length. */
export function frame(body: string, long = body.length > 255): Uint8Array {
  const bytes = new Uint8Array((long ? 9 : 2) + body.length), view = new DataView(bytes.buffer);
  bytes[0] = long ? 2 : 0;
  if (long) view.setBigUint64(1, BigInt(body.length));
  else bytes[1] = body.length;
  bytes.set(encode(body), bytes.length - body.length);
  return bytes;
}

/** Writes bytes, `size` at a time. */
export async function write(
  connection: Deno.Conn,
  bytes: Uint8Array,
  size = bytes.length,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += await connection.write(bytes.subarray(done, done + size));
  }
}

/** Reads until the other side goes. */
export async function untilGone(connection: Deno.Conn): Promise<void> {
  while (await connection.read(new Uint8Array(1024)) !== null);
}

async function read(connection: Deno.Conn, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const count = await connection.read(bytes.subarray(done));
    if (count === null) throw new Error("Cannot go on: the listener has gone");
    done += count;
  }
  return bytes;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
