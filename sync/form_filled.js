// A form filled in for somebody (`form.filled`), as a phone of this version writes it.

/** @typedef {import("./messages.js").Witness} Witness */
/**
 * @typedef {{by: "self"} | {by: "assisted", reason: "cannot_write"|"injured"|"other", mark: "thumb_on_slip", witness: Witness}} Signing
 *   who signs the print: the declarant, or a thumb mark on it before a witness
 */
/**
 * @typedef {object} FormFilledData The body's `item` and `shown` are null.
 * @property {string} procedure national code, or ""
 * @property {string} form code
 * @property {string} version the day from which the form is in force, or ""
 * @property {{name: string, birth: string, hamlet: string, phone: string}} declarant `birth` as precise as known: YYYY,
 *   YYYY-MM, YYYY-MM-DD or ""; `hamlet` an id or ""
 * @property {Record<string, any>} values by the form's schema, as far as they are filled
 * @property {true} read_back to the declarant, in the paper's order (R18)
 * @property {{by: string, name: string, consent: true}} requested who asked, as related to the declarant (R13)
 * @property {Signing} signing
 * @property {boolean} guided whether the declarant was told where to hand the paper in (R16)
 * @property {"desk"|"home"} place
 * @property {string} [redo] the own event that the desk sent back and this one replaces
 */
export {};
