// Dialogs: a link to one opens it over the page; without script the same link shows it in place.

/** Opens `a[data-dialog=ID]`, closes by `[data-close]`, and lifts a dialog that the server sent open. */
export function watchDialogs() {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest("[data-dialog]");
    if (opener instanceof HTMLElement) {
      const dialog = document.getElementById(opener.dataset.dialog ?? "");
      // A row that came in meanwhile has no dialog on this page: its link leads to where there is one.
      if (dialog || !opener.getAttribute("href")) event.preventDefault();
      if (opener.getAttribute("aria-disabled") !== "true") open(dialog);
    } else if (event.target.closest("dialog [data-close]")) {
      event.preventDefault();
      event.target.closest("dialog")?.close();
    }
  });
  // A dialog that is swapped away while it is modal would leave the page inert; one that stays keeps what is typed.
  document.addEventListener("htmx:before:swap", (event) => {
    const dialog = document.querySelector("dialog:modal")?.closest("dialog");
    const target = /** @type {CustomEvent<{ctx?: {target?: unknown}}>} */ (event).detail.ctx?.target;
    if (dialog && !(target instanceof Element && !target.contains(dialog))) dialog.close();
  });
  document.addEventListener("htmx:after:swap", lift);
  lift();
}

/** @param {HTMLElement | null} dialog */
function open(dialog) {
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** The server sends a dialog open when something in it was wrong. */
function lift() {
  for (const dialog of document.querySelectorAll("dialog")) {
    if (dialog.open && !dialog.matches(":modal")) {
      dialog.removeAttribute("open");
      dialog.showModal();
    }
  }
}
