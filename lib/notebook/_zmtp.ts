/**
 * As much of ZeroMQ's protocol (ZMTP 3.0) as it takes to listen to a publisher.
 *
 * @module
 */

const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

/** Signature, version 3.0, the mechanism NULL, and zeros up to 64 bytes. */
const greeting = new Uint8Array(64);
greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0, ...ascii("NULL")]);

/** A frame's flags: more frames follow, a length of 8 bytes, a command. There are no others. */
const long = 2, command = 4, anyFlag = 7;
/** No frame is this long: whatever claims to be is not a frame. */
const tooLong = 2 ** 40;

const readyBody = [5, ...ascii("READY"), 11, ...ascii("Socket-Type"), 0, 0, 0, 3, ...ascii("SUB")];
const ready = Uint8Array.of(command, readyBody.length, ...readyBody);
/** The message that asks for every topic. */
const everyTopic = Uint8Array.of(0, 1, 1);

/** What a publisher sends, frame by frame. */
export class Subscription {
  readonly #connection: Deno.Conn;
  readonly #buffer = new Uint8Array(2 ** 16);
  /** What was read and is not yet taken. */
  #rest = this.#buffer.subarray(0, 0);

  private constructor(connection: Deno.Conn) {
    this.#connection = connection;
  }

  /**
   * Subscribes to everything. The publisher does not confirm it.
   *
   * @param connection to the publisher; the caller closes it
   * @throws {Error} when the other side speaks something else, or goes
   */
  static async begin(connection: Deno.TcpConn): Promise<Subscription> {
    const subscription = new Subscription(connection);
    // Either side holds back a short message for 40 ms while its last one is not acknowledged. Ours go at once; the
    // publisher's, because each step here waits for one of its and acknowledges it.
    connection.setNoDelay();
    await writeAll(connection, greeting);
    const found = await subscription.#take(greeting.length);
    if (found[0] !== 0xff || found[9] !== 0x7f || found[10]! < 3) throw notZmtp();
    await writeAll(connection, ready);
    await subscription.next(0);
    await writeAll(connection, everyTopic);
    return subscription;
  }

  /**
   * Reads one frame.
   *
   * @param most how many bytes are of interest
   * @returns its bytes, or nothing where there are more
   * @throws {Error} when it is not a frame, or the publisher has gone
   */
  async next(most: number): Promise<Uint8Array | undefined> {
    const flags = (await this.#take(1))[0]!;
    if (flags > anyFlag) throw notZmtp();
    const length = flags & long
      ? Number(new DataView((await this.#take(8)).buffer).getBigUint64(0))
      : (await this.#take(1))[0]!;
    if (length > tooLong) throw notZmtp();
    if (length <= most) return await this.#take(length);
    for (let left = length; left > 0;) left -= (await this.#some(left)).length;
  }

  async #take(length: number): Promise<Uint8Array> {
    const taken = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const piece = await this.#some(length - done);
      taken.set(piece, done);
      done += piece.length;
    }
    return taken;
  }

  async #some(most: number): Promise<Uint8Array> {
    if (this.#rest.length === 0) {
      const read = await this.#connection.read(this.#buffer);
      if (read === null) throw new Error("Cannot listen any longer: the publisher has gone");
      this.#rest = this.#buffer.subarray(0, read);
    }
    const piece = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }
}

function notZmtp(): Error {
  return new Error("Cannot listen: expected a publisher that speaks ZMTP 3, found something else");
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await connection.write(bytes.subarray(done));
}
