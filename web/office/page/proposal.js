// Proposed rounds: a paper moves to the bag that is chosen for it; arrows walk, a digit moves, x leaves it at the desk.

/** Watches the form of a proposal, where there is one. */
export function watchProposal() {
  const form = document.querySelector("form[data-proposal]");
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.matches("[data-move]")) move(form, target);
  });
  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLSelectElement) || !target.matches("[data-move]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressed(form, target, key)) event.preventDefault();
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLSelectElement} select
 * @param {string} key
 * @returns {boolean} whether the key meant something
 */
function pressed(form, select, key) {
  if (key === "ArrowDown" || key === "ArrowUp") return walk(form, select, key === "ArrowDown" ? 1 : -1);
  const bags = [...form.querySelectorAll("fieldset[data-bag]")];
  const bag = /^[1-9]$/.test(key) ? bags[Number(key) - 1] : undefined;
  const to = key === "x" || key === "Delete" ? "" : bag instanceof HTMLElement ? bag.dataset.bag : undefined;
  if (to === undefined) return false;
  const next = neighbour(form, select, 1) ?? neighbour(form, select, -1);
  select.value = to;
  move(form, select);
  next?.focus();
  return true;
}

/** @param {HTMLFormElement} form @returns {HTMLSelectElement[]} in the order of the page */
const moves = (form) => [...form.querySelectorAll("select[data-move]")].filter((one) => one instanceof HTMLSelectElement);

/** @param {HTMLFormElement} form @param {HTMLSelectElement} from @param {1 | -1} by */
const neighbour = (form, from, by) => {
  const all = moves(form);
  return all[all.indexOf(from) + by];
};

/** @param {HTMLFormElement} form @param {HTMLSelectElement} from @param {1 | -1} by */
function walk(form, from, by) {
  neighbour(form, from, by)?.focus();
  return true;
}

/**
 * Puts the row into the list of its bag.
 * @param {HTMLFormElement} form
 * @param {HTMLSelectElement} select
 */
function move(form, select) {
  const row = select.closest("li");
  const list = form.querySelector(`[data-bag-list="${CSS.escape(select.value)}"]`);
  if (row && list) list.append(row);
  count(form);
}

/** @param {HTMLFormElement} form */
function count(form) {
  let all = 0;
  for (const bag of form.querySelectorAll("fieldset[data-bag]")) {
    if (!(bag instanceof HTMLElement)) continue;
    const rows = bag.querySelectorAll("li").length;
    all += rows;
    const output = bag.querySelector("[data-bag-count]");
    if (output) output.textContent = String(rows);
    bag.querySelector(".bag-count")?.classList.toggle("full", rows > Number(bag.dataset.room));
    const jump = form.querySelector(`[data-jump-count="${CSS.escape(bag.dataset.bag ?? "")}"]`);
    if (jump) jump.textContent = String(rows);
  }
  const total = form.querySelector("[data-all-count]");
  if (total) total.textContent = String(all);
}
