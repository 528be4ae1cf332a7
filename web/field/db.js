// The phone's storage. The stores of IndexedDB are named in db/ and nowhere else.
export { StoreError } from "./db/connection.js";
export { Db } from "./db/device.js";
export { openRegistry, Registry } from "./db/registry.js";

/** @typedef {import("./db/registry.js").DeviceRecord} DeviceRecord */
/** @typedef {import("./db/registry.js").Pending} Pending */
/** @typedef {import("./db/device.js").DeviceFacts} DeviceFacts */
/** @typedef {import("./db/sign.js").Form} Form */
/** @typedef {import("./db/connection.js").Host} Host */
