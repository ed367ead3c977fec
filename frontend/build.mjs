// Builds every script of src/pages and the style sheet into extractor/web/static, and writes down what they were built from.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const out = process.argv[2] ?? join(here, "../extractor/web/static");

function filesUnder(directory) {
  return readdirSync(join(here, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(here.length + 1));
}

// The same digest is made by tests/web/test_frontend.py, which needs no Node for it.
function digest() {
  const hash = createHash("sha256");
  for (const name of [...filesUnder("src"), "build.mjs", "package-lock.json", "package.json", "tsconfig.json"].sort()) {
    hash.update(`${name}\0`).update(readFileSync(join(here, name))).update("\0");
  }
  return hash.digest("hex");
}

for (const name of readdirSync(out)) if (/\.(js|css)$/.test(name)) rmSync(join(out, name));
const pages = readdirSync(join(here, "src/pages")).map((name) => join(here, "src/pages", name));
const result = await build({
  entryPoints: [...pages, join(here, "src/workbench.css")],
  outdir: out,
  entryNames: "[name]",
  chunkNames: "shared-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  absWorkingDir: here,
});
const built = Object.keys(result.metafile.outputs).map((name) => name.split("/").pop()).sort();
writeFileSync(join(out, "build.json"), JSON.stringify({ sources: digest(), files: built }, null, 1) + "\n");
