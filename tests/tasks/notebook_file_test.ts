import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { normalise, readNotebook, writeNotebook } from "../../lib/tasks/notebook/file.ts";
import { UserError } from "../../lib/tasks/common/user_error.ts";
import { codeCell, notebookOf, stream } from "./_notebook.ts";
import { inTempDir } from "../_temp_dir.ts";

Deno.test("normalise() takes out times and versions and keeps the course's own notes", () => {
  const notebook = notebookOf({
    ...codeCell("1"),
    metadata: { execution: { "shell.execute_reply": "2024-01-01" }, tags: ["keep"] },
  });
  notebook.metadata = {
    gan_clinic: { quick: { EPOCHS: 2 } },
    kernelspec: { name: "deno-2", display_name: "Mine" },
    language_info: { name: "typescript", version: "5.9" },
  };
  const { cells, metadata } = normalise(notebook);
  assertEquals(cells[0]?.metadata, { tags: ["keep"] });
  assertEquals(metadata.gan_clinic, { quick: { EPOCHS: 2 } });
  assertEquals((metadata.kernelspec as { name: string }).name, "deno");
  assertEquals("version" in (metadata.language_info as object), false);
});

Deno.test("normalise() joins what was written to one stream in a row", () => {
  const outputs = [stream("a\nb"), stream("c\n"), stream("w", "stderr"), stream("d")];
  assertEquals(normalise(notebookOf(codeCell("1", outputs))).cells[0]?.outputs, [
    { ...stream(""), text: ["a\n", "bc\n"] },
    stream("w", "stderr"),
    stream("d"),
  ]);
});

Deno.test("writeNotebook() writes what readNotebook() reads, and nothing beside it", () =>
  inTempDir(async (folder) => {
    const path = join(folder, "a.ipynb");
    const notebook = normalise(notebookOf(codeCell("1;", [stream("1\n")])));
    await writeNotebook(path, notebook);
    await writeNotebook(path, await readNotebook(path));
    assertEquals(await readNotebook(path), notebook);
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["a.ipynb"]);
  }));

Deno.test("readNotebook() refuses a missing file, another format and no JSON", () =>
  inTempDir(async (folder) => {
    const path = join(folder, "a.ipynb");
    const refused = (part: string) => assertRejects(() => readNotebook(path), UserError, part);
    await refused("Cannot read notebook");
    await Deno.writeTextFile(path, '{ "nbformat": 3, "cells": [] }');
    await refused("expected format 4, got 3");
    await Deno.writeTextFile(path, '{ "nbformat": 4,');
    await refused("Cannot read notebook");
  }));
