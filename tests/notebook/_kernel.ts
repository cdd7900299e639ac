/** A stand-in for the kernel's `Deno.jupyter`, which exists only in a notebook. */

/** One output that the kernel was asked to show. */
export interface Shown {
  bundle: Record<string, string>;
  displayId?: string;
  update: boolean;
}

interface DisplayOptions {
  display_id?: string;
  update?: boolean;
}

/** Runs `body` as if in a notebook and returns what it showed. */
export async function inKernel(body: () => Promise<unknown>): Promise<Shown[]> {
  const shown: Shown[] = [];
  const display = (bundle: Shown["bundle"], { display_id, update = false }: DisplayOptions) => {
    shown.push({ bundle, displayId: display_id, update });
    return Promise.resolve();
  };
  Object.assign(Deno, { jupyter: { display } });
  try {
    await body();
  } finally {
    Object.assign(Deno, { jupyter: undefined });
  }
  return shown;
}

/** Runs `body` outside a notebook and returns the lines that it printed. */
export async function printed(body: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...words: unknown[]) => void lines.push(words.join(" "));
  try {
    await body();
  } finally {
    console.log = log;
  }
  return lines;
}
