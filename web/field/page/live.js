// A screen that is only read is drawn again when another tab or the sender changed something.
import htmx from "htmx.org";
import { isHere } from "./ask.js";
import { whenQuiet } from "./quiet.js";

/** The same name as in ../parts.js, which this small script must not load. */
const CHANNEL = "tannha-field";
/** How long a page that was locked may still show what it shows, while it waits for an answer, in ms. */
const PATIENCE = 1000;

/**
 * @param {(path: string) => Promise<string>} get
 * @param {import("./lock.js").Ask} ask
 */
export function watchChanges(get, ask) {
  if (!("BroadcastChannel" in window)) return;
  let waiting = false;
  new BroadcastChannel(CHANNEL).addEventListener("message", ({ data }) => {
    if (data.changed === "locked") hide(get, ask);
    if (waiting || ["locked", "build"].includes(data.changed)) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      drawAgain(get);
    }, 150);
  });
}

/**
 * Draws this screen again, if nothing is being typed in it. A search that was typed is asked again; it stands in no address,
 * since the browser keeps those.
 * @param {(path: string) => Promise<string>} get
 */
export async function drawAgain(get) {
  const { pathname, search } = location;
  const screen = screenNow();
  if (!isLive()) return;
  const { saved } = document.getElementById("main")?.dataset ?? {};
  const query = new URLSearchParams(search);
  const sought = document.getElementById("search");
  if (saved) query.set("saved", saved);
  if (sought instanceof HTMLInputElement && sought.value) query.set("q", sought.value);
  const text = await get(`${pathname}?${query}`);
  // Meanwhile somebody may have gone on to another screen.
  if (!isLive() || screen !== screenNow() || pathname !== location.pathname || search !== location.search) return;
  await htmx.swap({ text, target: document.body, swap: "innerMorph", sourceElement: document.body });
}

/**
 * The phone was locked: whatever this page shows goes, a form that is open too. What was typed in it is kept.
 * @param {(path: string) => Promise<string>} get
 * @param {import("./lock.js").Ask} ask
 */
async function hide(get, ask) {
  // Where this page asked for it itself, the answer brings the screen.
  await Promise.race([whenQuiet(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  if (document.getElementById("main")?.dataset.free !== undefined) return;
  // Another page said so: what this one opened itself is locked with it.
  if (isHere()) await ask("/field/lock", new URLSearchParams({ by: "heard" }));
  const text = await get(location.pathname + location.search);
  await htmx.swap({ text, target: document.body, swap: "innerHTML", sourceElement: document.body });
}

const screenNow = () => document.getElementById("main")?.dataset.screen;

/** Whether this screen has nothing in it that is being typed. */
const isLive = () => document.getElementById("main")?.dataset.live !== undefined;
