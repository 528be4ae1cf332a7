// The ways on from an item's screen: to its forms, to the bag, to the next door.
import { html } from "hono/html";
import { goesBack } from "../stop.js";
import { icon } from "./icons.js";
import { acts, notice } from "./parts.js";

/** @typedef {import("../stop.js").Stop} Stop */
/** @typedef {import("./item.js").ItemView} ItemView */
/** @typedef {import("./layout.js").Screen} Screen */

/**
 * @param {Screen} screen
 * @param {ItemView} view
 */
export function ways(screen, { stop, way, justSaved, next }) {
  const { say } = screen;
  const path = `/field/items/${stop.id}`;
  if (way === "offered") {
    const go = html`<a class="button button-main" href="/field/rounds/${stop.round}">${say("field.accept.go")}</a>`;
    return html`${notice("wait", say("field.accept.first"), "bag")}${acts(go)}`;
  }
  if (way === "missing" || way === "lost") return notice("wait", say(`field.item.${way}`));
  if (way === "taken") return taken(screen, stop);
  if (way === "closed") return notice("bad", say("field.closed.write"));
  if (way === "open" && stop.display === "redo") {
    return acts(
      stop.amendable ? amend(screen, path) : "",
      html`<a class="button button-main" href="${path}/deliver">${say("field.redo.sign")}</a>`,
    );
  }
  if (way === "open" && goesBack(stop)) return back(screen, stop);
  if (way === "open" && justSaved !== "failed") {
    return acts(
      html`<a class="button button-wide" href="${path}/failed">${say("field.failed.go")}</a>`,
      html`<a class="button button-main" href="${path}/deliver">${say("field.deliver.go")}</a>`,
    );
  }
  return acts(
    stop.undoable && stop.mine && !stop.failed ? undo(screen, stop) : "",
    next
      ? html`<a class="button button-main" href="/field/items/${next.id}">${say("field.next", { name: next.name })}</a>`
      : html`<a class="button button-main" href="/field/">${say("field.today.back")}</a>`,
  );
}

/**
 * Nobody was met often enough; whoever is met on the way back still gets the paper.
 * @param {Screen} screen
 * @param {Stop} stop
 */
function back({ say }, { id, round }) {
  return acts(
    html`<a class="button button-wide" href="/field/items/${id}/deliver">${say("field.deliver.go")}</a>`,
    html`<a class="button button-main" href="/field/rounds/${round}">${say("field.return.go")}</a>`,
  );
}

/**
 * The commune has taken it back. If it changed hands before, that can still be recorded; what was only begun can go.
 * @param {Screen} screen
 * @param {Stop} stop
 */
function taken({ say }, { id, draft }) {
  const drop = html`<form method="post" action="/field/items/${id}/drop" hx-sync="this:drop">
<button class="button button-wide" type="submit" hx-disable="this">${say("field.item.drop")}</button></form>`;
  return html`${draft ? drop : ""}
${acts(
  html`<a class="button button-wide" href="/field/items/${id}/deliver">${say("field.item.given")}</a>`,
  html`<a class="button button-main" href="/field/">${say("field.today.back")}</a>`,
)}`;
}

/**
 * @param {Screen} screen
 * @param {string} path of the item
 */
function amend({ say }, path) {
  return html`<a class="button button-wide" href="${path}/amend">${icon("pen")}<span>${say("field.redo.amend")}</span></a>`;
}

/**
 * @param {Screen} screen
 * @param {Stop} stop
 */
function undo({ say }, { mine }) {
  return html`<a class="button button-wide" href="/field/events/${mine?.id}/undo">${icon("undo")}
<span>${say("field.undo")}</span></a>`;
}
