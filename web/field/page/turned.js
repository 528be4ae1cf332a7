// The screen that sends a person from an app's browser to Chrome. The code stays in the address on purpose:
// "open in browser" takes the address along, and nothing has been made or stored here.
import { inAppBody } from "../views/inapp.js";
import { speaker, wordsOf } from "../words.js";

/** @param {string} app its name */
export async function turnAway(app) {
  const words = wordsOf(await (await fetch("/static/build/words.vi.json")).json());
  document.body.innerHTML = String(inAppBody(speaker(words), app));
  document.querySelector("[data-copy-link]")?.addEventListener("click", async () => {
    await copy(location.href);
    document.querySelector("[data-copied]")?.removeAttribute("hidden");
  });
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
