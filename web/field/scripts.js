// The worker's other scripts, loaded before anything of its own: it borrows from the screens (lent.js) as the writing
// desk does. Kept by the browser with the worker, and with it only: whole offline, and never of another build.
import { BUILD } from "./version.js";

/** @type {any} the types of a window and of a worker cannot be had at once */
const worker = globalThis;
worker.importScripts(`/field/screens.js?${BUILD}`, `/field/writing.js?${BUILD}`);

/** @type {typeof import("./screens.js")} */
export const screens = worker.tannhaScreens;
/** @type {typeof import("./writing.js")} */
export const writing = worker.tannhaWriting;
if (screens.BUILD !== BUILD || writing.BUILD !== BUILD) throw new Error("the server was renewed in between; the browser tries again");
