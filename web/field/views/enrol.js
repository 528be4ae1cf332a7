// Taking a phone into service, and the greeting after it.
import { html } from "hono/html";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { acts, field, notice, problems } from "./parts.js";
import { newPinFields } from "./pin.js";

/** @typedef {import("./layout.js").Screen} Screen */

/**
 * @param {Screen} screen
 * @param {{people: {person: {name: string}}[], isLocked: boolean, code: string, label: string, problems: string[], pin?: string,
 *   problem?: string}} view `people` who use this phone already, `isLocked` whether the one in use is locked, `problem` of
 *   the PIN. The code comes from the address through the page's script.
 */
export function enrolPage(screen, view) {
  const { say } = screen;
  const names = view.people.map((each) => each.person.name).join(", ");
  return layout(screen, {
    title: say("field.enrol"),
    name: "enrol",
    free: true,
    back: view.people.length > 0 ? "/field/" : undefined,
    body: html`<form class="form" method="post" action="/field/enrol" hx-sync="this:drop" data-form data-enrol autocomplete="off" novalidate>
${problems(view.problems)}
<p>${say("field.enrol.text")}</p>
${names ? notice("info", say("field.enrol.second", { names }), "person") : ""}
${view.isLocked ? notice("wait", say("field.enrol.locked")) : ""}
<div data-enrol-code>${field("code", say("field.enrol.code"), view.code, { max: 300, hint: say("field.enrol.code.hint") })}</div>
<p class="notice notice-ok" data-enrol-ready hidden>${icon("check")}<span>${say("field.enrol.ready")}</span></p>
${newPinFields(screen, view)}
${field("label", say("field.enrol.label"), view.label, { max: 60, hint: say("field.enrol.label.hint") })}
<p class="quiet">${say("field.enrol.keeps")}</p>
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.enrol.go")}</button>`)}
</form>`,
  });
}

/**
 * @param {Screen} screen
 * @param {{person: {name: string, role: string}, commune: {name: string}, papers: number}} view
 */
export function enrolledPage(screen, { person, commune, papers }) {
  const { say } = screen;
  const who = say("field.enrolled.who", { role: say(`field.role.${person.role}`), commune: commune.name });
  return layout(screen, {
    title: say("field.enrolled.done"),
    heading: say("field.enrolled", { name: person.name }),
    name: "enrolled",
    body: html`${notice("ok", html`<p role="status"><strong>${say("field.enrolled.done")}</strong></p><p>${who}</p>`)}
<p>${papers > 0 ? say("field.enrolled.papers", { count: papers }) : say("field.enrolled.nothing")}</p>
<section class="part" data-enrolled><h2>${say("field.install")}</h2><p>${say("field.install.text")}</p>
<button type="button" class="button button-wide" data-install hidden>${icon("home")}<span>${say("field.install.go")}</span></button></section>
<section class="part"><h2>${say("field.practice")}</h2><p>${say("field.practice.go.text")}</p>
<a class="button button-wide" href="/field/practice">${icon("pen")}<span>${say("field.practice.go")}</span></a></section>
${acts(html`<a class="button button-main" href="/field/">${say("field.enrolled.go")}</a>`)}`,
  });
}
