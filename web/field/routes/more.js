// The addresses that lie in the worker's own script, beside those of the screens and of the writing desk.
import { practice } from "./practice.js";
import { readyRoutes } from "./ready.js";

/** @type {import("../router.js").OwnRoute[]} */
export const more = [...practice, ...readyRoutes];
