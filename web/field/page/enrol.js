// The invitation's code, taken out of the address at once; and what the phone is asked for after enrolment.

/** Held only here until the form is sent. */
let code = "";

/** @type {any} the browser's offer to put the app on the home screen */
let offer = null;

/** Takes the code out of the address and of the history, before anything else can read it there. */
export function takeCode() {
  if (!location.pathname.startsWith("/field/enrol") || location.hash.length < 2) return;
  code = decodeURIComponent(location.hash.slice(1));
  history.replaceState(history.state, "", location.pathname);
}

/** Puts the code into the form of this screen, and asks for lasting storage once the phone is somebody's. */
export function fillCode() {
  const form = document.querySelector("form[data-enrol]");
  const input = form?.querySelector('input[name="code"]');
  if (code && input instanceof HTMLInputElement) {
    input.value = code;
    show(form?.querySelector("[data-enrol-code]"), false);
    show(form?.querySelector("[data-enrol-ready]"), true);
  }
  if (document.querySelector("[data-enrolled]")) {
    code = "";
    navigator.storage?.persist?.().catch(() => false);
    show(document.querySelector("[data-install]"), offer !== null);
  }
}

/**
 * @param {Element | null | undefined} element
 * @param {boolean} shown
 */
function show(element, shown) {
  if (element instanceof HTMLElement) element.hidden = !shown;
}

/** Keeps the browser's offer to install for the button. A second invitation may come into a page that is open. */
export function watchInstall() {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    show(document.querySelector("[data-install]"), true);
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-install]")) offer?.prompt();
  });
  window.addEventListener("hashchange", () => {
    takeCode();
    fillCode();
  });
}
