// The signature pad. Strokes live in a hidden field, in a box of 640 × 320 whatever the screen, and the canvas is
// redrawn from them: turning the phone changes nothing.
import SignaturePad from "signature_pad";
import { decode, encode, fit } from "../../../sync/strokes.js";

/** @typedef {import("../../../sync/strokes.js").Strokes} Strokes */
/** @typedef {import("../../../sync/strokes.js").Point} Point */

/** The logical box; the same as BOX in ../forms.js. */
const WIDTH = 640;
const HEIGHT = 320;
/** Between an old drawing that was kept and the next stroke, in ms. */
const PAUSE = 500;

/** Every pad on this screen that has none yet gets its canvas. */
export function preparePads() {
  for (const pad of document.querySelectorAll("[data-pad]:not([data-pad-ready])")) {
    if (pad instanceof HTMLElement) prepare(pad);
  }
}

/** @param {HTMLElement} pad */
function prepare(pad) {
  const canvas = pad.querySelector("canvas");
  const field = pad.querySelector("input");
  if (!canvas || !field) return;
  pad.dataset.padReady = "";
  const drawing = new SignaturePad(canvas, { minWidth: 1, maxWidth: 2.6, minDistance: 2, throttle: 8 });
  let width = 0;
  let strokes = strokesOf(field.value);
  const show = () => {
    pad.classList.toggle("pad-signed", strokes.length > 0);
    draw(drawing, canvas, strokes);
  };
  new ResizeObserver(() => {
    if (width > 0) strokes = drawn(drawing, width);
    width = canvas.clientWidth;
    if (width > 0) show();
  }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  drawing.addEventListener("beginStroke", () => pad.classList.add("pad-signed"));
  drawing.addEventListener("endStroke", () => {
    strokes = drawn(drawing, width);
    keep(field, encode(fit(strokes)));
  });
  pad.querySelector("[data-pad-clear]")?.addEventListener("click", () => {
    strokes = [];
    show();
    keep(field, "");
  });
}

/**
 * @param {HTMLInputElement} field
 * @param {string} value
 */
function keep(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * @param {string} text
 * @returns {Strokes}
 */
function strokesOf(text) {
  try {
    return text ? decode(text) : [];
  } catch {
    return [];
  }
}

/**
 * What is on the canvas, in the logical box and in ms since the first point.
 * @param {SignaturePad} drawing
 * @param {number} width of the canvas in CSS pixels
 * @returns {Strokes}
 */
function drawn(drawing, width) {
  const groups = drawing.toData().filter((group) => group.points.length > 0);
  const start = groups[0]?.points[0]?.time ?? 0;
  const scale = WIDTH / width;
  const logical = (/** @type {{x: number, y: number, time: number}} */ { x, y, time }) =>
    /** @type {Point} */ ([x * scale, y * scale, time - start]);
  return groups.map((group) => group.points.map(logical));
}

/**
 * @param {SignaturePad} drawing
 * @param {HTMLCanvasElement} canvas
 * @param {Strokes} strokes
 */
function draw(drawing, canvas, strokes) {
  const dots = Math.max(1, window.devicePixelRatio);
  const width = canvas.clientWidth;
  canvas.width = width * dots;
  canvas.height = ((width * HEIGHT) / WIDTH) * dots;
  canvas.getContext("2d")?.scale(dots, dots);
  drawing.penColor = getComputedStyle(canvas).color;
  const end = Math.max(0, ...strokes.flat().map((point) => point[2]));
  const start = Date.now() - end - PAUSE;
  const scale = width / WIDTH;
  const { penColor, minWidth, maxWidth, dotSize, velocityFilterWeight, compositeOperation } = drawing;
  const look = { penColor, minWidth, maxWidth, dotSize, velocityFilterWeight, compositeOperation };
  const place = (/** @type {Point} */ [x, y, t]) => ({ x: x * scale, y: y * scale, time: start + t, pressure: 0.5 });
  drawing.fromData(strokes.map((stroke) => ({ ...look, points: stroke.map(place) })));
}
