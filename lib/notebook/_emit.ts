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

/**
 * How long the kernel gets to send an output, in ms. It hands outputs to a thread of its own and tells nobody when
 * they are gone; what is sent after the end of its cell is lost or lands in the next one.
 */
const sending = 30;

/** Shows a bundle, and waits until the kernel had time to send it. */
export async function emit(
  bundle: Bundle,
  { displayId, update = false }: Target = {},
): Promise<void> {
  const jupyter = kernel();
  if (jupyter) {
    await jupyter.display(bundle, { raw: true, update, display_id: displayId });
  } else {
    console.log(bundle["text/plain"]);
  }
  if (jupyter) await new Promise((resolve) => setTimeout(resolve, sending));
}
