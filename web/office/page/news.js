// Short news in the corner, read aloud by screen readers.

const STAYS = 6000;

/** @returns {HTMLElement | null} the place for news; it carries the words that the script needs */
export const newsPlace = () => document.getElementById("news");

/**
 * Says something for a few seconds.
 * @param {string | undefined} words
 */
export function tell(words) {
  const place = newsPlace();
  if (!place || !words) return;
  const line = document.createElement("p");
  line.textContent = words;
  place.replaceChildren(line);
  setTimeout(() => line.remove(), STAYS);
}
