// The document around every screen: head, the page's own bar or the green header, the tabs, what was just said.
import { html } from "hono/html";
import { icon } from "./icons.js";

/** @typedef {import("hono/utils/html").HtmlEscapedString} Escaped */
/** @typedef {Escaped | Promise<Escaped>} Html */
/** @typedef {import("./icons.js").IconName} IconName */

/**
 * What every view is told about the moment and the phone.
 * @typedef {object} Screen
 * @property {import("../words.js").Say} say
 * @property {import("../words.js").Locale} locale
 * @property {string} theme auto, light, dark or sun
 * @property {string} size normal, large or larger
 * @property {string} build version of the app
 * @property {boolean} worker false where this runs in the page, without a service worker
 * @property {number} now ms
 */

/**
 * @typedef {object} Page
 * @property {string} title goes into the window's title, which the browser writes into its history: no name may be in it
 * @property {string} [heading] in the bar, where it says more than the title
 * @property {Html} body
 * @property {string} [name] the screen's name for page scripts and tests
 * @property {string} [back] path of the screen above
 * @property {Html} [header] a header of its own in place of the bar
 * @property {Tab} [tab] the tab that is lit; no tabs without it
 * @property {boolean} [live] the screen may be drawn again whenever something changed
 * @property {boolean} [free] the screen shows nothing that a lock hides
 * @property {string} [saved] what a form has just saved; kept while the screen is drawn again
 */

/** @typedef {"today" | "rounds" | "write" | "mine"} Tab */

/** @type {[Tab, string, IconName][]} */
const TABS = [
  ["today", "/field/", "home"],
  ["rounds", "/field/rounds", "bag"],
  ["write", "/field/forms", "pen"],
  ["mine", "/field/mine", "me"],
];

/**
 * A whole document. htmx swaps its body; a browser's navigation takes all of it.
 * @param {Screen} screen
 * @param {Page} page
 */
export function layout(screen, page) {
  const theme = screen.theme === "auto" ? "" : screen.theme;
  return html`<!doctype html>
<html lang="${screen.locale}" data-theme="${theme}" data-size="${screen.size}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#005f43">
<meta name="htmx-config" content='{"includeIndicatorCSS":false,"mode":"same-origin"}'>
<title>${page.title} · Tận Nhà</title>
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" href="/static/icons/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/build/field.css">
<script type="module" src="/static/build/field.js"></script>
</head>
<body hx-boost:inherited="true">
${page.header ?? bar(screen, page)}
<main id="main" tabindex="-1" data-screen="${page.name ?? ""}" data-build="${screen.build}"
 data-locale="${screen.locale}" data-theme="${theme}" data-size="${screen.size}"
 ${page.live ? "data-live" : ""} ${page.free ? "data-free" : ""} ${page.saved ? html`data-saved="${page.saved}"` : ""}>
${screen.worker ? "" : html`<p class="notice notice-wait">${icon("warn")}<span>${screen.say("field.noworker")}</span></p>`}
${page.body}
</main>
${page.tab ? tabs(screen, page.tab) : ""}
<div id="said" class="said" role="status" data-broken="${screen.say("field.offline")}"></div>
</body>
</html>`;
}

/**
 * The plain bar of a screen below another: the way back, and the heading.
 * @param {Screen} screen
 * @param {Page} page
 */
function bar(screen, page) {
  return html`<header class="bar">
${page.back ? html`<a class="bar-back" href="${page.back}" aria-label="${screen.say("field.back")}">${icon("back")}</a>` : ""}
<h1 tabindex="-1">${page.heading ?? page.title}</h1>
</header>`;
}

/**
 * The green header of a first-level screen.
 * @param {string} line who and where
 * @param {string} title
 */
export function head(line, title) {
  return html`<header class="head"><div class="head-in">
<p>${line}</p>
<h1 tabindex="-1">${title}</h1>
</div></header>`;
}

/**
 * @param {Screen} screen
 * @param {Tab} lit
 */
function tabs(screen, lit) {
  return html`<nav class="tabs" aria-label="${screen.say("field.tabs")}">
${TABS.map(([tab, path, name]) => {
    const state = tab === lit ? html`aria-current="page"` : "";
    return html`<a href="${path}" ${state}>${icon(name)}<span>${screen.say(`field.tab.${tab}`)}</span></a>`;
  })}
</nav>`;
}
