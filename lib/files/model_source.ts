/** Where a model's files are: a folder, a `model.json`, or a URL of either. */

/** Reads the files of a model. */
export interface ModelSource {
  /** The name of the file that describes the model. */
  readonly json: string;
  /** How a file is called in messages: its path or URL. */
  place(name: string): string;
  /** Reads a file, named relative to the one that describes the model. */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** How long a server may take to answer, in ms. */
const downloadTimeout = 60_000;

/**
 * Finds a model's files.
 *
 * @param source a path, a `file:`, `http:` or `https:` URL, or in a browser a relative URL
 * @returns how to read them
 */
export function modelSource(source: string | URL): ModelSource {
  const [, folder, json] = /^(.*?)[/\\]?([^/\\]*\.json)?$/.exec(String(source))!;
  const place = (name: string) => folder ? `${folder}/${name}` : name;
  return {
    json: json ?? "model.json",
    place,
    async read(name) {
      const file = place(name);
      if (/^https?:/.test(file) || !globalThis.Deno) return await download(file);
      return await Deno.readFile(file.startsWith("file:") ? new URL(file) : file).catch((error) => {
        throw new Error(error instanceof Deno.errors.NotFound ? "no such file" : error.message);
      });
    },
  };
}

async function download(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeout) });
  if (response.ok) return await response.bytes();
  await response.body?.cancel();
  throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
}
