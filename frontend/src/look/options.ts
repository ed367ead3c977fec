// What ECharts is asked to draw for a figure. Tips are drawn in the figure, never as HTML: their texts come from articles.
import type { EChartsCoreOption } from "echarts/core";
import type { Figure, Row } from "./figure";
import type { Palette } from "./palette";

type Option = EChartsCoreOption;

interface Item {
  dataIndex: number;
  seriesIndex: number;
  value: unknown;
  name: string;
}

const compact = new Intl.NumberFormat(document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en", {
  notation: "compact",
  maximumSignificantDigits: 3,
});

function common(palette: Palette, told: (item: Item) => string): Option {
  return {
    textStyle: { fontFamily: palette.font, color: palette.ink },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 350,
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.ink, fontFamily: palette.font, fontSize: 13 },
      formatter: told,
    },
  };
}

function axes(palette: Palette): { names: object; values: object } {
  const line = { lineStyle: { color: palette.line } };
  return {
    names: { type: "category", axisLine: line, axisTick: { show: false }, axisLabel: { color: palette.ink } },
    values: {
      type: "value",
      splitNumber: 4,
      minInterval: 1,
      splitLine: line,
      axisLabel: { color: palette.soft, formatter: (value: number) => compact.format(value) },
    },
  };
}

function sum(row: Row, drawn: number): number {
  return row.numbers.slice(0, drawn).reduce((total, number) => total + number, 0);
}

/** Bars or columns, cut into their parts; the last part that is shown carries the sum. */
function stacked(figure: Figure, palette: Palette, upright: boolean): Option {
  const told = (item: Item): string => {
    const row = figure.rows[item.dataIndex];
    const series = figure.drawn > 1 ? ` · ${figure.heads[item.seriesIndex + 1]}` : "";
    return row ? `${row.label}${series}\n${row.texts[item.seriesIndex]}` : "";
  };
  const { names, values } = axes(palette);
  const labels = figure.rows.map((row) => row.label);
  const category = { ...names, data: labels };
  const series = figure.heads.slice(1, figure.drawn + 1).map((name, at) => ({
    type: "bar",
    stack: "all",
    name,
    cursor: figure.rows.some((row) => row.articles) ? "pointer" : "default",
    barMaxWidth: upright ? 46 : 16,
    itemStyle: { color: palette.series[at] },
    emphasis: { itemStyle: { opacity: 0.85 } },
    data: figure.rows.map((row) => row.numbers[at]),
  }));
  const total = {
    type: "bar",
    stack: "all",
    name: "",
    silent: true,
    tooltip: { show: false },
    itemStyle: { color: "transparent" },
    data: figure.rows.map(() => 0),
    label: {
      show: true,
      position: upright ? "top" : "right",
      color: palette.soft,
      fontSize: 11,
      formatter: (item: Item) => {
        const number = sum(figure.rows[item.dataIndex] as Row, figure.drawn);
        return number ? compact.format(number) : "";
      },
    },
  };
  const wide = { ...category, inverse: true, axisLabel: { color: palette.ink, width: 180, overflow: "truncate" } };
  return {
    ...common(palette, told),
    legend: figure.drawn > 1 ? { left: 0, top: 0, data: series.map((one) => one.name), textStyle: { color: palette.ink } } : undefined,
    grid: { left: 4, right: upright ? 8 : 56, top: figure.drawn > 1 ? 40 : 16, bottom: 4, outerBoundsMode: "same" },
    xAxis: upright ? category : { ...values, show: false },
    yAxis: upright ? values : wide,
    series: [...series, total],
  };
}

