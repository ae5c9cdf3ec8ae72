// What is done with a whole passage: its speaker, its times, splitting, joining, its state.

import { clock, around, current, currentRow, endOf, fieldOf, nameOf, neighbour, sideOf, startOf } from "./rows.js";
import { save } from "./saving.js";
import { forgetTimes, player } from "./sound.js";

/** @param {HTMLLIElement} row @param {string | null} id */
export function setSpeaker(row, id) {
  const before = row.dataset.speaker || null;
  if (before === id) return;
  row.dataset.speaker = id ?? "";
  /** @type {HTMLElement} */ (row.querySelector(".speaker bdi")).textContent = nameOf(id);
  save(row, [{ verb: "set-speaker", segment: row.id, before, after: id }]);
}

/** Gives a row to somebody who is not among the speakers yet. @param {HTMLLIElement} row @param {string} label */
export function addSpeaker(row, label) {
  save(row, [{ verb: "add-speaker", segment: row.id, before: row.dataset.speaker || null, label }]);
}

/** @param {HTMLLIElement} row @param {number | null} start @param {number | null} end */
function setSpan(row, start, end) {
  if (start === null || start < 0 || (end !== null && end < start)) return;
  save(row, [spanEdit(row, start, end)]);
}

/** Shows a row's new time; the value is the edit that says it. @param {HTMLLIElement} row @param {number} start @param {number | null} end */
export function spanEdit(row, start, end) {
  const [from, to] = [startOf(row), endOf(row)];
  const before = from === null ? null : [from, to];
  row.dataset.start = String(start);
  row.dataset.end = end === null ? "" : String(end);
  forgetTimes();
  /** @type {HTMLElement} */ (row.querySelector(".time")).textContent = clock(start);
  return { verb: "set-span", segment: row.id, before, after: [start, end] };
}

/** @param {"start" | "end"} edge @param {number} by */
export function moveEdge(edge, by) {
  const row = currentRow();
  if (!row) return;
  const [start, end] = [startOf(row), endOf(row)];
  if (start === null) return;
  setSpan(row, edge === "start" ? start + by : start, edge === "end" && end !== null ? end + by : end);
}

/** The caret that was last set in each side of a row. @type {Map<string, number>} */
const carets = new Map();
document.addEventListener("selectionchange", () => {
  const field = current();
  const row = around(field);
  if (field && row) carets.set(`${row.id} ${sideOf(field)}`, field.selectionStart);
});

/** Splits the row at the caret of each language; a language without one stays whole in the first part. */
export function split() {
  const row = currentRow();
  const field = current();
  if (!row || !field) return;
  /** @type {any} */
  const edit = { verb: "split", segment: row.id };
  for (const side of /** @type {const} */ (["source", "target"])) {
    const text = fieldOf(row, side).value;
    const caret = carets.get(`${row.id} ${side}`);
    const inside = caret !== undefined && caret > 0 && caret < text.length;
    if (inside) edit[side] = [text.slice(0, caret), text.slice(caret)];
  }
  if (!edit.source && !edit.target) return;
  const [start, end] = [startOf(row), endOf(row)];
  if (player && start !== null && player.now > start && player.now < (end ?? Infinity) && player.playing) edit.time = player.now;
  carets.delete(`${row.id} source`);
  carets.delete(`${row.id} target`);
  save(row, [edit]);
}

export function join() {
  const row = currentRow();
  const next = neighbour(row, 1);
  if (row && next) {
    save(next);
    save(row, [{ verb: "join", segment: row.id, second: next.id }]);
  }
}
