// The steps of a roster's grid that can be taken back, the last first, kept in this window only.

/** So many steps are remembered. */
const MOST = 50;

/** @typedef {Map<string, {person: string, pinned: boolean}>} Cells place (`shift|role`) → who is there */
/** @typedef {{shift: string, role: string, before: string, after: string, pinned: boolean}} Changed */

/**
 * @param {HTMLElement[]} places
 * @returns {Cells}
 */
export function readCells(places) {
  return new Map(
    places.map(({ dataset }) => [dataset.cell ?? "", { person: dataset.person ?? "", pinned: dataset.pinned !== undefined }]),
  );
}

/**
 * What a step changed goes on top; what was taken back leaves it.
 * @param {string} month
 * @param {Cells} before
 * @param {Cells} after
 * @param {"step" | "undone"} kind
 */
export function remember(month, before, after, kind) {
  const steps = read(month);
  if (kind === "undone") steps.pop();
  else {
    const changed = differences(before, after);
    if (changed.length) steps.push(changed);
  }
  sessionStorage.setItem(`roster-${month}`, JSON.stringify(steps.slice(-MOST)));
}

/**
 * @param {string} month
 * @returns {string | undefined} the last step as the server takes it, none if there is none
 */
export function lastStep(month) {
  const step = read(month).at(-1);
  return step && JSON.stringify(step);
}

/**
 * @param {Cells} before
 * @param {Cells} after
 * @returns {Changed[]}
 */
function differences(before, after) {
  const found = [];
  for (const [cell, now] of after) {
    const was = before.get(cell);
    const [shift = "", role = ""] = cell.split("|");
    if (was && was.person !== now.person) found.push({ shift, role, before: was.person, after: now.person, pinned: was.pinned });
  }
  return found;
}

/**
 * @param {string} month
 * @returns {Changed[][]}
 */
function read(month) {
  try {
    const steps = JSON.parse(sessionStorage.getItem(`roster-${month}`) ?? "[]");
    return Array.isArray(steps) ? steps : [];
  } catch {
    return [];
  }
}
