// The direction of a field: by its language, unless somebody has chosen another; a choice is kept in this browser.

import { findLayer } from "./fields.js";
import { addKey } from "./keys.js";
import { grid, state, whole } from "./page.js";
import { around, current, sideOf } from "./rows.js";

const KEPT = `dragoman direction ${state.key}`;

/** @returns {Record<string, "ltr" | "rtl">} passage and side to the direction that was chosen */
function readChoices() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value === "ltr" || value === "rtl"));
  } catch {
    return {};
  }
}

/** @param {HTMLTextAreaElement} field */
const nameOf = (field) => `${around(field)?.id} ${sideOf(field)}`;

/** @param {HTMLTextAreaElement} field @param {string} direction */
function turn(field, direction) {
  field.dataset.usual ??= field.dir;
  field.dir = direction;
  const layer = findLayer(field);
  if (layer) layer.dir = direction;
}

/** Turns the field that somebody is in, and keeps that. */
function toggle() {
  const field = current();
  if (!field) return;
  const choices = readChoices();
  const now = getComputedStyle(field).direction === "rtl" ? "ltr" : "rtl";
  turn(field, now);
  if (now === field.dataset.usual) delete choices[nameOf(field)];
  else choices[nameOf(field)] = now;
  localStorage.setItem(KEPT, JSON.stringify(choices));
}

function turnChosen() {
  const choices = readChoices();
  if (!Object.keys(choices).length) return;
  for (const field of grid.querySelectorAll("textarea")) {
    const chosen = choices[nameOf(field)];
    if (chosen) turn(field, chosen);
  }
}

turnChosen();
void whole.then(turnChosen);

// As Firefox does by the same key.
addKey({ keys: "Ctrl+Shift+X", does: "let this text run from the other side; kept for this field", group: "Editing", when: () => current() !== null, run: toggle });
