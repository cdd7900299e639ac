/**
 * What a figure is: the part of Plotly's JSON that this project uses.
 *
 * @module
 */

/** A font of a text. */
export interface Font {
  /** CSS font family. */
  family?: string;
  /** Pixels. */
  size?: number;
  /** CSS colour. */
  color?: string;
}

/** A line's looks. */
export interface Line {
  /** CSS colour. */
  color: string;
  /** Pixels. */
  width?: number;
  /** A name such as `dot`, or lengths such as `9px,3px`. */
  dash?: string;
}

/** What all traces have in common. */
export interface TraceBase {
  /** What the trace shows. */
  name?: string;
  /** Values. */
  y: number[];
  /** The x axis it belongs to. */
  xaxis?: string;
  /** The y axis it belongs to. */
  yaxis?: string;
  /** Whether the axes cut off what reaches beyond them. */
  cliponaxis?: boolean;
  /** What the pointer shows. */
  hovertemplate?: string;
}

/** Points joined by a line, or markers. */
export interface ScatterTrace extends TraceBase {
  /** The kind of trace. */
  type: "scatter";
  /** Lines, markers, or both. */
  mode: "lines" | "markers" | "lines+markers";
  /** Positions; left out when evenly spaced by {@link ScatterTrace.x0} and {@link ScatterTrace.dx}. */
  x?: number[];
  /** First position of evenly spaced points. */
  x0?: number;
  /** Distance between evenly spaced points. */
  dx?: number;
  /** The line's looks. */
  line?: Line;
  /** The markers' looks. */
  marker?: { color: string; size: number; symbol?: string; line?: Line };
  /** From 0, invisible, to 1. */
  opacity?: number;
  /** Hides the trace from the pointer. */
  hoverinfo?: "skip";
}

/** Bars. */
export interface BarTrace extends TraceBase {
  /** The kind of trace. */
  type: "bar";
  /** Positions, or names of the bars. */
  x: number[] | string[];
  /** One width for each bar, in the axis's units. */
  width?: number[];
  /** What is written at each bar. */
  text?: string[];
  /** Where that is written. */
  textposition?: "outside";
  /** Font of that text. */
  textfont?: Font;
  /** The bars' colour, or one for each. */
  marker?: { color: string | string[] };
}

/** One layer of data. */
export type Trace = ScatterTrace | BarTrace;

/** An axis of a panel. */
export interface Axis {
  /** Its title. */
  title?: { text: string; font?: Font; standoff?: number };
  /** Its share of the figure, from 0 to 1. */
  domain?: [number, number];
  /** First and last value shown; powers of ten on a log axis. */
  range?: [number, number];
  /** Linear unless told. */
  type?: "log" | "category";
  /** The axis it stands at. */
  anchor?: string;
  /** Whether it is shown at all. */
  visible?: boolean;
  /** Whether grid lines are drawn. */
  showgrid?: boolean;
  /** Colour of the grid lines. */
  gridcolor?: string;
  /** Whether zero has a line. */
  zeroline?: boolean;
  /** Whether its own line is drawn. */
  showline?: boolean;
  /** Colour of its own line. */
  linecolor?: string;
  /** Where tick marks stand. */
  ticks?: "outside" | "";
  /** Length of the tick marks in pixels. */
  ticklen?: number;
  /** Colour of the tick marks. */
  tickcolor?: string;
  /** Font of the tick labels. */
  tickfont?: Font;
  /** The most ticks that are drawn. */
  nticks?: number;
  /** Exactly these ticks. */
  tickvals?: number[];
  /** Distance between ticks; `D1` and `D2` on a log axis. */
  dtick?: number | string;
  /** Format of the tick labels. */
  tickformat?: string;
  /** How powers of ten are written. */
  exponentformat?: "power" | "none";
  /** Whether the tick labels are drawn. */
  showticklabels?: boolean;
  /** Rotation of the tick labels. */
  tickangle?: number;
  /** Whether the pointer can zoom. */
  fixedrange?: boolean;
  /** Whether the margin grows with the labels. */
  automargin?: boolean;
}

