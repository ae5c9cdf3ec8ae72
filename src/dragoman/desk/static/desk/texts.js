// What the server is known to have of each text: by it a field is changed or not, and an edit says what it was based on.

import { grid } from "./page.js";
import { around, fieldOf, sideOf } from "./rows.js";

/** The texts of each passage as the server last said them. @type {Map<string, {source: string, target: string}>} */
const known = new Map();

/** @param {HTMLTextAreaElement} field */
export const knownText = (field) => known.get(around(field)?.id ?? "")?.[sideOf(field)] ?? "";
/** @param {HTMLTextAreaElement} field */
export const isDirty = (field) => field.value !== knownText(field);
/** Whether a text of a row is not saved. @param {HTMLElement} row */
export const hasDirty = (row) => [...row.querySelectorAll("textarea")].some(isDirty);

/**
 * @param {string} id
 * @param {"source" | "target"} side
 * @param {string} text what the server is known to have
 */
export function know(id, side, text) {
  const there = known.get(id);
  if (there) there[side] = text;
}

/** Takes the texts of a row as those that the server has. @param {HTMLLIElement} row */
export function remember(row) {
  known.set(row.id, { source: fieldOf(row, "source").value, target: fieldOf(row, "target").value });
}

for (const row of grid.querySelectorAll("li.row")) remember(/** @type {HTMLLIElement} */ (row));

/** @param {HTMLElement} row @returns {any[]} the texts of a row that are not saved, as edits */
export function textEdits(row) {
  return [...row.querySelectorAll("textarea")].filter(isDirty).map((field) => ({
    verb: "set-text",
    segment: row.id,
    side: sideOf(field),
    before: knownText(field),
    after: field.value,
  }));
}
