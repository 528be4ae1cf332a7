// The page's script: finds who answers (the worker, or the router in this page), shows the first screen, starts the parts.
import htmx from "htmx.org";
import { prepareAloud, watchAloud } from "./aloud.js";
import { wearAppearance } from "./appearance.js";
import { ask, answerHere, get } from "./ask.js";
import { countTicks, watchChoices } from "./choices.js";
import { watchDrafts } from "./drafts.js";
import { fillCode, takeCode, watchInstall } from "./enrol.js";
import { speak, watchErrors } from "./errors.js";
import { showKept } from "./filling.js";
import { focusHeading, watchFocus } from "./focus.js";
import { inAppName } from "./inapp.js";
import { drawAgain, watchChanges } from "./live.js";
import { keepKey, watchLock } from "./lock.js";
import { preparePads } from "./pad.js";
import { watchRequests } from "./quiet.js";
import { prepareReady, watchReady } from "./ready.js";
import { startWorker } from "./register.js";
import { watchRescue } from "./rescue.js";
import { prepareScan, watchScan } from "./scan.js";
import { watchSync } from "./sync.js";
import { prepareTaking, watchTaking } from "./taking.js";
import { watchTaps } from "./taps.js";
import { holdForm, watchUpdates } from "./update.js";

/** In ms. */
const LATER = 60_000;

const app = inAppName(navigator.userAgent);
if (app && location.pathname.startsWith("/field/enrol")) import("./turned.js").then(({ turnAway }) => turnAway(app));
else start();

async function start() {
  takeCode();
  keepKey();
  watchErrors();
  watchRequests();
  watchFocus();
  watchTaps();
  watchChoices();
  watchScan();
  watchTaking(ask);
  watchAloud(speak);
  watchDrafts(ask, (form, answer) => showKept(form, answer, speak));
  watchInstall();
  watchChanges(get, ask);
  watchRescue(get, speak);
  watchReady(get);
  document.addEventListener("htmx:after:swap", dress);
  // A screen that a worker drew is complete: nobody waits for the rest to sign on it.
  if (!document.getElementById("opening")) dress();
  const registration = await startWorker();
  if (!registration) {
    const { inPageRouter } = await import("../inpage.js");
    answerHere(inPageRouter().fetch);
  }
  if (document.getElementById("opening")) await firstScreen();
  watchSync(ask, () => drawAgain(get));
  watchLock(ask);
  if (registration) watchUpdates(registration);
  // What only some need comes once the first screens are there.
  setTimeout(() => registration?.active?.postMessage("more"), LATER);
}

/** In place of the server's shell: the screen that was asked for. */
async function firstScreen() {
  const text = await get(location.pathname + location.search);
  await htmx.swap({ text, target: document.body, swap: "innerHTML", sourceElement: document.body });
  focusHeading();
}

/** What every new screen needs, however it came. */
function dress() {
  wearAppearance();
  preparePads();
  countTicks();
  prepareScan();
  prepareTaking();
  prepareAloud();
  prepareReady(get);
  fillCode();
  holdForm();
}