function matrix(figure: Figure, palette: Palette): Option {
  const cells = figure.rows.flatMap((row, y) => row.shades.map((shade, x) => ({ value: [x, y, shade] })));
  const at = (item: Item): [number, number, number] => item.value as [number, number, number];
  const told = (item: Item): string => {
    const [x, y] = at(item);
    return `${figure.rows[y]?.label} · ${figure.heads[x + 1]}\n${figure.rows[y]?.texts[x]}`;
  };
  const { names } = axes(palette);
  const bare = { ...names, axisLine: { show: false } };
  return {
    ...common(palette, told),
    grid: { left: 4, right: 4, top: 4, bottom: 4, outerBoundsMode: "same" },
    xAxis: { ...bare, data: figure.heads.slice(1, figure.drawn + 1), position: "top", axisLabel: { color: palette.soft } },
    yAxis: { ...bare, data: figure.rows.map((row) => row.label), inverse: true },
    visualMap: {
      show: false,
      type: "piecewise",
      dimension: 2,
      pieces: palette.shades.map((color, value) => ({ value, color })),
    },
    series: [
      {
        type: "heatmap",
        data: cells.map((cell) => ({
          ...cell,
          label: { color: (cell.value[2] ?? 0) > 4 ? palette.onDark : palette.onLight },
        })),
        itemStyle: { borderColor: palette.surface, borderWidth: 2 },
        emphasis: { itemStyle: { borderColor: palette.ink, borderWidth: 1 } },
        label: {
          show: true,
          fontSize: 11,
          formatter: (item: Item) => {
            const [x, y] = at(item);
            const number = figure.rows[y]?.numbers[x];
            return number ? compact.format(number) : "";
          },
        },
      },
    ],
  };
}

/** The map that was registered under this name: areas are called by their codes. */
function map(figure: Figure, palette: Palette, name: string): Option {
  const rows = new Map(figure.rows.map((row) => [row.code, row]));
  const told = (item: Item): string => {
    const row = rows.get(item.name);
    if (!row) return "";
    return [row.label, ...figure.heads.slice(1).map((head, at) => `${head} ${row.texts[at]}`)].join("\n");
  };
  return {
    ...common(palette, told),
    visualMap: {
      type: "piecewise",
      seriesIndex: [], // only a legend: the areas have their shades
      selectedMode: false,
      hoverLink: false,
      left: 0,
      bottom: 8,
      itemWidth: 22,
      itemHeight: 14,
      itemSymbol: "rect",
      textStyle: { color: palette.ink },
      pieces: figure.legend.map(([shade, label]) => ({ value: shade, label, color: palette.shades[shade] })).reverse(),
    },
    series: [
      {
        type: "map",
        map: name,
        nameProperty: "code",
        aspectScale: 1,
        roam: "move",
        scaleLimit: { min: 1, max: 8 },
        selectedMode: false,
        layoutCenter: ["50%", "50%"],
        layoutSize: "100%",
        label: { show: false },
        emphasis: { label: { show: false }, itemStyle: { areaColor: "inherit", borderColor: palette.ink, borderWidth: 1.2 } },
        itemStyle: { borderColor: palette.surface, borderWidth: 0.8, areaColor: palette.soft },
        data: figure.rows.map((row) => ({
          name: row.code,
          value: row.numbers[0],
          itemStyle: { areaColor: palette.shades[row.shades[0] ?? 0] },
          emphasis: { itemStyle: { areaColor: palette.shades[row.shades[0] ?? 0] } },
        })),
      },
    ],
  };
}

/** What is drawn. */
export function optionOf(figure: Figure, palette: Palette, mapName: string): Option {
  if (figure.shape === "matrix") return matrix(figure, palette);
  if (figure.shape === "map") return map(figure, palette, mapName);
  return stacked(figure, palette, figure.shape === "columns");
}

/** The height that the figure needs, in pixels. */
export function heightOf(figure: Figure): number {
  if (figure.shape === "map") return 560;
  if (figure.shape === "columns") return 300;
  const row = figure.shape === "matrix" ? 25 : 24;
  return figure.rows.length * row + (figure.shape === "matrix" ? 34 : 20) + (figure.drawn > 1 && figure.shape === "bars" ? 30 : 0);
}

/** The same for a picture that stands alone: with its title, without motion. */
export function titled(figure: Figure, option: Option, palette: Palette): Option {
  const down = (part: unknown): unknown => {
    const placed = part as { top?: number } | undefined;
    return placed && { ...placed, top: (placed.top ?? 0) + TITLE };
  };
  return {
    ...option,
    animation: false,
    title: { text: figure.title, left: 0, top: 0, textStyle: { color: palette.ink, fontSize: 15, fontFamily: palette.font } },
    ...(option["grid"] ? { grid: down(option["grid"]) } : {}),
    ...(option["legend"] ? { legend: down(option["legend"]) } : {}),
  };
}

/** The height of a title, in pixels. */
export const TITLE = 34;
