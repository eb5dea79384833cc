// Build the committed static files of the site: the same bytes from the same sources.
//
//   npm ci --ignore-scripts && node build.mjs           writes them and prints their sizes
//   node build.mjs --check                              fails if they differ from the sources
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { build, transform } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const there = join(here, "../src/folkmoot/site/static/folkmoot");
const modules = join(here, "node_modules");
const read = (path) => readFile(join(here, path), "utf8");

async function stylesheet() {
  const parts = sass.compile(join(here, "folkmoot.scss"), {
    loadPaths: [modules],
    quietDeps: true,
    charset: false,
  });
  const whole = [await read("tokens.css"), parts.css, await read("house.css")].join("\n");
  const { code } = await transform(whole, { loader: "css", minify: true, charset: "utf8" });
  for (const theirs of ["GDS Transport", "/assets/", "crest", "crown"]) {
    if (code.includes(theirs)) throw new Error(`the stylesheet mentions ${theirs}`);
  }
  return code;
}

async function script() {
  const result = await build({
    entryPoints: [join(here, "folkmoot.mjs")],
    nodePaths: [modules],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return result.outputFiles[0].text;
}

async function outputs() {
  const face = join(modules, "@fontsource/atkinson-hyperlegible-next");
  const licences = [
    ["govuk-frontend", join(here, "LICENCE-govuk-frontend.txt")],
    ["Atkinson Hyperlegible Next", join(face, "LICENSE")],
  ];
  const notices = [];
  for (const [name, path] of licences) {
    notices.push(`${name}\n${"=".repeat(name.length)}\n\n${await readFile(path, "utf8")}`);
  }
  const files = {
    "folkmoot.css": await stylesheet(),
    "folkmoot.mjs": await script(),
    "LICENCES.txt": notices.join("\n\n"),
  };
  for (const weight of [400, 700]) {
    files[`fonts/atkinson-hyperlegible-next-${weight}.woff2`] = await readFile(
      join(face, `files/atkinson-hyperlegible-next-latin-${weight}-normal.woff2`),
    );
  }
  return files;
}

const isCheck = process.argv.includes("--check");
const different = [];
for (const [name, content] of Object.entries(await outputs())) {
  const path = join(there, name);
  const bytes = Buffer.from(content);
  if (isCheck) {
    const committed = await readFile(path).catch(() => Buffer.alloc(0));
    if (!committed.equals(bytes)) different.push(name);
    continue;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const gzip = gzipSync(bytes, { level: 9 }).length;
  const brotli = brotliCompressSync(bytes).length;
  console.log(`${name.padEnd(46)} ${bytes.length} bytes, gzip ${gzip}, brotli ${brotli}`);
}
if (different.length > 0) {
  console.error(`differ from their sources: ${different.join(", ")}; run make assets`);
  process.exit(1);
}
