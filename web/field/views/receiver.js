// Who takes the paper: the person, or somebody of theirs with the relation and the name.
import { html } from "hono/html";
import { RELATIONS } from "../../../sync/messages.js";
import { address } from "../words.js";
import { choice, field } from "./parts.js";

/** The receivers that nearly every door has; the others unfold, and fold again around the chosen one. */
const USUAL = ["subject", "spouse", "child"];

/**
 * @param {import("./layout.js").Screen} screen
 * @param {import("../bag.js").Stop} stop
 * @param {{relation: string, name: string}} form
 */
export function receiver({ say, now }, stop, form) {
  const others = RELATIONS.filter((relation) => !USUAL.includes(relation));
  const other = others.some((relation) => relation === form.relation);
  const who = address(say, stop, now);
  const label = (/** @type {string} */ relation) => say(`field.relation.${relation}`, { who });
  return html`<fieldset class="part"><legend>${say("field.receiver")}</legend>
<div class="choices">
${USUAL.map((relation) =>
    choice("relation", relation, label(relation), form.relation, relation === "subject" ? "" : "receiver-name"),
  )}
<div class="choices-more" data-folds>${others.map((relation) =>
    choice("relation", relation, label(relation), form.relation, "receiver-name", relation !== form.relation),
  )}</div>
<button type="button" class="choice" data-unfold ${other ? "hidden" : ""}><span>${say("field.receiver.others")}</span></button>
</div>
</fieldset>
<div id="receiver-name" class="part" ${form.relation && form.relation !== "subject" ? "" : "hidden"}>
${field("name", say("field.receiver.name"), form.name, { max: 80 })}
</div>`;
}
