// The table behind a figure, with links to the articles.
import { make } from "../shared/dom";
import { articlesOf, type Figure, type Row } from "./figure";

export function tableOf(figure: Figure): HTMLTableElement {
  const heads = make("tr", {}, ...figure.heads.map((head) => make("th", { scope: "col" }, head)));
  return make(
    "table",
    {},
    make("caption", { class: "hidden" }, figure.title),
    make("thead", {}, heads),
    make("tbody", {}, ...figure.rows.map((row) => line(figure, row))),
  );
}

function line(figure: Figure, row: Row): HTMLTableRowElement {
  const name = row.articles ? make("a", { href: row.articles }, row.label) : row.label;
  const cells = row.texts.map((text, at) => make("td", {}, cell(figure, row, text, at)));
  return make("tr", {}, make("th", { scope: "row" }, name), ...cells);
}

function cell(figure: Figure, row: Row, text: string, column: number): Node | string {
  if (figure.shape !== "matrix" || !row.numbers[column]) return text;
  return make("a", { href: articlesOf(figure, row, column) }, text);
}
