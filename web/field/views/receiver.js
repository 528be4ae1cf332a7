// Who takes the paper: the person, or somebody of theirs with the relation and the name.
import { html } from "hono/html";
import { RELATIONS } from "../../../sync/messages.js";
import { address } from "../words.js";
import { choice, field, foldingChoices } from "./parts.js";

/** The receivers that nearly every door has; the others unfold, and fold again around the chosen one. */
const USUAL = ["subject", "spouse", "child"];

/**
 * @param {import("./layout.js").Screen} screen
 * @param {import("../stop.js").Stop} stop
 * @param {{relation: string, name: string}} form
 */
export function receiver({ say, now }, stop, form) {
  const who = address(say, stop, now);
  const rest = RELATIONS.filter((relation) => !USUAL.includes(relation));
  const one = (/** @type {string} */ relation, /** @type {boolean} */ folded) => {
    const label = say(`field.relation.${relation}`, { who });
    return choice("relation", relation, label, form.relation, relation === "subject" ? "" : "receiver-name", folded);
  };
  return html`<fieldset class="part"><legend>${say("field.receiver")}</legend>
${foldingChoices(say("field.receiver.others"), one, { usual: USUAL, rest, chosen: form.relation })}
</fieldset>
<div id="receiver-name" class="part" ${form.relation && form.relation !== "subject" ? "" : "hidden"}>
${field("name", say("field.receiver.name"), form.name, { max: 80 })}
</div>`;
}
