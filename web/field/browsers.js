// Browsers by what they say of themselves, as far as putting the app on the home screen differs between them.

/** @typedef {"chrome" | "samsung" | "safari" | "firefox" | "desktop"} Browser */

/** In the order in which they are told; every one of them is shown, the one in use first. @type {Browser[]} */
export const BROWSERS = ["chrome", "samsung", "safari", "firefox", "desktop"];

/**
 * @param {string} agent the browser's User-Agent
 * @returns {Browser} Chrome's where nothing else is known: most phones here have it
 */
export function browserOf(agent) {
  if (/SamsungBrowser/.test(agent)) return "samsung";
  if (/iPhone|iPad|iPod/.test(agent)) return "safari";
  if (/Firefox/.test(agent) && /Android/.test(agent)) return "firefox";
  return /Android/.test(agent) || !/Windows|Macintosh|X11/.test(agent) ? "chrome" : "desktop";
}
