// What only an open page can tell of the phone: whether its storage is kept, whether the camera may be used, the battery.
// It goes into the address as one word, so that one renderer says it all.
import { drawAgain } from "./live.js";

/** The battery and a question to the browser may take long, or never answer; in ms. */
const PATIENCE = 2_000;

/** Looks at the phone, and has the screen drawn again if that is not what it says. @param {(path: string) => Promise<string>} get */
export async function prepareReady(get) {
  const shown = document.querySelector("[data-told]");
  if (!(shown instanceof HTMLElement)) return;
  const told = await seen();
  if (shown.dataset.told === told || !shown.isConnected) return;
  history.replaceState(history.state, "", `/field/ready?told=${told}`);
  await drawAgain(get);
}

/** @returns {Promise<string>} "kept.granted.82.charging"; what the browser does not tell is left out */
async function seen() {
  const found = await Promise.all([kept(), camera(), battery()].map((each) => within(each.catch(() => ""))));
  return ["seen", ...found].filter(Boolean).join(".");
}

/** Asks for lasting storage, as often as one looks: the answer changes once the app is on the home screen. */
const kept = async () => ((await navigator.storage?.persist?.()) ? "kept" : "");

async function camera() {
  if (!navigator.mediaDevices) return "none";
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (!devices.some(({ kind }) => kind === "videoinput")) return "none";
  return (await navigator.permissions.query({ name: /** @type {any} */ ("camera") })).state;
}

async function battery() {
  const { level, charging } = await /** @type {any} */ (navigator).getBattery();
  return `${Math.round(level * 100)}${charging ? ".charging" : ""}`;
}

/** @param {Promise<string>} answer */
const within = (answer) => Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve(""), PATIENCE))]);

/**
 * The button that lets the browser ask for the camera, at home and not at the door.
 * @param {(path: string) => Promise<string>} get
 */
export function watchReady(get) {
  document.addEventListener("click", async ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-ask-camera]")) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      stream.getTracks().forEach((track) => track.stop());
    } catch {
      // Said on the screen: the permission is read again.
    }
    await prepareReady(get);
  });
}
