/**
 * Waiting until a publisher has sent what it was given.
 *
 * @module
 */
import type { Address } from "./_publisher.ts";
import { Subscription } from "./_zmtp.ts";

/** How it ended: the echo came, it did not come in time, or there is nobody to hear it from. */
export type Echo = "came" | "late" | "deaf";

/** A frame with more bytes holds no echo. */
const mostBytes = 1024;
/** How long to wait for an echo before calling again, in ms; twice as long each time. */
const firstPause = 2;

/**
 * Calls until the publisher is heard to answer.
 *
 * A publisher that sends one message after the other, and each to its listeners one after the other, the newest last,
 * has then sent all that it was given before to all of them. So this is a new listener each time.
 *
 * @param address the publisher's
 * @param call gives the publisher a message that holds this word. It is called again as long as nothing is heard,
 * since a publisher does not tell a listener from when on it is known
 * @param limit how long to wait, in ms
 */
export async function echo(
  address: Address,
  call: (word: string) => void,
  limit: number,
): Promise<Echo> {
  const word = crypto.randomUUID();
  let connection: Deno.TcpConn | undefined, late = false, next: ReturnType<typeof setTimeout>;
  const close = () => {
    try {
      connection?.close();
    } catch { /* it is closed */ }
  };
  const end = setTimeout(() => {
    late = true;
    close();
  }, limit);
  const callAgain = (pause: number) => {
    call(word);
    next = setTimeout(callAgain, pause, 2 * pause);
  };
  try {
    connection = await Deno.connect(address);
    const subscription = await Subscription.begin(connection);
    callAgain(firstPause);
    while (!late) {
      const frame = await subscription.next(mostBytes);
      if (frame && new TextDecoder().decode(frame).includes(word)) return "came";
    }
    return "late";
  } catch {
    return late ? "late" : "deaf";
  } finally {
    clearTimeout(end);
    clearTimeout(next!);
    close();
  }
}
