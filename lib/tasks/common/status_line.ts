/**
 * One line that says what is going on.
 *
 * @module
 */

/**
 * Shows a text on the terminal's last line, over what stood there; shows nothing where there is no terminal.
 *
 * @param text what to show; nothing clears the line
 */
export function showStatus(text = ""): void {
  if (!Deno.stderr.isTerminal()) return;
  const shown = text.slice(0, (Deno.consoleSize().columns || 80) - 1);
  Deno.stderr.writeSync(new TextEncoder().encode(`\r\x1b[K${shown}`));
}
