// Shifts of the roster: what a phone pulls of them, and what it says about them (`shift.answered`).

/** What somebody says of a shift on the roster, one's own or one that another asks to be taken. */
export const SHIFT_ANSWERS = /** @type {const} */ ([
  "accept",
  "decline",
  "ask_swap",
  "ask_substitute",
  "agree",
  "refuse",
  "here",
  "withdraw",
]);

/** @typedef {typeof SHIFT_ANSWERS[number]} ShiftAnswer */
/**
 * @typedef {object} AnsweredData `shift.answered`. The body's `item` is null; its `shown` says which shift the screen showed.
 * @property {string} shift an own one; to `agree` or `refuse`, that of the person who asks
 * @property {ShiftAnswer} answer
 * @property {string|null} with the other's shift, of a swap that is asked for
 * @property {string|null} to the person who is asked; null leaves it to the desk
 * @property {string} note
 */

/** @typedef {{id: string, name: string}} Named a person by name */
/** @typedef {{shift: string, day: string, part: "morning"|"afternoon", from?: string, to?: string, person: Named}} OtherShift */
/**
 * @typedef {object} ShiftAsk what somebody asked of another, or of the desk
 * @property {"swap"|"substitute"} kind
 * @property {Named} from
 * @property {Named|null} [to] null leaves it to the desk
 * @property {OtherShift|null} with the shift to swap with
 * @property {string} note
 * @property {boolean} open
 * @property {"agree"|"refuse"|null} [answer] once it is not open any more
 */
/**
 * @typedef {object} ShiftDoc A shift of a published roster: one's own, or one whose person asks.
 * @property {string} day YYYY-MM-DD
 * @property {"morning"|"afternoon"} part
 * @property {string} from HH:MM
 * @property {string} to HH:MM
 * @property {string} place
 * @property {string} union its name
 * @property {"duty"|"reserve"} role
 * @property {Named} person
 * @property {"planned"|"asked"|"confirmed"|"absent"|"done"} state
 * @property {ShiftAsk|null} ask
 * @property {string} notice number of the notice that published it
 * @property {boolean} mine
 * @property {(Named & {union: string, role: "duty"|"reserve"})[]} [others] who sits there too
 * @property {OtherShift[]} [swaps] shifts of others that one may ask to swap with
 * @property {(Named & {union: string})[]} [people] who may be asked to substitute
 */
