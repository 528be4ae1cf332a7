// The protocol's messages, events and documents as types; the check made before a phone says "saved"; new ids.
// Field names and meanings: sync.md §1-§4. Times named `at`, `now` and `clock` are ISO 8601 in UTC with milliseconds.
import { hex, utf8 } from "./bytes.js";

/** The marker that every answer of the server carries. */
export const APP = "tan-nha";
export const PROTOCOL = 1;
/** Bytes of one event's body. */
export const MAX_BODY = 16 * 1024;
/** Bytes of one file. */
export const MAX_FILE = 300 * 1024;
/** Events of one turn. */
export const MAX_EVENTS = 100;
/** Bytes of the bodies in one request; with every letter escaped still under the 1 MiB that the server reads. */
export const MAX_REQUEST = 480 * 1024;
/** Rows asked for in one turn. */
export const LIMIT = 200;
/** How long a wrong tap can be undone, in ms by the phone's clock. */
export const UNDO_MS = 10 * 60 * 1000;

/** Kinds of events that a phone of this version writes; all are `v` 1. */
export const KINDS = /** @type {const} */ ([
  "handover.accepted",
  "handover.returned",
  "confirmation.recorded",
  "attempt.failed",
  "confirmation.undone",
  "confirmation.amended",
  "request.made",
  "form.filled",
  "shift.answered",
]);
/** Of these kinds only a sealed copy stays once the commune has them, and no screen opens it (§4 rule 5). */
export const SEALED = ["request.made", "form.filled"];
/** Who receives, to the person whose paper it is. */
export const RELATIONS = /** @type {const} */ ([
  "subject",
  "spouse",
  "child",
  "parent",
  "sibling",
  "relative",
  "authorized",
  "guardian",
  "other",
]);
/** Why a delivery failed. */
export const REASONS = /** @type {const} */ (["absent", "moved", "wrong_address", "refused", "deceased", "other"]);
/** Why the recipient does not sign. */
export const ASSISTED_REASONS = /** @type {const} */ (["cannot_write", "refused", "injured", "other"]);

/** What may be asked for at home (product.md, streams 1 and 3). */
export const WANTED = /** @type {const} */ (["health_card", "result", "writing", "other"]);
/** Why somebody may be entitled to service at home (R30). */
export const CATEGORIES = /** @type {const} */ ([
  "merit_person",
  "social_protection",
  "poor",
  "near_poor",
  "disabled",
  "elderly",
  "child",
  "other",
]);
/** Whether walking is no difficulty, hard, or not possible (R30). */
export const MOBILITIES = /** @type {const} */ (["cannot", "hard", "none"]);

/** @typedef {typeof KINDS[number]} Kind */
/** @typedef {typeof RELATIONS[number]} Relation */
/** @typedef {typeof REASONS[number]} Reason */

/** @typedef {{name: string, what: string, rev: number}} Shown What the screen showed the signer. */
/** @typedef {{by: "signature", box: [number, number], strokes: string}} Signature `strokes` as strokes.js encodes */
/** @typedef {{name: string, box: [number, number], strokes: string}} Witness */
/**
 * @typedef {{by: "assisted", reason: typeof ASSISTED_REASONS[number], mark: "thumb_on_slip"|"none", witness: Witness}} Assisted
 */
/** @typedef {Signature|Assisted} Proof */

/** @typedef {{round: string, items: string[], missing: string[]}} HandoverData */
/** @typedef {number|null} Mark 1 to 5, or null where the question was not answered */
/**
 * @typedef {{to: {name: string, relation: Relation}, proof: Proof, count: number, answers: [Mark, Mark, Mark], note: string,
 *   place: {lat: number, lon: number, acc: number}|null, photo: string|null}} ConfirmationData
 */
/** @typedef {{reason: Reason, next: string|null, note: string}} AttemptData `next` is a date, YYYY-MM-DD */
/** @typedef {{of: string, why: string}} UndoneData */
/** @typedef {ConfirmationData & {of: string}} AmendedData */
/**
 * @typedef {object} RequestData `request.made`: service at home, asked for somebody. The body's `item` and `shown` are null.
 * @property {{name: string, birth: string, sex: "male"|"female"|"", nickname: string, way: string}} person whom it is for;
 *   `birth` as precise as known: YYYY, YYYY-MM, YYYY-MM-DD or ""; `way` finds the house
 * @property {string} hamlet an id, "" where it is not known
 * @property {string} phone 0 and the digits, or ""
 * @property {{kind: typeof WANTED[number], title: string, dossier_code: string}} what
 * @property {{category: typeof CATEGORIES[number], mobility: typeof MOBILITIES[number], note: string}} why_home
 * @property {{name: string, relation: Relation}} asked_by who asked, as related to that person
 * @property {true} consent that person or who asked agreed to what is written down here and why (vietnam.md §2.9)
 */

/**
 * @typedef {object} Body One fact as it was signed.
 * @property {string} id UUIDv7
 * @property {string} device
 * @property {number} n 1, 2, 3… per device
 * @property {string} prev hash of the body n-1, "" for the first
 * @property {string} at the phone's clock, untouched
 * @property {number|null} offset server minus phone in ms at the last contact
 * @property {string} kind
 * @property {number} v
 * @property {string|null} item
 * @property {Shown|null} shown
 * @property {any} data by kind
 */
/** @typedef {{body: string, sig: string}} Envelope The exact signed text and its base64url signature. */

