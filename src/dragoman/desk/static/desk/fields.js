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

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const field of entry.target.querySelectorAll("textarea")) grow(field);
    seen.unobserve(entry.target);
  }
}, { rootMargin: "600px" });

/** Makes the fields of a row as tall as their texts once it is near what is shown. @param {Element} row */
export const watch = (row) => seen.observe(row);

for (const row of grid.querySelectorAll("li.row")) watch(row);
