// The review: the row whose evidence is shown is marked, and a tap meant for one confirmation never reaches the next.

/** How long after a change of evidence the buttons do not act yet, in ms: a double click is not two verdicts. */
const SETTLES = 400;

let shown = "";
let since = 0;

/** Keeps the queue and the evidence together. */
export function watchReview() {
  notice();
  document.addEventListener("htmx:after:swap", notice);
  document.addEventListener(
    "click",
    (event) => {
      if (!(event.target instanceof Element)) return;
      const row = event.target.closest("[data-row]");
      if (row instanceof HTMLElement && !event.ctrlKey && !event.metaKey && !event.shiftKey) mark(row.dataset.row ?? "");
      if (event.target.closest(".evidence-acts") && performance.now() - since < SETTLES) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { capture: true },
  );
}

/** After a swap: what is shown now? */
function notice() {
  const evidence = document.getElementById("evidence");
  const event = evidence?.dataset.event ?? "";
  if (event !== shown) {
    if (shown) since = performance.now();
    shown = event;
    evidence?.querySelector(".evidence-body")?.scrollTo(0, 0);
  }
  if (evidence) mark(event);
}

/** @param {string} event the id of the confirmation whose row is the current one */
function mark(event) {
  for (const row of document.querySelectorAll("[data-row]")) {
    if (row instanceof HTMLElement && row.dataset.row === event) {
      row.setAttribute("aria-current", "true");
      row.scrollIntoView({ block: "nearest" });
    } else row.removeAttribute("aria-current");
  }
}
