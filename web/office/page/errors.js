// What to do when an answer does not come, or is a problem page instead of what was asked for.
import { newsPlace, tell } from "./news.js";

/** @typedef {{ctx?: {text?: string, response?: {status: number, raw: Response}}}} Detail */

/** Speaks for failures of htmx's requests, which swap nothing or would swap the wrong thing. */
export function watchErrors() {
  document.addEventListener("htmx:error", () => tell(newsPlace()?.dataset.failed));
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = /** @type {CustomEvent<Detail>} */ (event).detail;
    if (ctx?.response && atTheDoor(ctx.response.raw)) {
      event.preventDefault();
      location.reload();
    }
    if (!ctx?.response || ctx.response.status < 400 || !ctx.text?.includes('id="problem"')) return;
    event.preventDefault();
    if (ctx.response.status === 401) location.reload();
    else tell(headline(ctx.text));
  });
}

/**
 * Whether an answer is the log-in page because the session has ended: then the whole page goes there.
 * @param {Response} answer
 */
export function atTheDoor(answer) {
  return answer.redirected && new URL(answer.url).pathname === "/office/login";
}

/**
 * @param {string} html a problem page
 * @returns {string} its sentence
 */
function headline(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector("#problem h1")?.textContent ?? "";
}
