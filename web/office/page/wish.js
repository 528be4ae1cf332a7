// A request for service at home: people whom the desk knows are offered beneath the name; taking one fills the person.
import { atTheDoor } from "./errors.js";
import { newsPlace, tell } from "./news.js";
import { makeOffer } from "./offer.js";

/** Watches `form[data-wish]`, whose value is the empty form; with `?citizen=` it comes filled. */
export function watchWish() {
  const form = document.querySelector("form[data-wish]");
  const place = form?.querySelector("[data-offer]");
  if (!(form instanceof HTMLFormElement) || !(place instanceof HTMLElement)) return;
  makeOffer(place, (option) => fill(form, option.dataset.value ?? ""));
}

/**
 * The part about the person, and why at home, as the desk knows them; all else that was typed stays.
 * @param {HTMLFormElement} form
 * @param {string} citizen
 */
async function fill(form, citizen) {
  const url = `${form.dataset.wish}?citizen=${encodeURIComponent(citizen)}`;
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || atTheDoor(answer)) return tell(newsPlace()?.dataset.failed);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const person = page.getElementById("person");
  if (person) document.getElementById("person")?.replaceWith(person);
  for (const box of page.querySelectorAll("input[name=category]:checked, input[name=mobility]:checked")) {
    const own = form.querySelector(`input[name="${box.getAttribute("name")}"][value="${box.getAttribute("value")}"]`);
    if (own instanceof HTMLInputElement) own.checked = true;
  }
  watchWish();
  const first = form.querySelector("#way");
  if (first instanceof HTMLElement) first.focus();
}
