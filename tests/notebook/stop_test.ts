import { assertEquals } from "@std/assert";

const ignore = Deno.build.os === "windows";
const url = JSON.stringify(new URL("../../lib/notebook/stop.ts", import.meta.url).href);

/** Runs code in a program of its own, since an interrupt would end the tests; `press()` interrupts it. */
async function program(code: string) {
  const { stdout, signal, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--no-lock",
      `const { stopButton } = await import(${url});
       const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
       const press = async () => (Deno.kill(Deno.pid, "SIGINT"), await pause(100));
       ${code}`,
    ],
    stderr: "inherit",
  }).output();
  return { lines: new TextDecoder().decode(stdout).trim().split("\n"), signal, success };
}

const stopped = "Stopped: what was done so far is kept";

Deno.test({
  name: "stopButton() aborts its signal instead of ending the program",
  ignore,
  fn: async () => {
    const { lines, success } = await program(`
      const stop = stopButton();
      await press();
      console.log(stop.signal.aborted, stop.signal.reason.name);`);
    assertEquals(lines, [stopped, "true AbortError"]);
    assertEquals(success, true);
  },
});

Deno.test({
  name: "stopButton() stops the newest when a cell was run again, and hears a second press",
  ignore,
  fn: async () => {
    const { lines } = await program(`
      const first = stopButton(), second = stopButton();
      first.release();
      await press();
      console.log(first.signal.aborted, second.signal.aborted);
      await press();`);
    assertEquals(lines, [
      stopped,
      "false true",
      "This cell does not stop early: the kernel and its variables are kept",
    ]);
  },
});

Deno.test({
  name: "stopButton() leaves Ctrl+C as it was once released",
  ignore,
  fn: async () => {
    const { signal } = await program(`
      stopButton().release();
      await press();`);
    assertEquals(signal, "SIGINT");
  },
});
