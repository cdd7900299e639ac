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
  /** How the points are joined; `hv` and `hvh` draw steps. */
  shape?: "linear" | "hv" | "hvh";
}

/** Points joined by a line, or markers. */
export interface ScatterTrace {
  /** The kind of trace. */
  type: "scatter";
  /** Lines, markers, or both. */
  mode: "lines" | "markers" | "lines+markers";
  /** What the trace shows. */
  name?: string;
  /** Positions; left out when evenly spaced by {@link ScatterTrace.x0} and {@link ScatterTrace.dx}. */
  x?: number[];
  /** First position of evenly spaced points. */
  x0?: number;
  /** Distance of evenly spaced points. */
  dx?: number;
  /** Values. */
  y: number[];
  /** The x axis it belongs to. */
  xaxis?: string;
  /** The y axis it belongs to. */
  yaxis?: string;
  /** The line's looks. */
  line?: Line;
  /** The markers' looks. */
  marker?: { color: string; size: number; symbol?: string; line?: Line };
  /** From 0, invisible, to 1. */
  opacity?: number;
  /** Fills the area down to zero. */
  fill?: "tozeroy";
  /** CSS colour of the filled area. */
  fillcolor?: string;
  /** Whether the axis may cut off a marker. */
  cliponaxis?: boolean;
  /** Whether the pointer finds it. */
  hoverinfo?: "skip";
  /** What the pointer shows. */
  hovertemplate?: string;
}

/** Bars. */
export interface BarTrace {
  /** The kind of trace. */
  type: "bar";
  /** What the trace shows. */
  name?: string;
  /** Positions, or names of the bars. */
  x: number[] | string[];
  /** Heights. */
  y: number[];
  /** One width for each bar, in the axis's units. */
  width?: number | number[];
  /** What is written at each bar. */
  text?: string[];
  /** Where that is written. */
  textposition?: "outside" | "none";
  /** Font of that text. */
  textfont?: Font;
  /** Whether an axis may cut off a text. */
  cliponaxis?: boolean;
  /** The x axis it belongs to. */
  xaxis?: string;
  /** The y axis it belongs to. */
  yaxis?: string;
  /** The bars' looks. */
  marker?: {
    color: string | string[];
    line?: Line;
  };
  /** What the pointer shows. */
  hovertemplate?: string;
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
  type?: "linear" | "log" | "category";
  /** The axis it stands at. */
  anchor?: string;
  /** The axis whose range it follows. */
  matches?: string;
  /** Whether it is shown at all. */
  visible?: boolean;
  /** Whether grid lines are drawn. */
  showgrid?: boolean;
  /** Colour of the grid lines. */
  gridcolor?: string;
  /** Whether zero has a line. */
  zeroline?: boolean;
  /** Colour of that line. */
  zerolinecolor?: string;
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
  /** Most ticks that are drawn. */
  nticks?: number;
  /** Exactly these ticks. */
  tickvals?: number[];
  /** What is written at them. */
  ticktext?: string[];
  /** Distance of the ticks; `D1` and `D2` on a log axis. */
  dtick?: number | string;
  /** Format of the tick labels. */
  tickformat?: string;
  /** How powers of ten are written. */
  exponentformat?: "power" | "e" | "none" | "SI" | "B";
  /** Whether the tick labels are drawn. */
  showticklabels?: boolean;
  /** Rotation of the tick labels. */
  tickangle?: number;
  /** Whether the pointer can zoom. */
  fixedrange?: boolean;
  /** Whether the margin grows with the labels. */
  automargin?: boolean;
}

/** A text placed by coordinates. */
export interface Annotation {
  /** The text; `<b>`, `<i>`, `<sub>`, `<sup>` and `<br>` are understood. */
  text: string;
  /** Horizontal position. */
  x: number;
  /** Vertical position. */
  y: number;
  /** An axis, or `paper`: from 0 to 1 across the figure. */
  xref?: string;
  /** An axis, or `paper`. */
  yref?: string;
  /** Which side of the text stands at x. */
  xanchor?: "left" | "center" | "right";
  /** Which side of the text stands at y. */
  yanchor?: "top" | "middle" | "bottom";
  /** Pixels to the right. */
  xshift?: number;
  /** Pixels up. */
  yshift?: number;
  /** No arrows: plotly.js needs a screen to draw one. */
  showarrow: false;
  /** Font of the text. */
  font?: Font;
  /** How the lines of the text are aligned. */
  align?: "left" | "center" | "right";
  /** Colour behind the text. */
  bgcolor?: string;
  /** Space around the text. */
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
  /** Behind or in front of the data. */
  layer?: "below" | "above";
}

/** A picture placed by coordinates. */
export interface LayoutImage {
  /** A data URI. */
  source: string;
  /** Horizontal reference. */
  xref: string;
  /** Vertical reference. */
  yref: string;
  /** Horizontal position. */
  x: number;
  /** Vertical position. */
  y: number;
  /** Width in the reference's units. */
  sizex: number;
  /** Height in the reference's units. */
  sizey: number;
  /** Which side stands at x. */
  xanchor: "left" | "center" | "right";
  /** Which side stands at y. */
  yanchor: "top" | "middle" | "bottom";
  /** How it fills the space. */
  sizing: "contain" | "stretch";
  /** Behind or in front of the data. */
  layer: "below" | "above";
}

/** One stop of a {@link Slider}. */
export interface SliderStep {
  /** What stands at it. */
  label: string;
  /** `relayout` changes the layout. */
  method: "relayout";
  /** The changes, by attribute path. */
  args: [Record<string, string>];
}

/** A slider below the figure. */
export interface Slider {
  /** The first stop. */
  active: number;
  /** Its stops, from left to right. */
  steps: SliderStep[];
  /** What stands above it, before the stop's label. */
  currentvalue?: { prefix: string; font?: Font };
  /** Left end, as a share of the plotting area. */
  x?: number;
  /** Length, as a share of the plotting area. */
  len?: number;
  /** Space around it, in pixels. */
  pad?: { t?: number; b?: number; l?: number; r?: number };
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
  title?: {
    text: string;
    x?: number;
    xref?: "paper" | "container";
    y?: number;
    yref?: "paper" | "container";
    xanchor?: "left" | "center";
    yanchor?: "top" | "middle" | "bottom";
    pad?: { l?: number; t?: number };
    font?: Font;
  };
  /** Font of all texts that name no other. */
  font?: Font;
  /** Colour behind everything. */
  paper_bgcolor?: string;
  /** Colour behind the data. */
  plot_bgcolor?: string;
  /** Whether there is a legend. */
  showlegend?: boolean;
  /** How the pointer finds points. */
  hovermode?: "closest" | "x" | "x unified" | false;
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
