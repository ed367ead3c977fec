// Writes NOTICE: the licences of the packages whose code stands in the built front end. Run after npm ci: node notice.mjs
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const packages = new Map();

// The licence, the notice, and the licences of what the package itself holds.
function textsOf(directory) {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  const wanted = names.filter((name) => /^(licenses\/)?(licen[cs]e|notice)[^/]*$/i.test(name)).sort();
  return wanted.map((name) => readFileSync(join(directory, name), "utf8").trim()).join("\n\n");
}

for (const [path, told] of Object.entries(lock.packages)) {
  if (!path || told.dev) continue;
  const text = textsOf(join(here, path)) || told.license;
  packages.set(text, [...(packages.get(text) ?? []), `${path.replace("node_modules/", "")} ${told.version}`]);
}
const parts = [
  "zh-news-extractor",
  "The gazetteer of administrative divisions is made from data in the public domain (CC0).",
  `The outlines of China's provinces and prefectures (extractor/figures/outlines) are made by frontend/make_outlines.py from the maps of
Apache ECharts 4.9.0 (Copyright 2017-2020 The Apache Software Foundation; Apache License 2.0, as below): projected to a plane,
simplified, led on to the codes of today, areas of one code joined. They are sketches for figures, no surveyed borders.`,
  "The workbench (extractor/web/static) ships code of the packages below, built from frontend/.",
];
for (const [text, names] of packages) parts.push(`${"-".repeat(80)}\n${names.join("\n")}`, text);
writeFileSync(join(here, "../NOTICE"), `${parts.join("\n\n")}\n`);
