import type { Metrics } from "../gan/history.ts";
import type { Font, Line } from "./figure.ts";

/** The two networks of a GAN, D and G. */
export type Network = "D" | "G";

/** How one curve looks: its colour, and a dash for readers who cannot tell the colours apart. */
export type Look = Pick<Line, "color" | "dash">;

const gDash = "7px,3px";

/** D is red and solid, G blue and dashed, in every figure. */
export const looks: Record<keyof Metrics, Look> = {
  dLoss: { color: "#c0392b" },
  gLoss: { color: "#1f6fb4", dash: gDash },
  dReal: { color: "#2e7d4f" },
  dFake: { color: "#b3720a", dash: gDash },
};

const networkColors: Record<Network, string> = { D: looks.dLoss.color, G: looks.gLoss.color };

/** The colour of a network; grey for what belongs to neither. */
export const colorOf = (network?: Network): string => network ? networkColors[network] : "#5b6770";

export const ink = "#2b2b2b";
export const paleInk = "#666666";
/** What JupyterLab shows uncut in a window of 1280 pixels with its file list open. */
export const width = 840;

const family = "Helvetica, Arial, sans-serif";

/** The font of all texts, 13 pixels unless told. */
export const font = (size = 13, color = ink): Font => ({ family, size, color });

/** Mixes a colour with white: 0 leaves it as it is, 1 is white. */
export function pale(color: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16);
    return Math.round(value + (255 - value) * share).toString(16).padStart(2, "0");
  });
  return `#${mixed.join("")}`;
}

/** A number to five significant digits, which keeps a figure small. */
export const short = (value: number): number => Number(value.toPrecision(5));

/** Where plotly.js expects ranges and annotations for a value: at its logarithm on a log axis. */
export const place = (value: number, logScale: boolean): number =>
  logScale ? Math.log10(value) : value;
