// The screens as a script of their own, which the worker loads before anything else: what people see is apart from what
// keeps and sends, and each of the two stays small.
export { LENT } from "./lent.js";
export { BUILD } from "./version.js";
export { isScreen, makeRouter } from "./router.js";
