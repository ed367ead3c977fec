// Writes NOTICE: the licences of the packages whose code stands in the built front end. Run after npm ci: node notice.mjs
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const packages = new Map();
for (const [path, told] of Object.entries(lock.packages)) {
  if (!path || told.dev) continue;
  const file = readdirSync(join(here, path)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(join(here, path, file), "utf8").trim() : told.license;
  packages.set(text, [...(packages.get(text) ?? []), `${path.replace("node_modules/", "")} ${told.version}`]);
}
const parts = [
  "zh-news-extractor",
  "The gazetteer of administrative divisions is made from data in the public domain (CC0).",
  "The workbench (extractor/web/static) ships code of the packages below, built from frontend/.",
];
for (const [text, names] of packages) parts.push(`${"-".repeat(80)}\n${names.join("\n")}`, text);
writeFileSync(join(here, "../NOTICE"), `${parts.join("\n\n")}\n`);
