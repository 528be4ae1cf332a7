// A screen that is only read is drawn again when another tab or the sender changed something.
import htmx from "htmx.org";

/** The same name as in ../parts.js, which this small script must not load. */
const CHANNEL = "tannha-field";

/**
 * @param {(path: string) => Promise<string>} get
 */
export function watchChanges(get) {
  if (!("BroadcastChannel" in window)) return;
  let waiting = false;
  new BroadcastChannel(CHANNEL).addEventListener("message", ({ data }) => {
    if (waiting || data.changed === "build") return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      drawAgain(get);
    }, 150);
  });
}

/**
 * Draws this screen again, if nothing is being typed in it.
 * @param {(path: string) => Promise<string>} get
 */
export async function drawAgain(get) {
  const path = location.pathname + location.search;
  if (!isLive()) return;
  const { saved } = document.getElementById("main")?.dataset ?? {};
  const text = await get(saved ? `${path}${location.search ? "&" : "?"}saved=${saved}` : path);
  // Meanwhile somebody may have gone on to another screen.
  if (!isLive() || path !== location.pathname + location.search) return;
  await htmx.swap({ text, target: document.body, swap: "innerMorph", sourceElement: document.body });
}

/** Whether this screen has nothing in it that is being typed. */
const isLive = () => document.getElementById("main")?.dataset.live !== undefined;
