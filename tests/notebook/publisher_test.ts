import { assertEquals, assertThrows } from "@std/assert";
import { connectionFile, findPublisher, publisherIn } from "../../lib/notebook/_publisher.ts";

Deno.test("connectionFile() finds the file on a kernel's command line", () => {
  const paths = ["/run/kernel-7.json", "/home/an owner/my lab/kernel-v3.7.json", "C:\\tmp\\k.json"];
  for (const path of paths) {
    assertEquals(connectionFile(`/opt/deno jupyter --kernel --conn ${path} `), path);
    assertEquals(connectionFile(`/opt/deno jupyter --conn=${path} --kernel`), path);
  }
});

Deno.test("connectionFile() finds nothing on another program's command line", () => {
  const lines = [
    ...["", "deno test -A", "deno jupyter --install", "deno run a.ts --conn kernel.json"],
    "deno jupyter --kernel --conn",
  ];
  for (const line of lines) assertEquals(connectionFile(line), undefined);
});

Deno.test("publisherIn() reads where a kernel publishes", () => {
  const file = { transport: "tcp", ip: "127.0.0.1", iopub_port: 4711, shell_port: 4712, key: "" };
  const address = { hostname: "127.0.0.1", port: 4711 };
  assertEquals(publisherIn(JSON.stringify(file)), address);
  assertEquals(publisherIn(JSON.stringify({ ...file, transport: undefined })), address);
  assertEquals(publisherIn(JSON.stringify({ ...file, transport: "ipc" })), undefined);
  assertEquals(publisherIn("{}"), undefined);
  assertThrows(() => publisherIn("no JSON"), SyntaxError);
});

Deno.test("findPublisher() finds none outside a notebook", async () => {
  assertEquals(await findPublisher(), undefined);
});
