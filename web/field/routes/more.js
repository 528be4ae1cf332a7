// The addresses that lie in the worker's own script, beside those of the screens and of the writing desk.
import { askAmend, saveAmend } from "./amend.js";
import { askDelivery, saveDelivery } from "./deliver.js";
import { savePhoto } from "./photo.js";
import { practice } from "./practice.js";
import { readyRoutes } from "./ready.js";

/** @type {import("../router.js").OwnRoute[]} */
const door = [
  ["GET", "/field/items/:id/deliver", askDelivery],
  ["POST", "/field/items/:id/deliver", saveDelivery],
  ["POST", "/field/items/:id/photo", savePhoto],
  ["GET", "/field/items/:id/amend", askAmend],
  ["POST", "/field/items/:id/amend", saveAmend],
];

/** @type {import("../router.js").OwnRoute[]} */
export const more = [...door, ...practice, ...readyRoutes];
