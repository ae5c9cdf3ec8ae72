// What the server is known to have of each text: by it a field is changed or not, and an edit says what it was based on.

import { around, fieldOf, sideOf } from "./rows.js";

/** What the server has said of texts since the page was made, by passage and side. @type {Map<string, string>} */
const known = new Map();

/** A field's default value is what the page was made with. @param {HTMLTextAreaElement} field */
export const knownText = (field) => known.get(`${around(field)?.id} ${sideOf(field)}`) ?? field.defaultValue;
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
  known.set(`${id} ${side}`, text);
}

/** Takes the texts of a row as those that the server has. @param {HTMLLIElement} row */
export function remember(row) {
  for (const side of /** @type {const} */ (["source", "target"])) know(row.id, side, fieldOf(row, side).value);
}

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
