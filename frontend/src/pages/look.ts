// The figures: each asks for its numbers, is drawn, and leads to the articles behind it.
import { Chart, loadMap } from "../look/chart";
import { articlesOf, type Figure } from "../look/figure";
import { tableOf } from "../look/table";
import { askJson, tellFault } from "../shared/ask";
import { all, make, one } from "../shared/dom";

const charts: Chart[] = [];

class Card {
  private readonly name: string;
  private readonly chart: Chart;
  private figure: Figure | null = null;
  private province = "";

  constructor(private readonly root: HTMLElement) {
    this.name = root.dataset["figure"] ?? "";
    this.chart = new Chart(this.part(".figure-plot"));
    charts.push(this.chart);
    this.chart.onClick((row, column) => this.follow(row, column));
    this.part("[data-back]").addEventListener("click", () => void this.load("").catch(tellFault));
    this.part("[data-png]").addEventListener("click", () => {
      make("a", { href: this.chart.png(), download: `${this.name}${this.province}.png` }).click();
    });
  }

  private part<T extends HTMLElement>(selector: string): T {
    return one<T>(selector, this.root) as T;
  }

  async load(province: string): Promise<void> {
    const asked = province ? `?province=${province}` : "";
    this.root.setAttribute("aria-busy", "true");
    try {
      const figure = await askJson<Figure>(`/look/figures/${this.name}.json${asked}`);
      const map = figure.shape === "map" ? await loadMap(province) : "";
      this.province = province;
      this.figure = figure;
      this.show(figure, map);
      this.part<HTMLAnchorElement>("[data-csv]").href = `/look/figures/${this.name}.csv${asked}`;
    } finally {
      this.root.removeAttribute("aria-busy");
    }
  }

  private show(figure: Figure, map: string): void {
    this.part("h2").textContent = figure.title;
    this.part(".figure-note").textContent = figure.note;
    this.part(".figure-plot").setAttribute("aria-label", figure.title);
    this.part("[data-back]").hidden = !this.province;
    one(".figure-table > div", this.root)?.replaceChildren(tableOf(figure));
    const empty = !figure.rows.some((row) => row.numbers.slice(0, figure.drawn).some(Boolean));
    this.part<HTMLButtonElement>("[data-png]").disabled = empty;
    if (!empty || figure.shape === "map") this.chart.show(figure, map);
  }

  /** Into the map of the province, or to the articles. */
  private follow(row: number, column: number): void {
    const told = this.figure?.rows[row];
    if (!told || !this.figure) return;
    if (told.deeper) void this.load(told.deeper).catch(tellFault);
    else if (told.articles && told.numbers[column]) location.href = articlesOf(this.figure, told, column);
  }
}

async function start(): Promise<void> {
  const waiting = all("[data-figure]").map((root) => new Card(root as HTMLElement));
  for (const card of waiting) await card.load("").catch(tellFault);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((chart) => chart.redraw()));
void start();
