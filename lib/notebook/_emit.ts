import { sent } from "./_sent.ts";

type Bundle = Record<string, string | object>;

/** The kernel's side of `Deno.jupyter`, or nothing outside a notebook, where reading it throws. */
function kernel(): typeof Deno.jupyter | undefined {
  try {
    return Deno.jupyter;
  } catch {
    return undefined;
  }
}

/** Whether this code runs in a notebook's kernel. */
export const inNotebook = (): boolean => typeof kernel()?.display === "function";

/** Where an output goes. */
export interface Target {
  /** A name by which a later call can replace the output. */
  displayId?: string;
  /** Whether this replaces the output of that name. */
  update?: boolean;
}

let last: Promise<void> = Promise.resolve();

/**
 * Shows a bundle, and waits until the kernel has sent it. One after the other, in the order of the calls.
 */
export function emit(bundle: Bundle, target: Target = {}): Promise<void> {
  const shown = last.then(() => show(bundle, target));
  last = shown.catch(() => {});
  return shown;
}

async function show(bundle: Bundle, { displayId, update = false }: Target): Promise<void> {
  const jupyter = kernel();
  if (!jupyter) return console.log(bundle["text/plain"]);
  await jupyter.display(bundle, { raw: true, update, display_id: displayId });
  await sent(jupyter);
}
