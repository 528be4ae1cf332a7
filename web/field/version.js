// Which build this is and which files make the shell; web/build.js puts both in.

/** Changes with every byte of the app. @type {string} */
export const BUILD = /** @type {any} */ (globalThis).TANNHA_BUILD ?? "dev";

/** Path and integrity of every file that the app needs without a network. @type {[string, string][]} */
export const FILES = /** @type {any} */ (globalThis).TANNHA_FILES ?? [];

/** The same of those that only some need: they come once somebody asks for them, or a while after the first use. @type {[string, string][]} */
export const MORE = /** @type {any} */ (globalThis).TANNHA_MORE ?? [];
