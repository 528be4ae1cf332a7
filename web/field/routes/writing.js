// Every address of the writing desk on the phone; they lie in a script of their own (../writing.js).

import { showHandbook, showProcedure } from "./handbook.js";

/** @type {import("../router.js").OwnRoute[]} */
export const routes = [
  ["GET", "/field/forms", showHandbook],
  ["GET", "/field/procedures/:code", showProcedure],
];
