import { assert, assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { claim, controlWords, part, word } from "../../../lib/backend/engine/control.ts";
import { sharedMemory } from "../../../lib/backend/engine/heap.ts";
import type { Job } from "../../../lib/backend/engine/job.ts";
import { Team } from "../../../lib/backend/engine/team.ts";

Deno.test("part() cuts a range into neighbouring parts, in multiples of the alignment", () => {
  for (const n of [0, 1, 15, 16, 17, 100, 784, 1001]) {
    for (const chunks of [1, 2, 3, 4, 7]) {
      for (const align of [1, 16]) {
        let end = 0;
        for (let chunk = 0; chunk < chunks; chunk++) {
          const [from, to] = part(n, chunk, chunks, align);
          assertEquals(from, end);
          assert(to >= from && (from % align === 0 || from === n));
          end = to;
        }
        assertEquals(end, n);
      }
    }
  }
});

Deno.test("claim() gives each chunk of a job to one caller", () => {
  const words = controlWords(sharedMemory());
  Atomics.store(words, word.ticket, 5 << 8 | 3);
  assertEquals([claim(words), claim(words), claim(words), claim(words)], [2, 1, 0, -1]);
  assertEquals(Atomics.load(words, word.ticket), 5 << 8);
});

/** A team on a fresh memory that counts how often each chunk was done. */
function countingTeam() {
  const memory = sharedMemory(), done: number[] = [];
  const count: Job = (_, chunk) => void (done[chunk] = (done[chunk] ?? 0) + 1);
  return { memory, done, team: new Team(new Map([["count", count]]), memory) };
}

const start = (memory: WebAssembly.Memory) => ({ memory, blasPath: "no-such-library", base: 0 });

Deno.test("Team.run() does every chunk once, alone", () => {
  const { team, done } = countingTeam();
  team.run("count", [], 5);
  assertEquals([team.threads, done], [1, [1, 1, 1, 1, 1]]);
});

Deno.test("Team.start() says why the worker does not begin, and the team goes on alone", async () => {
  const reasons: [URL | undefined, RegExp][] = [
    [undefined, /Cannot start a worker: Cannot load no-such-library/],
    [
      new URL("_silent_worker.ts", import.meta.url),
      /Cannot start a worker: it was not ready after/,
    ],
  ];
  for (const [module, reason] of reasons) {
    const { team, done, memory } = countingTeam();
    const limit = module && 300;
    const error = await assertRejects(() => team.start(start(memory), module, limit), Error);
    assertMatch(error.message, reason);
    team.run("count", [], 3);
    assertEquals([team.threads, done], [1, [1, 1, 1]]);
  }
});

Deno.test("Team.run() goes on alone when the worker has died between jobs", async () => {
  const { team, done, memory } = countingTeam();
  await team.start(start(memory), new URL("_ready_worker.ts", import.meta.url));
  assertEquals(team.threads, 2);
  team.run("count", [], 4);
  assertEquals(done, [1, 1, 1, 1]);
  team.stop();
});

Deno.test("Team.run() throws, and does not hang, when the worker dies with a chunk in hand", async () => {
  const { team, memory } = countingTeam();
  await team.start(start(memory), new URL("_claiming_worker.ts", import.meta.url));
  // The other side claims its chunk as soon as there is one; main's chunk waits until it has.
  const slow: Job = () => {
    const words = controlWords(memory);
    for (let i = 0; i < 1e9 && Atomics.load(words, 127) === 0; i++);
  };
  const other = new Team(new Map([["slow", slow]]), memory, 300);
  await other.start(start(memory), new URL("_ready_worker.ts", import.meta.url));
  const begin = performance.now();
  assertThrows(() => other.run("slow", [], 2), Error, "gave no answer");
  assert(performance.now() - begin < 5000);
  assertThrows(() => other.run("slow", [], 2), Error, "Cannot compute");
  team.stop();
});

Deno.test("Team.run() throws from a failed chunk on, as the worker may still be at the others", async () => {
  const memory = sharedMemory();
  const fail: Job = () => {
    throw new Error("no such address");
  };
  const team = new Team(new Map([["fail", fail], ["idle", () => {}]]), memory);
  await team.start(start(memory), new URL("_ready_worker.ts", import.meta.url));
  assertThrows(() => team.run("fail", [], 2), Error, "no such address");
  assertThrows(() => team.run("idle", [], 2), Error, "Cannot compute: a chunk failed");
  team.stop();
});
