"use strict";
const list = document.getElementById("list");
const form = document.querySelector(".filter");
const search = document.getElementById("search");
const sure = document.getElementById("sure");
const contradicted = document.getElementById("contradicted");
const shown = document.getElementById("shown");
const kinds = [...form.querySelectorAll(".kinds input")];
const facts = list.getElementsByTagName("li").length;

/* Every sentence with its texts, made once when somebody first looks for something. */
let index = null;
function sentences() {
  index ??= [...list.children].map((article) => ({
    article,
    head: (article.children[0].textContent + " " + article.children[1].textContent).toLowerCase(),
    parts: [...article.getElementsByTagName("section")].map((section) => ({
      section,
      text: section.firstChild.textContent.toLowerCase(),
      lines: [...section.lastChild.children].map((line) => ({ line, text: line.textContent.toLowerCase() })),
    })),
  }));
  return index;
}

function sift() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
  const least = Number(sure.value);
  let number = 0;
  for (const { article, head, parts } of sentences()) {
    let any = false;
    for (const { section, text, lines } of parts) {
      let some = false;
      for (const { line, text: told } of lines) {
        const fits = wanted.has(line.classList[0]) && (!least || Number(line.dataset.c) >= least)
          && (!contradicted.checked || "x" in line.dataset)
          && words.every((word) => told.includes(word) || text.includes(word) || head.includes(word));
        line.hidden = !fits;
        if (fits) { some = true; number += 1; }
      }
      section.hidden = !some;
      any ||= some;
    }
    article.hidden = !any;
  }
  tell(number);
}

function tell(number) {
  shown.value = `${number.toLocaleString("en")} / ${facts.toLocaleString("en")}`;
  document.getElementById("none").hidden = number > 0 || facts === 0;
}

let waiting = 0;
form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(sift, 120); });
form.addEventListener("submit", (event) => event.preventDefault());
if (facts) form.hidden = false;
tell(facts);

/* The table behind a figure as CSV, the figure as PNG at twice its size. */
function offer(name, url) {
  const link = document.createElement("a");
  link.download = name;
  link.href = url;
  link.click();
}

function csv(table) {
  const cell = (text) => (/^[=+\-@＝＋－＠\t]/.test(text) && isNaN(text) ? "'" + text : text).replaceAll('"', '""');
  const rows = [...table.rows].map((row) => [...row.cells].map((one) => {
    const text = one.textContent;
    return `"${cell(one.tagName === "TD" ? text.replaceAll(",", "") : text)}"`;
  }).join(","));
  return "\ufeff" + rows.join("\r\n") + "\r\n";
}

const PAINT = ["fill", "stroke", "stroke-width", "font-size", "font-family"];
function painted(svg) {
  const copy = svg.cloneNode(true);
  const originals = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, place) => {
    const style = getComputedStyle(originals[place]);
    for (const name of PAINT) element.setAttribute(name, style.getPropertyValue(name));
  });
  return copy;
}

async function png(svg) {
  const box = svg.viewBox.baseVal;
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(painted(svg)));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * box.width + 48;
  canvas.height = 2 * box.height + 48;
  const paper = canvas.getContext("2d");
  paper.fillStyle = getComputedStyle(svg.closest("figure")).backgroundColor;
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 24, 24, 2 * box.width, 2 * box.height);
  return canvas.toDataURL("image/png");
}

for (const line of document.querySelectorAll(".save")) line.hidden = false;
document.querySelector(".figures").addEventListener("click", async (event) => {
  const kind = event.target.dataset.save;
  if (!kind) return;
  const figure = event.target.closest("figure");
  const url = kind === "png" ? await png(figure.querySelector("svg"))
    : "data:text/csv;charset=utf-8," + encodeURIComponent(csv(figure.querySelector("table")));
  offer(`${figure.id}.${kind}`, url);
});
