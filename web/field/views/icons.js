// Icons and faces, drawn here because many phones lack the glyphs. Each stands beside a word and is hidden from readers.
import { html, raw } from "hono/html";

/** Paths on a 24 × 24 grid, stroked in the colour of the text. */
const PATHS = {
  home: '<path d="M4 11l8-7 8 7v8a1.5 1.5 0 0 1-1.5 1.5H15v-6H9v6H5.5A1.5 1.5 0 0 1 4 19z"/>',
  bag: '<path d="M5 8h14l1 11.5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z"/><path d="M8.5 11V7a3.5 3.5 0 0 1 7 0v4"/>',
  me: '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c.8-4 4-6 8-6s7.2 2 8 6"/>',
  back: '<path d="M15 5l-7 7 7 7"/>',
  next: '<path d="M9 5l7 7-7 7"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
  phone: '<path d="M6.5 3.5H9l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v2.5a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4.5 5.5a2 2 0 0 1 2-2z"/>',
  scan: '<path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16"/>',
  camera: '<path d="M3.500 8h4l1.500-2.500h6L16.500 8h4v11.500h-17z"/><circle cx="12" cy="13.500" r="3.500"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7"/>',
  lock: '<rect x="5" y="10.500" width="14" height="10" rx="2"/><path d="M8 10.500V8a4 4 0 0 1 8 0v2.500"/>',
  saved: '<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M9.5 12l2 2 3.5-4"/>',
  warn: '<path d="M12 4L2.8 20h18.4z"/><path d="M12 10v4.5M12 17.3v.1"/>',
  redo: '<path d="M5 5v5h5"/><path d="M5.5 10A7.5 7.5 0 1 1 4.5 14"/>',
  pen: '<path d="M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z"/><path d="M13.5 7l3.5 3.5"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
  undo: '<path d="M8 5L3.5 9.5 8 14"/><path d="M4 9.5h10a6 6 0 0 1 0 12h-3"/>',
  save: '<path d="M12 3.500v11M7.500 10.500l4.500 4.500 4.500-4.500M4.500 20h15"/>',
  calendar: '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
  book: '<path d="M12 6.500c-2.500-2-5.500-2-8-1.500v13.500c2.500-.5 5.500-.5 8 1.500 2.500-2 5.500-2 8-1.500V5c-2.500-.5-5.500-.5-8 1.500zM12 6.500V20"/>',
  page: '<path d="M6 3.500h8l4 4v13H6z"/><path d="M14 3.500v4h4M9 12h6M9 16h6"/>',
  sound: '<path d="M4 9.500h3.500L12 5.500v13L7.500 14.500H4z"/><path d="M15.500 9a4.500 4.500 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11"/>',
  stop: '<rect x="6" y="6" width="12" height="12" rx="1.500"/>',
  person: '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5"/><path d="M18.5 8v6M15.5 11h6"/>',
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * One icon.
 * @param {IconName} name
 */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${raw(PATHS[name])}</svg>`;
}

/** Mouth and brows of the five faces, from the gladdest (5) to the saddest (1). */
const FACES = {
  5: '<path d="M9.5 18.5a7 7 0 0 0 13 0z"/><path d="M9 12.5c.8-1.3 2.4-1.3 3.2 0M19.8 12.5c.8-1.3 2.4-1.3 3.2 0"/>',
  4: '<path d="M10 19.5c3 3.3 9 3.3 12 0"/><path d="M11 12.3v1.4M21 12.3v1.4"/>',
  3: '<path d="M10.5 20.5h11"/><path d="M11 12.3v1.4M21 12.3v1.4"/>',
  2: '<path d="M10 22c3-3.3 9-3.3 12 0"/><path d="M11 12.3v1.4M21 12.3v1.4"/>',
  1: '<path d="M10.5 22.5c2.5-4.5 8.5-4.5 11 0"/><path d="M8.5 12.500l4-2M23.5 12.500l-4-2M11.5 14.500v1M20.5 14.500v1"/>',
};

/**
 * One face.
 * @param {1 | 2 | 3 | 4 | 5} mood 5 is the gladdest
 */
export function face(mood) {
  return html`<svg class="face" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><circle cx="16" cy="16" r="13.5"/>${raw(FACES[mood])}</svg>`;
}
