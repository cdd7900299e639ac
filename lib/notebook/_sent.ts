/**
 * Waiting until the kernel has sent what the notebook displayed.
 *
 * The kernel puts outputs into a queue of another thread and does not say when they have been sent. What it sends after the
 * end of a cell is lost, or lands in the next one. But it publishes them on a port of this machine, in their order: who
 * listens there knows.
 *
 * @module
 */
import { echo } from "./_echo.ts";
import { type Address, findPublisher } from "./_publisher.ts";

type Kernel = Pick<typeof Deno.jupyter, "broadcast">;

/** How long to wait for the kernel, in ms; and how long where it was late the last time, so that nothing hangs. */
const usualLimit = 10_000, shortLimit = 1_000;
/** How long to wait where the kernel cannot be heard, in ms. Mostly it has sent a display by then. */
const hope = 30;

let publisher: Promise<Address | undefined> | undefined;
let limit = usualLimit;

/**
 * Waits until everything displayed and printed so far is sent, or until that takes too long.
 *
 * @param kernel what publishes
 */
export async function sent(kernel: Kernel): Promise<void> {
  publisher ??= findPublisher();
  const address = await publisher;
  const heard = address ? await echo(address, (word) => call(kernel, word), limit) : "deaf";
  limit = heard === "late" ? shortLimit : usualLimit;
  if (heard === "deaf") await new Promise((resolve) => setTimeout(resolve, hope));
}

/** Updates an output that nobody has: every frontend ignores that. */
function call(kernel: Kernel, word: string): void {
  const content = { data: {}, metadata: {}, transient: { display_id: word } };
  kernel.broadcast("update_display_data", content);
}
