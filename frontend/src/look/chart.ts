// Figures drawn by ECharts: as SVG on the page, as PNG to keep.
import { BarChart, HeatmapChart, MapChart } from "echarts/charts";
import { GeoComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { type EChartsType, getMap, init, registerMap, use } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { askJson } from "../shared/ask";
import type { Figure } from "./figure";
import { heightOf, optionOf, TITLE, titled } from "./options";
import { paletteOf } from "./palette";

use([
  BarChart,
  HeatmapChart,
  MapChart,
  GeoComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
  CanvasRenderer,
]);

const COUNTRY = "china";
const INSET = "inset";

interface Outlines {
  features: { properties: { code: string } }[];
}

/** The name of the map that shows the figure's rows, which is loaded before it is first used. */
export async function loadMap(code: string): Promise<string> {
  const name = `outlines-${code || COUNTRY}`;
  if (!getMap(name)) {
    const outlines = await askJson<Outlines>(`/look/outlines/${code || COUNTRY}.json`);
    for (const feature of outlines.features) feature.properties.code ||= INSET;
    registerMap(name, outlines as unknown as Parameters<typeof registerMap>[1]);
  }
  return name;
}

/** One figure in its place. */
export class Chart {
  private readonly drawn: EChartsType;
  private figure: Figure | null = null;
  private map = "";

  constructor(private readonly place: HTMLElement) {
    this.drawn = init(place, null, { renderer: "svg" });
    new ResizeObserver(() => this.drawn.resize()).observe(place);
  }

  show(figure: Figure, map: string): void {
    this.figure = figure;
    this.map = map;
    this.place.style.height = `${heightOf(figure)}px`;
    this.drawn.resize();
    this.redraw();
  }

  /** Draws it again, with the colours of now. */
  redraw(): void {
    if (this.figure) this.drawn.setOption(optionOf(this.figure, paletteOf(this.place), this.map), { notMerge: true });
  }

  onClick(call: (row: number, column: number) => void): void {
    this.drawn.on("click", (item) => {
      const value = item.value;
      if (this.figure?.shape === "matrix" && Array.isArray(value)) call(Number(value[1]), Number(value[0]));
      else if (this.figure?.shape === "map") call(this.figure.rows.findIndex((row) => row.code === item.name), 0);
      else call(item.dataIndex, item.seriesIndex ?? 0);
    });
  }

  /** The figure as PNG at twice its size. */
  png(): string {
    const { width, height } = this.place.getBoundingClientRect();
    const size = { width, height: height + TITLE };
    const copy = init(document.createElement("div"), null, { renderer: "canvas", devicePixelRatio: 2, ...size });
    const palette = paletteOf(this.place);
    if (this.figure) copy.setOption(titled(this.figure, optionOf(this.figure, palette, this.map), palette));
    const url = copy.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: palette.surface });
    copy.dispose();
    return url;
  }
}
