// Choices that reveal more, answers that can be taken back by a second tap, ticks that are counted on the button.

/** Listens once for the whole life of the page. */
export function watchChoices() {
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) {
      revealFor(event.target);
      foldAround(event.target);
      countTicks();
    }
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    takeBack(target);
    const button = target?.closest("button");
    if (button?.dataset.unfold !== undefined || isFolded(target)) unfold(target?.closest(".choices"));
    if (button?.dataset.proof) changeProof(button);
    if (button?.dataset.tickAll !== undefined) tickAll(button);
  });
}

/**
 * Shows what the chosen one of a group asks for, and hides what the others would.
 * @param {HTMLInputElement} input
 */
function revealFor(input) {
  if (input.type !== "radio") return;
  const group = inputs(input.form, `input[name="${input.name}"]`);
  const wanted = group.find((each) => each.checked)?.dataset.shows;
  for (const id of new Set(group.map((each) => each.dataset.shows))) {
    const part = id ? document.getElementById(id) : null;
    if (part) part.hidden = id !== wanted;
  }
}

/**
 * @param {Element | null} form
 * @param {string} selector
 * @returns {HTMLInputElement[]}
 */
const inputs = (form, selector) => [...(form?.querySelectorAll(selector) ?? [])].filter((each) => each instanceof HTMLInputElement);

/**
 * An answer that nobody has to give is cleared by tapping it again.
 * @param {Element | null} target
 */
function takeBack(target) {
  if (!(target instanceof HTMLInputElement) || target.dataset.undoable === undefined) return;
  const again = target.dataset.was === "yes";
  for (const each of inputs(target.form, `input[name="${target.name}"]`)) delete each.dataset.was;
  target.dataset.was = again ? "no" : "yes";
  if (!again) return;
  target.checked = false;
  target.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * Whether the one choice that stayed visible was tapped, to see the others again.
 * @param {Element | null} target
 */
const isFolded = (target) =>
  target instanceof HTMLInputElement && Boolean(target.closest("[data-folds]")?.querySelector("label[hidden]"));

/** @param {Element | null | undefined} choices shows all of them */
function unfold(choices) {
  choices?.querySelectorAll("[data-folds] label").forEach((label) => label.removeAttribute("hidden"));
  choices?.querySelector("[data-unfold]")?.setAttribute("hidden", "");
}

/**
 * After choosing, only the chosen one of the others stays, in the place of the button that showed them.
 * @param {HTMLInputElement} input
 */
function foldAround(input) {
  const choices = input.closest(".choices");
  const labels = choices?.querySelectorAll("[data-folds] label") ?? [];
  labels.forEach((label) => label.toggleAttribute("hidden", !label.contains(input)));
  const isOther = [...labels].some((label) => label.contains(input));
  choices?.querySelector("[data-unfold]")?.toggleAttribute("hidden", isOther);
}

/** @param {HTMLButtonElement} button changes between signing and being helped */
function changeProof(button) {
  const by = button.form?.elements.namedItem("by");
  if (!(by instanceof HTMLInputElement)) return;
  by.value = button.dataset.proof ?? "signature";
  by.dispatchEvent(new Event("input", { bubbles: true }));
  for (const [id, proof] of [["sign", "signature"], ["assisted", "assisted"]]) {
    const part = document.getElementById(id);
    if (part) part.hidden = by.value !== proof;
    if (part && !part.hidden) part.scrollIntoView({ block: "start" });
  }
}

/** @param {HTMLButtonElement} button */
function tickAll(button) {
  const boxes = inputs(button.form, 'input[type="checkbox"]');
  for (const box of boxes) box.checked = true;
  boxes[0]?.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Says on the main button how many are ticked and how many are not. */
export function countTicks() {
  for (const form of document.querySelectorAll("form[data-count]")) {
    const boxes = inputs(form, 'input[type="checkbox"]');
    const count = boxes.filter((box) => box.checked).length;
    const button = form.querySelector("button[data-label-all]");
    if (!(button instanceof HTMLElement)) continue;
    const { labelAll = "", labelSome = "" } = button.dataset;
    button.classList.toggle("button-soft", count < boxes.length);
    const some = labelSome.replace("{count}", String(count)).replace("{missing}", String(boxes.length - count));
    button.textContent = count === boxes.length ? labelAll : some;
  }
}
