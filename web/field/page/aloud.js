// Reading a screen aloud, part by part, where the browser has a voice for its language. Its button is hidden elsewhere.

/** A longer text than this is broken off by some browsers, in characters; a sentence is never split. */
const MOST = 180;
/** A little slower than people read for themselves. */
const RATE = 0.9;
/** Where a text may be parted; "1.000 đồng" is one word. */
const BETWEEN = /(?<=[.;:!?])\s+|\n/;
/** What is being said: a browser forgets what nobody holds, and then never tells that it has ended. @type {unknown[]} */
let saying = [];

/** Shows the button of this screen if there is a voice; it may come later than the screen. */
export function prepareAloud() {
  const button = document.querySelector("[data-aloud]");
  if (!button || isReading()) return;
  button.toggleAttribute("hidden", !voiceFor("vi"));
  document.querySelector("[data-aloud-stop]")?.setAttribute("hidden", "");
}

/**
 * Listens once for the whole life of the page.
 * @param {(text: string) => void} say tells that it did not work
 */
export function watchAloud(say) {
  if (!("speechSynthesis" in window)) return;
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-aloud]")) read(say);
    if (target.closest("[data-aloud-stop]")) stop();
  });
  speechSynthesis.addEventListener?.("voiceschanged", prepareAloud);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  document.addEventListener("htmx:before:swap", stop);
  window.addEventListener("pagehide", stop);
}

/** @returns {HTMLElement[]} the headings and sentences, in the order of the screen */
const parts = () => [...document.querySelectorAll("[data-read] :is(h2, p)")].filter((part) => part instanceof HTMLElement);

/** @param {Element} part */
const languageOf = (part) => (part.closest("[lang]")?.getAttribute("lang") ?? "vi").slice(0, 2);

/**
 * A voice that lies on the phone is better than one that needs the network.
 * @param {string} language two letters
 * @returns {SpeechSynthesisVoice | undefined}
 */
function voiceFor(language) {
  if (!("speechSynthesis" in window)) return undefined;
  const voices = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().replace("_", "-").startsWith(language));
  return voices.find(({ localService }) => localService) ?? voices[0];
}

/**
 * The texts to say, each short enough.
 * @param {string} text
 */
export function pieces(text) {
  /** @type {string[]} */
  const said = [];
  for (const sentence of text.replace(/[ \t]+/g, " ").split(BETWEEN)) {
    const last = said.at(-1);
    const next = sentence.trim();
    if (last !== undefined && next && last.length + next.length < MOST) said[said.length - 1] = `${last} ${next}`;
    else if (next) said.push(next);
  }
  return said;
}

/** @returns {boolean} */
const isReading = () => document.querySelector("[data-aloud-stop]:not([hidden])") !== null;

/** @param {(text: string) => void} say */
function read(say) {
  speechSynthesis.cancel();
  show(true);
  const said = parts().flatMap((part) => utterances(part));
  saying = said;
  said.at(-1)?.addEventListener("end", () => show(false));
  for (const utterance of said) {
    utterance.addEventListener("error", ({ error }) => {
      show(false);
      if (error !== "canceled" && error !== "interrupted") fail(say);
    });
    speechSynthesis.speak(utterance);
  }
}

/** @param {HTMLElement} part @returns {SpeechSynthesisUtterance[]} none where no voice speaks its language */
function utterances(part) {
  const voice = voiceFor(languageOf(part));
  if (!voice) return [];
  return pieces(part.innerText).map((text) => Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: RATE }));
}

/** @param {(text: string) => void} say */
function fail(say) {
  speechSynthesis.cancel();
  const stopButton = document.querySelector("[data-aloud-stop]");
  if (stopButton instanceof HTMLElement) say(stopButton.dataset.aloudFailed ?? "");
}

/** Falls silent and shows the first button again. */
function stop() {
  if (!isReading()) return;
  speechSynthesis.cancel();
  show(false);
}

/** @param {boolean} reading puts the one button in the place of the other, and the focus with it */
function show(reading) {
  const [start, end] = ["[data-aloud]", "[data-aloud-stop]"].map((name) => document.querySelector(name));
  const hadFocus = [start, end].includes(document.activeElement);
  start?.toggleAttribute("hidden", reading);
  end?.toggleAttribute("hidden", !reading);
  const next = reading ? end : start;
  if (hadFocus && next instanceof HTMLElement) next.focus();
}
