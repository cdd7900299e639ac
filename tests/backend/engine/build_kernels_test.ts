import { assertEquals } from "@std/assert";
import { capture } from "../../../lib/tasks/common/capture.ts";
import { root } from "../../../lib/tasks/common/paths.ts";

Deno.test("deno task build-kernels --check finds in kernels.wasm what the source compiles to, each time", async () => {
  const check = ["run", "-qA", "lib/tasks/build_kernels.ts", "--check"];
  for (let i = 0; i < 2; i++) {
    const { code, output } = await capture(Deno.execPath(), check, { cwd: root });
    const said = "lib/backend/engine/kernels.wasm is what its source compiles to";
    assertEquals([code, output.trim()], [0, said]);
  }
});
