// What is done with a whole passage: its speaker, its times, splitting, joining, its state.

import { holdSent } from "./changes.js";
import { say } from "./page.js";
import { clock, around, current, currentRow, endOf, fieldOf, nameOf, neighbour, sideOf, startOf } from "./rows.js";
import { save } from "./saving.js";
import { forgetTimes, player } from "./sound.js";

/** @param {HTMLLIElement} row @param {string | null} id */
export function setSpeaker(row, id) {
  const before = row.dataset.speaker || null;
  if (before === id) return;
  holdSent(row, "speaker");
  row.dataset.speaker = id ?? "";
  /** @type {HTMLElement} */ (row.querySelector(".speaker bdi")).textContent = nameOf(id);
  save(row, [{ verb: "set-speaker", segment: row.id, before, after: id }]);
}

/** Gives a row to somebody who is not among the speakers yet. @param {HTMLLIElement} row @param {string} label */
export function addSpeaker(row, label) {
  save(row, [{ verb: "add-speaker", segment: row.id, before: row.dataset.speaker || null, label }]);
}

export const NO_TIME = "This passage has no time yet: play, and press F8 where it begins.";

/** @param {HTMLLIElement} row @param {number} start @param {number | null} end */
function setSpan(row, start, end) {
  if (start < 0) say("A passage cannot begin before the interview.");
  else if (end !== null && end < start) say("A passage cannot end before it begins.");
  else save(row, [spanEdit(row, start, end)]);
}

/** Shows a row's new time; the value is the edit that says it. @param {HTMLLIElement} row @param {number} start @param {number | null} end */
export function spanEdit(row, start, end) {
  const [from, to] = [startOf(row), endOf(row)];
  const before = from === null ? null : [from, to];
  holdSent(row, "span");
  row.dataset.start = String(start);
  row.dataset.end = end === null ? "" : String(end);
  forgetTimes();
  /** @type {HTMLElement} */ (row.querySelector(".time")).textContent = clock(start);
  return { verb: "set-span", segment: row.id, before, after: [start, end] };
}

/** Moves an edge of the passage; an end that is not known is set. @param {"start" | "end"} edge @param {number} by */
export function moveEdge(edge, by) {
  const row = currentRow();
  if (!row) return;
  const [start, end] = [startOf(row), endOf(row)];
  if (start === null) say(NO_TIME);
  else if (edge === "start") setSpan(row, start + by, end);
  else if (end !== null) setSpan(row, start, end + by);
  else setEnd(row, start, findEnd(row, start));
}

/** Sets the end of a passage, and says where it is: the row shows only where it begins. @param {HTMLLIElement} row @param {number} start @param {number | null} end */
export function setEnd(row, start, end) {
  if (end === null) {
    say("This passage has no end, and the recording is not here to find one.");
    return;
  }
  if (end <= start) {
    say(`This passage begins at ${clock(start)}: play on from there to where it ends.`);
    return;
  }
  save(row, [spanEdit(row, start, end)]);
  say(`This passage ends at ${clock(end)}.`);
}

/**
 * Where a passage without an end probably ends: at what is being played if that is after its beginning, else where the
 * recording ends; not after the beginning of the next one.
 * @param {HTMLLIElement} row
 * @param {number} start
 */
function findEnd(row, start) {
  const end = player && (player.now > start ? player.now : player.end);
  const next = neighbour(row, 1, (one) => (startOf(one) ?? -1) > start);
  const limit = next && startOf(next);
  return end === null || limit === null ? (end ?? limit) : Math.min(end, limit);
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
