// Builds static/build/: the worker, the page's script, the styles, and the office's where it has them. Two passes: the
// first is only hashed, so that the build's name changes with every byte of the app; the second carries that name.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { LENT } from "./field/lent.js";

const OUT = "static/build";
/** What runs in the worker is read again whenever the browser has stopped it: each script within so many bytes, gzip. */
const WORKERS = ["worker.js", "screens.js", "writing.js"];
const MOST = 30_000;
/** Under these names the worker finds what its other scripts hold. */
const HELD = { screens: "tannhaScreens", writing: "tannhaWriting" };
/** Browsers that the phone's app runs in; styles use colours that need these anyway. */
const TARGET = ["chrome111", "firefox113", "safari16.4"];
/** What the app needs without a network; inpage.js, turned.js and qr.js are for browsers that lack something. */
const SHELL = ["static/build/field.css", "static/build/field.js", "static/build/words.vi.json", "static/icons/icon.svg"];
/** What only some need, kept once it was asked for: the other language. */
const MORE = ["static/build/words.en.json"];

/**
 * What is imported only when needed is a file of its own that shares nothing, so that the worker knows every file of
 * the shell by name.
 * @type {import("esbuild").Plugin}
 */
const lazyFiles = {
  name: "lazy-files",
  setup({ onResolve }) {
    onResolve({ filter: /\.js$/ }, ({ kind, path }) => {
      return kind === "dynamic-import" ? { path: `./${basename(path)}`, external: true } : undefined;
    });
  },
};

/**
 * The worker and its writing desk take from the screens, which are loaded before, what these lend (web/field/lent.js).
 * @type {import("esbuild").Plugin}
 */
const borrowed = {
  name: "borrowed",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.|^hono\/html$/ }, ({ path, resolveDir }) => {
      const whole = path.startsWith(".") ? resolve(resolveDir, path) : path;
      const name = Object.keys(LENT).find((each) => whole.endsWith(each));
      return name ? { path: name, namespace: "borrowed" } : undefined;
    });
    onLoad({ filter: /./, namespace: "borrowed" }, ({ path }) => {
      return { contents: `module.exports = globalThis.${HELD.screens}.LENT[${JSON.stringify(path)}];` };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  charset: "utf8",
  target: TARGET,
  outdir: OUT,
  entryNames: "[name]",
  plugins: [lazyFiles],
  external: ["/static/*"],
  legalComments: "none",
  logLevel: "warning",
};

/** Entry points by output name; the office's are there once somebody has written them. */
const scripts = present({
  field: "web/field/page/boot.js",
  inpage: "web/field/inpage.js",
  turned: "web/field/page/turned.js",
  qr: "web/field/page/qr.js",
  office: "web/office/page.js",
});
const styles = present({ field: "static/css/field.css", office: "static/css/office.css" });
/** The public pages are read in whatever browser somebody has. */
const publicStyles = { entryPoints: present({ public: "static/css/public.css" }), target: ["chrome64", "firefox60", "safari11.1"] };

/**
 * @param {Record<string, string>} entries
 * @returns {Record<string, string>} those whose file exists
 */
function present(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(path)));
}

/**
 * One pass.
 * @param {string} name of the build
 */
async function pass(name) {
  const define = { "globalThis.TANNHA_BUILD": JSON.stringify(name), "globalThis.TANNHA_FILES": "[]", "globalThis.TANNHA_MORE": "[]" };
  const parts = [
    build({ ...common, define, entryPoints: scripts, format: "esm" }),
    build({ ...common, define, entryPoints: styles }),
    build({ ...common, ...publicStyles }),
  ];
  await Promise.all(parts);
  await Promise.all(["vi", "en"].map(async (locale) => writeFile(`${OUT}/words.${locale}.json`, JSON.stringify(await fieldWords(locale)))));
  const [files, more] = await Promise.all([named(SHELL), named(MORE)]);
  const worker = { ...define, "globalThis.TANNHA_FILES": JSON.stringify(files), "globalThis.TANNHA_MORE": JSON.stringify(more) };
  const plugins = [...(common.plugins ?? []), borrowed];
  await Promise.all([
    build({ ...common, plugins, define: worker, entryPoints: { worker: "web/field/worker.js" }, format: "iife" }),
    ...Object.entries(HELD).map(([script, globalName]) => workerScript(script, globalName, define)),
  ]);
}

/**
 * A script that the worker loads.
 * @param {string} script
 * @param {string} globalName
 * @param {Record<string, string>} define
 */
function workerScript(script, globalName, define) {
  const plugins = script === "screens" ? common.plugins : [...(common.plugins ?? []), borrowed];
  return build({ ...common, plugins, define, entryPoints: { [script]: `web/field/${script}.js` }, format: "iife", globalName });
}

/**
 * What the phone says of the catalogue in one language: keys apart from words, since so it travels smaller.
 * @param {string} locale
 */
async function fieldWords(locale) {
  const all = JSON.parse(await readFile(`web/locales/${locale}.json`, "utf8"));
  const keys = Object.keys(all).filter((key) => key.startsWith("field."));
  return { keys, words: keys.map((key) => all[key]) };
}

/** @param {string[]} paths @returns {Promise<string[][]>} each with its integrity */
const named = (paths) => Promise.all(paths.map(async (path) => [`/${path}`, integrity(await readFile(path))]));

/** @param {Buffer} bytes */
const integrity = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

/** @returns {Promise<string>} a name for what the pass before has made */
async function nameOfContents() {
  const hash = createHash("sha256");
  const scripts = WORKERS.map((file) => `${OUT}/${file}`);
  for (const path of [...scripts, ...SHELL, ...MORE, "static/manifest.webmanifest"]) hash.update(await readFile(path));
  return hash.digest("hex").slice(0, 12);
}

await rm(OUT, { recursive: true, force: true });
await pass("");
const name = await nameOfContents();
await rm(OUT, { recursive: true, force: true });
await pass(name);
for (const file of [...WORKERS, "field.js", "field.css", "words.vi.json", "words.en.json"]) {
  const size = gzipSync(await readFile(`${OUT}/${file}`)).length;
  console.log(`${file.padEnd(13)} ${(size / 1000).toFixed(1)} KB gzip`);
  if (WORKERS.includes(file) && size > MOST) throw new Error(`${file} is larger than ${MOST} bytes`);
}
// Packed once, so that the server need not (server/http/field.py).
await Promise.all((await readdir(OUT)).map(async (file) => writeFile(`${OUT}/${file}.br`, brotliCompressSync(await readFile(`${OUT}/${file}`)))));
await writeFile(`${OUT}/build.txt`, name);
console.log(`build ${name}`);
