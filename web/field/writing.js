// The writing desk as a script of its own, which the worker loads beside the screens: filling forms, and all that needs
// the checker of JSON Schema.
export { routes } from "./routes/writing.js";
export { BUILD } from "./version.js";
