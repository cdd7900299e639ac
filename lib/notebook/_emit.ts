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
  await new Promise((resolve) => setTimeout(resolve, 0));
}
