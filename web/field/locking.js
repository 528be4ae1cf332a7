// What may be reached while the phone is locked, and what stands in the place of every other screen. Part of the worker's
// own script: the screens behind the lock are another's matter.
import { askEnrol, saveEnrol } from "./routes/enrol.js";
import { lockedScreen, lockNow, showForgotten, stay, switchPerson, unlock } from "./routes/lock.js";
import { askPin, savePin } from "./routes/pin.js";

/** @type {import("./router.js").Locking} */
export const locking = {
  routes: [
    ["GET", "/field/enrol", askEnrol],
    ["POST", "/field/enrol", saveEnrol],
    ["POST", "/field/unlock", unlock],
    ["POST", "/field/lock", lockNow],
    ["POST", "/field/stay", stay],
    ["POST", "/field/people", switchPerson],
    ["GET", "/field/forgotten", showForgotten],
    ["GET", "/field/pin", askPin],
    ["POST", "/field/pin", savePin],
  ],
  screen: lockedScreen,
};
