// The phone's outbox as a pure reducer. Nothing in it reads a clock, a network or a database: a change is a list of
// steps, each one transaction of the phone's database, which web/field/db does and `stepped` does to plain data.
export { answered, isAnswer, isOurs } from "./answering.js";
export { entryState, overlay } from "./overlay.js";
export { backoff, claim, failed, isTooMuch, isWaiting } from "./sending.js";
export { hasWork, holds, newSync, saved, stepped, woken } from "./state.js";

/** @typedef {import("./state.js").Claim} Claim */
/** @typedef {import("./state.js").Entry} Entry */
/** @typedef {import("./state.js").Failure} Failure */
/** @typedef {import("./state.js").Outbox} Outbox */
/** @typedef {import("./state.js").Outcome} Outcome */
/** @typedef {import("./state.js").Patch} Patch */
/** @typedef {import("./state.js").Step} Step */
/** @typedef {import("./state.js").Sync} Sync */
