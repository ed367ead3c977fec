// A figure as the server tells it: the table, how it is drawn, and which articles stand behind its rows.

export interface Row {
  label: string;
  code: string;
  numbers: number[];
  texts: string[];
  shades: number[];
  articles: string;
  deeper: string;
}

export interface Figure {
  name: string;
  shape: "bars" | "columns" | "matrix" | "map";
  title: string;
  note: string;
  heads: string[];
  drawn: number;
  rows: Row[];
  legend: [number, string][];
}

/** The articles behind a cell: those of its row, in a matrix only of its column's year. */
export function articlesOf(figure: Figure, row: Row, column: number): string {
  if (!row.articles || figure.shape !== "matrix") return row.articles;
  return `${row.articles}&year=${encodeURIComponent(figure.heads[column + 1] ?? "")}`;
}
