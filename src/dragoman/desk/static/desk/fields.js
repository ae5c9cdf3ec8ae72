// A field as it looks: as tall as its text, with the colours of its marks behind it.

import { paint, readMarks } from "./notation.js";
import { grid, whole } from "./page.js";

const isGrownByCss = CSS.supports("field-sizing", "content");

/** @param {HTMLTextAreaElement} field */
export function grow(field) {
  if (!isGrownByCss) {
    field.style.height = "";
    field.style.height = `${field.scrollHeight}px`;
  }
  repaint(field);
}

/**
 * Puts a text into a field. The caret stays at the words where it is, as far as they are still there.
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
export function putValue(field, text) {
  const { value, selectionStart, selectionEnd, selectionDirection } = field;
  field.value = text;
  if (field.closest(".row.here")) {
    field.setSelectionRange(moved(value, text, selectionStart), moved(value, text, selectionEnd), selectionDirection);
  }
  grow(field);
}

/** Where a place in one text is in another: as far from the beginning where that is the same, else as far from the end. @param {string} from @param {string} to @param {number} place */
function moved(from, to, place) {
  if (to.startsWith(from.slice(0, place))) return place;
  const behind = from.slice(place);
  return behind && to.endsWith(behind) ? to.length - behind.length : Math.min(place, to.length);
}

/** The layer of colours behind a field; none where nothing has needed it yet. @param {HTMLTextAreaElement} field */
export function findLayer(field) {
  const there = field.previousElementSibling;
  return there instanceof HTMLElement && there.classList.contains("layer") ? there : null;
}

/** The layer of colours behind a field, which has all of its text. @param {HTMLTextAreaElement} field */
export function layerOf(field) {
  return findLayer(field) ?? addLayer(field);
}

/** @param {HTMLTextAreaElement} field */
function addLayer(field) {
  const layer = document.createElement("div");
  layer.className = `layer ${field.className}`;
  layer.ariaHidden = "true";
  layer.dir = field.dir;
  layer.lang = field.lang;
  paint(field.value, readMarks(field.value).stretches, layer);
  field.before(layer);
  return layer;
}

/** @param {HTMLTextAreaElement} field */
function repaint(field) {
  const { stretches, faults } = readMarks(field.value);
  const layer = findLayer(field);
  if (layer) paint(field.value, stretches, layer);
  else if (stretches.length) addLayer(field);
  if (!faults.length && !field.hasAttribute("aria-invalid")) return;
  field.setAttribute("aria-invalid", faults.length ? "true" : "false");
  field.title = faults.map((fault) => fault.message).join("; ");
}

// The browser says by itself when it begins to render a block of rows, but for old ones.
const tells = "ContentVisibilityAutoStateChangeEvent" in window;
/** Rows that have been made as tall as their texts. @type {WeakSet<Element>} */
const grown = new WeakSet();

/** @param {Element} row */
function growRow(row) {
  if (grown.has(row)) return;
  grown.add(row);
  for (const field of row.querySelectorAll("textarea")) grow(field);
}

/** @param {Element} block */
const growBlock = (block) => [...block.children].forEach(growRow);

/** Makes the fields of a new row as tall as their texts. @param {Element} row */
export const growSoon = (row) => requestAnimationFrame(() => growRow(row));

grid.addEventListener("contentvisibilityautostatechange", (event) => {
  if (event.target instanceof Element && !(/** @type {any} */ (event).skipped)) growBlock(event.target);
}, true);
/**
 * Those that were shown before this module was loaded. All are looked at before one is changed: after a change the browser
 * has to lay out the page anew to answer. What is asked is whether a block's rows are rendered, and not it itself.
 */
function growShown() {
  [...grid.children].filter((block) => !tells || block.firstElementChild?.checkVisibility({ contentVisibilityAuto: true })).forEach(growBlock);
}

growShown();
// A block may have been shown when half of its rows had been read.
void whole.then(growShown);