/**
 * @typedef {object} Turn `POST /sync`, what the phone says.
 * @property {number} protocol
 * @property {string} rid
 * @property {string} app
 * @property {string|null} epoch
 * @property {string|null} cursor
 * @property {string} clock
 * @property {{first: number, last: number}|null} have the range of n that the phone still keeps
 * @property {Envelope[]} events
 * @property {number} limit
 */
/**
 * @typedef {object} Receipt
 * @property {string|null} id
 * @property {string} hash
 * @property {"accepted"|"held"|"refused"} status
 * @property {number|null} seq null if refused
 * @property {string} at
 * @property {string|null} [code]
 * @property {string|null} [text]
 */
/** @typedef {{type: string, id: string, rev: number, doc?: any, gone?: boolean}} Change */
/**
 * @typedef {object} Answer to a turn
 * @property {string} app
 * @property {string} rid
 * @property {number} protocol
 * @property {string} epoch
 * @property {string} now
 * @property {Receipt[]} receipts
 * @property {number} tip the highest n that the server has of this device
 * @property {[number, number][]} need
 * @property {number} keep
 * @property {boolean} reset
 * @property {Change[]} changes
 * @property {string|null} cursor
 * @property {boolean} more
 * @property {string[]} orders
 * @property {string[]} [files] names of files that events of this phone name and that the commune lacks (§5)
 */
/** @typedef {{code: string, text?: string, text_en?: string, field?: string|null}} Problem */

/**
 * @typedef {object} ItemDoc
 * @property {string|null} round
 * @property {string} name
 * @property {number|null} birth_year
 * @property {string} hamlet
 * @property {string} way
 * @property {string} nickname
 * @property {string} phone
 * @property {{kind: "health_card"|"result", title: string, count: number}} what
 * @property {string[]} checks
 * @property {string} class
 * @property {string} state
 * @property {string|null} due
 * @property {number} attempts
 * @property {{event: string, reason: string}|null} redo
 * @property {boolean} [gone] set on what stays of an item that left the phone's scope while something of it is unsent
 */
/** @typedef {{no: string, state: "packed"|"given"|"accepted"|"closed", due: string|null, items: string[]}} RoundDoc */
/**
 * @typedef {object} EventDoc The later fate of an own event.
 * @property {"accepted"|"held"} status
 * @property {string|null} [code]
 * @property {string|null} [text]
 * @property {"approved"|"sent_back"|null} review
 * @property {string|null} [reason]
 */

/**
 * A new id of an event: UUIDv7 (RFC 9562), so that ids sort by time.
 * @param {number} [now] ms
 * @param {() => number} [random] in [0, 1); the platform's generator if left out
 * @returns {string}
 */
export function newId(now = Date.now(), random) {
  const bytes = randomBytes(random);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (40 - 8 * i)) % 256;
  return uuid(bytes, 7);
}

/** @param {() => number} [random] as for `newId` @returns {string} a new id of a request: UUIDv4 */
export const uuid4 = (random) => uuid(randomBytes(random), 4);

/** @param {(() => number)|undefined} random */
function randomBytes(random) {
  const bytes = new Uint8Array(16);
  return random ? bytes.map(() => Math.floor(random() * 256)) : crypto.getRandomValues(bytes);
}

/** @param {Uint8Array} bytes sixteen @param {number} version */
function uuid(bytes, version) {
  bytes[6] = (version << 4) | (bytes[6] & 15);
  bytes[8] = 0x80 | (bytes[8] & 63);
  const text = hex(bytes);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/**
 * What is wrong with a body's text, before it is called saved (sync.md §2): the same judgement as the server's.
 * @param {string} text
 * @returns {null|"too_large"|"not_json"|"bad_text"|"key_twice"|"bad_head"}
 */
export function bodyProblem(text) {
  if (utf8(text).length > MAX_BODY) return "too_large";
  /** @type {any} */
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return "not_json";
  }
  return tokenProblem(text) ?? (isHead(body) ? null : "bad_head");
}

/**
 * Walks the strings of a text that is JSON: none may hold U+0000 or a lone surrogate, no object a key twice.
 * @param {string} text
 */
function tokenProblem(text) {
  /** @type {(Set<string>|null)[]} for each open bracket the keys so far, null for a list */
  const open = [];
  let keyNext = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token[0] === '"') {
      const word = JSON.parse(token);
      if (/[\0\p{Surrogate}]/u.test(word)) return "bad_text";
      const keys = open.at(-1);
      if (keyNext && keys?.has(word)) return "key_twice";
      if (keyNext && keys) keys.add(word);
    }
    keyNext = token === "{" || (token === "," && open.at(-1) !== null);
  }
  return null;
}

/** @param {any} value */
const isText = (value) => typeof value === "string";
/** @param {any} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} body */
function isHead(body) {
  if (!isObject(body)) return false;
  const { id, device, n, prev, at, offset = null, kind, v, item = null, shown = null, data } = body;
  return (
    [id, device, prev, at, kind].every(isText) &&
    id !== "" &&
    device !== "" &&
    Number.isSafeInteger(n) &&
    n >= 1 &&
    Number.isInteger(v) &&
    (offset === null || Number.isFinite(offset)) &&
    (item === null || isText(item)) &&
    (shown === null || (isObject(shown) && isText(shown.name) && isText(shown.what) && Number.isInteger(shown.rev))) &&
    data !== undefined
  );
}
