// How the app comes onto the home screen, browser by browser: the one in use is open.
import { html } from "hono/html";
import { BROWSERS } from "../browsers.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../browsers.js").Browser} Browser */

const STEPS = [1, 2, 3];

/**
 * @param {Screen} screen
 * @param {Browser} own the browser in use
 */
export function installPage(screen, own) {
  const { say } = screen;
  const others = BROWSERS.filter((each) => each !== own);
  return layout(screen, {
    title: say("field.install"),
    name: "install",
    back: "/field/ready",
    body: html`<p>${say("field.install.text")}</p>
<button type="button" class="button button-wide" data-install hidden>${icon("home")}<span>${say("field.install.go")}</span></button>
<section class="part"><h2>${say(`field.install.${own}`)}</h2>${steps(screen, own)}</section>
<section class="part"><h2>${say("field.install.others")}</h2>${others.map(
      (each) => html`<details class="fold"><summary><span>${say(`field.install.${each}`)}</span></summary>${steps(screen, each)}</details>`,
    )}</section>
<p class="quiet">${say("field.install.keeps")}</p>`,
  });
}

/**
 * @param {Screen} screen
 * @param {Browser} browser
 */
const steps = ({ say }, browser) =>
  html`<ol class="steps" role="list">${STEPS.map((step) => html`<li><span class="steps-no">${step}</span><span>${say(`field.install.${browser}.${step}`)}</span></li>`)}</ol>`;
