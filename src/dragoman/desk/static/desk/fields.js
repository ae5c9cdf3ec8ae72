// A field as it looks: as tall as its text, with the colours of its marks behind it.

import { paint } from "./notation.js";
import { grid } from "./page.js";

/** @param {HTMLTextAreaElement} field */
export function grow(field) {
  if (!CSS.supports("field-sizing", "content")) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
  repaint(field);
}

/** The layer of colours behind a field, made when it is first painted. @param {HTMLTextAreaElement} field @returns {HTMLElement} */
export function layerOf(field) {
  const there = field.previousElementSibling;
  if (there instanceof HTMLElement) return there;
  const layer = document.createElement("div");
  layer.className = "layer";
  layer.ariaHidden = "true";
  layer.dir = field.dir;
  layer.lang = field.lang;
  field.before(layer);
  return layer;
}

/** @param {HTMLTextAreaElement} field */
function repaint(field) {
  const faults = paint(field.value, layerOf(field));
  field.setAttribute("aria-invalid", faults.length ? "true" : "false");
  field.title = faults.map((fault) => fault.message).join("; ");
}

// The browser says by itself when it begins to render a row. An observer of thousands of rows costs time at each frame.
const tells = "ContentVisibilityAutoStateChangeEvent" in window;
/** Rows that have been made as tall as their texts. @type {WeakSet<Element>} */
const grown = new WeakSet();

/** @param {Element} row */
function growRow(row) {
  if (grown.has(row)) return;
  grown.add(row);
  for (const field of row.querySelectorAll("textarea")) grow(field);
}

/** Makes the fields of a new row as tall as their texts, where the browser does not say when it is shown. @param {Element} row */
export const watch = (row) => !tells && requestAnimationFrame(() => growRow(row));

grid.addEventListener("contentvisibilityautostatechange", (event) => {
  if (event.target instanceof Element && !(/** @type {any} */ (event).skipped)) growRow(event.target);
}, true);
// Those that were shown before this module was loaded. All are looked at before one is changed: after a change the browser
// has to lay out the page anew to answer.
[...grid.children].filter((row) => !tells || row.checkVisibility({ contentVisibilityAuto: true })).forEach(growRow);
