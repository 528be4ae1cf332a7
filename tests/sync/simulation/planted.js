// A copy of the program with one bug in it. Nothing in the work tree is touched.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./commune.js";

/**
 * @typedef {object} Bug
 * @property {string} name
 * @property {string} file
 * @property {string} from
 * @property {string} to
 * @property {string} profile the kind of day on which it would show
 */

/** What the phones need, and what the server needs. */
const PHONE = ["sync", "web/field/db", "web/field/db.js", "web/field/routes/rescue.js", "web/field/words.js", "package.json"];
const SERVER = ["server", "sync"];
/** What is used as it is. */
const SHARED = { phone: ["node_modules"], server: ["web", "static"] };

/**
 * @param {Bug} bug
 * @param {string} folder for the copy
 * @param {"phone"|"server"} side
 * @returns {string} the folder
 * @throws if the bug's text does not stand in its file exactly once
 */
export function planted(bug, folder, side) {
  rmSync(folder, { recursive: true, force: true });
  for (const path of side === "phone" ? PHONE : SERVER) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: (name) => !name.includes("__pycache__") });
  }
  for (const path of SHARED[side]) symlinkSync(join(ROOT, path), join(folder, path));
  const file = join(folder, bug.file);
  const parts = readFileSync(file, "utf8").split(bug.from);
  if (parts.length !== 2) throw new Error(`“${bug.name}” does not fit ${bug.file} any more: it is found ${parts.length - 1} times`);
  writeFileSync(file, parts.join(bug.to));
  return folder;
}
