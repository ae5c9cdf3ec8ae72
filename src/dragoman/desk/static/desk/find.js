// Find and replace over all passages: a preview, each change accepted by itself, one action that can be taken back.

import { putValue } from "./fields.js";
import { grid, mayEdit } from "./page.js";
import { current, fieldOf, sideOf } from "./rows.js";
import { hasConflict } from "./row_state.js";
import { save } from "./saving.js";

/**
 * A pattern that finds words as somebody typed them. A whole word has no letter, sign or digit of any script beside it.
 * @param {string} words
 * @param {{whole: boolean, sameCase: boolean}} options
 */
export function makePattern(words, { whole, sameCase }) {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const inside = "[\\p{L}\\p{M}\\p{N}\\u200c\\u200d]";
  const bounded = whole ? `(?<!${inside})${escaped}(?!${inside})` : escaped;
  return new RegExp(bounded, sameCase ? "gu" : "giu");
}

/** Opens the dialog. */
export function openFind() {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("find"));
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector(".found"));
  const count = /** @type {HTMLElement} */ (dialog.querySelector(".count"));
  const value = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const search = () => {
    list.replaceChildren();
    const words = value("words").value;
    const found = words ? findAll(words, value("side").value, { whole: value("whole").checked, sameCase: value("case").checked }) : [];
    count.textContent = words ? `${found.length} ${found.length === 1 ? "passage" : "passages"}` : "";
    for (const one of found.slice(0, 500)) list.append(item(one, value("by").value));
  };
  form.oninput = search;
  form.onsubmit = (event) => {
    event.preventDefault();
    const rows = [...list.querySelectorAll("label")].filter((label) => /** @type {HTMLInputElement} */ (label.querySelector("input")).checked);
    dialog.close();
    back();
    back = () => undefined;
    if (mayEdit && rows.length) replaceAll(rows);
  };
  search();
  let back = keepCaret();
  dialog.onclose = () => back();
  dialog.showModal();
  value("words").focus();
}

/** Puts the caret back: the browser gives a field the focus again when a dialog closes, with its caret at the beginning. */
function keepCaret() {
  const field = current();
  if (!field) return () => undefined;
  const { selectionStart, selectionEnd } = field;
  return () => field.setSelectionRange(selectionStart, selectionEnd);
}

/**
 * @param {string} words
 * @param {string} side
 * @param {{whole: boolean, sameCase: boolean}} options
 */
function findAll(words, side, options) {
  const pattern = makePattern(words, options);
  const found = [];
  for (const row of grid.querySelectorAll("li.row:not(.withdrawn)")) {
    for (const field of row.querySelectorAll("textarea")) {
      if (side !== "both" && sideOf(field) !== side) continue;
      pattern.lastIndex = 0;
      if (pattern.test(field.value)) found.push({ row: /** @type {HTMLLIElement} */ (row), field, pattern });
    }
  }
  return found;
}

/**
 * @param {{row: HTMLLIElement, field: HTMLTextAreaElement, pattern: RegExp}} one
 * @param {string} by
 */
function item(one, by) {
  const label = document.createElement("label");
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.checked = true;
  const text = document.createElement("span");
  text.dir = one.field.dir;
  text.lang = one.field.lang;
  let done = 0;
  for (const match of one.field.value.matchAll(one.pattern)) {
    const [removed, added] = [document.createElement("del"), document.createElement("ins")];
    removed.textContent = match[0];
    added.textContent = by;
    text.append(one.field.value.slice(done, match.index), removed, added);
    done = match.index + match[0].length;
  }
  text.append(one.field.value.slice(done));
  label.dataset.segment = one.row.id;
  label.dataset.side = sideOf(one.field);
  // A function, so that "$&" in what was typed means itself.
  label.dataset.after = one.field.value.replace(one.pattern, () => by);
  label.append(tick, text);
  return label;
}

/**
 * @param {HTMLLabelElement[]} labels
 */
function replaceAll(labels) {
  /** @type {any[]} */
  const edits = [];
  let first = null;
  for (const label of labels) {
    const row = /** @type {HTMLLIElement | null} */ (document.getElementById(label.dataset.segment ?? ""));
    if (!row) continue;
    const field = fieldOf(row, label.dataset.side ?? "target");
    // A text that waits for a choice is chosen first.
    if (hasConflict(row)) continue;
    save(row);
    edits.push({ verb: "set-text", segment: row.id, side: sideOf(field), before: field.value, after: label.dataset.after });
    putValue(field, label.dataset.after ?? "");
    first ??= row;
  }
  if (first) save(first, edits);
}
