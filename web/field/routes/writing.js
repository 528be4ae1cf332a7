// Every address of the writing desk on the phone; they lie in a script of their own (../writing.js).
import { askDrop, askForm, askSaved, dropForm } from "./forms.js";
import { keepForm, typeForm } from "./forms_typing.js";
import { showHandbook, showProcedure } from "./handbook.js";

/** @type {import("../router.js").OwnRoute[]} */
export const routes = [
  ["GET", "/field/forms", showHandbook],
  ["GET", "/field/procedures/:code", showProcedure],
  ["GET", "/field/forms/:code", askForm],
  ["POST", "/field/forms/:code", typeForm],
  ["POST", "/field/forms/:code/keep", keepForm],
  ["GET", "/field/forms/:code/saved", askSaved],
  ["GET", "/field/forms/:code/drop", askDrop],
  ["POST", "/field/forms/:code/drop", dropForm],
];