/** Where a text or picture stands. */
export interface Placed {
  /** Horizontal position. */
  x: number;
  /** Vertical position. */
  y: number;
  /** An axis, or `paper`: from 0 to 1 across the plotting area; `container`: across the figure. */
  xref: string;
  /** The same for y. */
  yref: string;
  /** Which side stands at x. */
  xanchor: "left" | "center" | "right";
  /** Which side stands at y; Plotly chooses when left out. */
  yanchor?: "top" | "middle" | "bottom";
}

/** A text placed by coordinates. */
export interface Annotation extends Placed {
  /** The text; `<b>`, `<i>`, `<sub>`, `<sup>` and `<br>` are understood. */
  text: string;
  /** Pixels to the right. */
  xshift?: number;
  /** Pixels up. */
  yshift?: number;
  /** No arrows: plotly.js needs a screen to draw one. */
  showarrow: false;
  /** Font of the text. */
  font?: Font;
  /** How the lines of the text are aligned. */
  align?: "left";
  /** Colour behind the text. */
  bgcolor?: string;
  /** Space around the text, in pixels. */
  borderpad?: number;
}

/** A line or rectangle placed by coordinates. */
export interface Shape {
  /** The kind of shape. */
  type: "line" | "rect";
  /** Left. */
  x0: number;
  /** Right. */
  x1: number;
  /** One end. */
  y0: number;
  /** The other end. */
  y1: number;
  /** An axis, `paper`, or an axis's domain such as `x domain`. */
  xref?: string;
  /** The same for y. */
  yref?: string;
  /** The line's looks. */
  line?: Line;
  /** Colour inside. */
  fillcolor?: string;
  /** Behind the data; in front of it when left out. */
  layer?: "below";
}

/** A picture placed by coordinates. */
export interface LayoutImage extends Placed {
  /** A data URI. */
  source: string;
  /** Width in the reference's units. */
  sizex: number;
  /** Height in the reference's units. */
  sizey: number;
  /** How it fills the space. */
  sizing: "contain" | "stretch";
  /** Behind the data. */
  layer: "below";
}

/** A slider below the figure. */
export interface Slider {
  /** The first stop. */
  active: number;
  /** Its stops from left to right: what is written there, and what changes in the layout. */
  steps: { label: string; method: "relayout"; args: [Record<string, string>] }[];
  /** What stands above it, before the stop's label. */
  currentvalue?: { prefix: string; font?: Font };
  /** Left end, as a share of the plotting area. */
  x?: number;
  /** Length, as a share of the plotting area. */
  len?: number;
  /** Space around it, in pixels. */
  pad?: { t: number };
  /** Font of the stops' labels. */
  font?: Font;
}

/** All but the data. */
export interface Layout {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Space around the panels, in pixels. */
  margin: { l: number; r: number; t: number; b: number };
  /** Title of the whole figure. */
  title?: Placed & { text: string; pad: { l: number; t: number }; font: Font };
  /** Font of all texts that name no other. */
  font?: Font;
  /** Colour behind everything. */
  paper_bgcolor?: string;
  /** Colour behind the data. */
  plot_bgcolor?: string;
  /** Whether there is a legend. */
  showlegend?: boolean;
  /** How the pointer finds points. */
  hovermode?: "closest";
  /** Space between bars, from 0 to 1. */
  bargap?: number;
  /** Texts. */
  annotations?: Annotation[];
  /** Lines and rectangles. */
  shapes?: Shape[];
  /** Pictures. */
  images?: LayoutImage[];
  /** Sliders. */
  sliders?: Slider[];
  /** The axes: `xaxis`, `xaxis2`, ... */
  [axis: `xaxis${string}`]: Axis;
  /** The axes: `yaxis`, `yaxis2`, ... */
  [axis: `yaxis${string}`]: Axis;
}

/** A figure: Plotly's data and layout, plain JSON. */
export interface Figure {
  /** The layers of data. */
  data: Trace[];
  /** All else. */
  layout: Layout;
}
