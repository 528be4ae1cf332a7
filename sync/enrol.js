// Enrolment (sync.md §1): the phone makes a key pair, and a clerk's code makes it the device of one person.
import { encode, sha256, utf8 } from "./bytes.js";
import { post } from "./transport.js";

/** @typedef {import("./messages.js").Problem} Problem */
/** @typedef {{code: string, device: string, keys: CryptoKeyPair, public_key: JsonWebKey}} Pending */
/** @typedef {{device: string, person: {id: string, name: string, role: string, hamlet?: string|null}, commune: {id: string, name: string}}} Enrolled */
/**
 * What enrolment needs of the phone's storage.
 * @typedef {object} EnrolRegistry
 * @property {() => Promise<{device: string}[]>} devices
 * @property {(device: string) => Promise<{keys: () => Promise<CryptoKeyPair|null>,
 *   outbox: (options: {bodies: boolean}) => Promise<import("./outbox.js").Outbox>}>} open
 * @property {(code: string) => Promise<Pending|null>} pending
 * @property {(pending: Pending) => Promise<void>} savePending
 * @property {(code: string) => Promise<void>} dropPending
 * @property {(adopted: any) => Promise<any>} adopt
 */

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNED = { name: "ECDSA", hash: "SHA-256" };

/** @param {JsonWebKey} key @returns {Promise<string>} RFC 7638 thumbprint: the device's id */
export const thumbprint = ({ crv, kty, x, y }) => sha256(utf8(JSON.stringify({ crv, kty, x, y })));

/**
 * Spends a code. The key is stored with the code before the request, so that the same two can be sent again when the
 * answer was lost. A person who is on this phone already keeps his key and so his outbox.
 * @param {{registry: EnrolRegistry, fetch: import("./transport.js").Fetch, code: string, label: string, app: string, now?: () => number,
 *   locks?: LockManager, silence?: number}} options
 * @returns {Promise<Enrolled | {problem: Problem} | {offline: true}>}
 */
export function enrol({ locks = globalThis.navigator?.locks, ...options }) {
  return locks ? locks.request("tannha-enrol", () => enrolled(options)) : enrolled(options);
}

/** @param {Omit<Parameters<typeof enrol>[0], "locks">} options @returns {ReturnType<typeof enrol>} */
async function enrolled({ registry, code, label, app, now = Date.now, ...network }) {
  for await (const pending of candidates(registry, code)) {
    await registry.savePending(pending);
    const reply = await post("/sync/enrol", await request(pending, label, app), { now, ...network });
    if (reply.kind !== "answer") return { offline: true };
    const { answer, status } = reply;
    if (status === 201 && answer.device === pending.device) return adopted(registry, pending, answer, now());
    if (answer.problem?.code === "key_of_another") continue;
    if (status >= 400 && status < 500 && status !== 429) await registry.dropPending(code);
    return { problem: answer.problem ?? { code: "internal" } };
  }
  return { problem: { code: "key_of_another" } };
}

/**
 * The keys that this code may belong to: the one it was sent with before, those of the people on this phone, a new one.
 * @param {EnrolRegistry} registry
 * @param {string} code
 * @returns {AsyncGenerator<Pending, void>}
 */
async function* candidates(registry, code) {
  const stored = await registry.pending(code);
  if (stored) yield stored;
  for (const { device } of await registry.devices()) {
    const db = await registry.open(device);
    const [keys, { closed }] = [await db.keys(), await db.outbox({ bodies: false })];
    const usable = device !== stored?.device && closed !== "cloned" && closed !== "revoked";
    if (keys && usable) yield pendingOf(code, keys);
  }
  yield pendingOf(code, await newKeys());
}

/** @returns {Promise<CryptoKeyPair>} whose private key cannot leave the browser */
const newKeys = () => crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);

/** @param {string} code @param {CryptoKeyPair} keys @returns {Promise<Pending>} */
async function pendingOf(code, keys) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const public_key = { kty, crv, x, y };
  return { code, keys, public_key, device: await thumbprint(public_key) };
}

/** @param {Pending} pending @param {string} label @param {string} app */
async function request({ code, keys, public_key }, label, app) {
  const signature = await crypto.subtle.sign(SIGNED, keys.privateKey, utf8(`tan-nha-enrol\n${code}`));
  return { code, public_key, proof: encode(new Uint8Array(signature)), label, app };
}

/** @param {EnrolRegistry} registry @param {Pending} pending @param {any} answer @param {number} createdAt */
async function adopted(registry, { code, keys }, answer, createdAt) {
  const { device, person, commune, deployment, token, send, epoch } = answer;
  await registry.adopt({ device, person, commune, deployment, token, send, epoch, keys, createdAt });
  await registry.dropPending(code);
  return { device, person, commune };
}
