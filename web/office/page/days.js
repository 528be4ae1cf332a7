// The year at a glance by keys: arrows go from day to day and from week to week, Enter opens the one that is marked.

const STEPS = new Map([
  ["ArrowLeft", -1],
  ["ArrowRight", 1],
  ["ArrowUp", -7],
  ["ArrowDown", 7],
]);

/** Watches `[data-days]`, whose days are `a[data-day]`; one of them at a time is reached by Tab. */
export function watchDays() {
  document.addEventListener("keydown", (event) => {
    const step = STEPS.get(event.key);
    const here = event.target;
    if (!step || event.ctrlKey || event.altKey || event.metaKey || !(here instanceof HTMLElement) || !here.dataset.day) return;
    const days = here.closest("[data-days]");
    const next = days?.querySelector(`[data-day="${shifted(here.dataset.day, step)}"]`);
    event.preventDefault();
    if (!(next instanceof HTMLElement)) return;
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

/**
 * @param {string} day yyyy-mm-dd
 * @param {number} step days
 * @returns {string}
 */
function shifted(day, step) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + step);
  return date.toISOString().slice(0, 10);
}
