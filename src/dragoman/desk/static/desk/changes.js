// Rows as the server says they are: changed, new, moved, deleted. Into a field that somebody is in goes only what they have
// done themselves, such as a split.

import { putBehind, takeAway } from "./blocks.js";
import { growSoon, putValue } from "./fields.js";
import { mayEdit } from "./page.js";
import { clock, fieldOf, lastRow, listRows, nameOf, neighbour, rowOf, sideOf } from "./rows.js";
import { show } from "./row_state.js";
import { forgetTimes } from "./sound.js";
import { hasDirty, isDirty, know, knownText, remember } from "./texts.js";

/** Texts that came while their field was in use: shown when it is left. @type {Map<string, any>} */
const later = new Map();

/**
 * How a passage has come to be changed: its fields have what was typed here, a command of this window has rewritten them,
 * or it was changed elsewhere.
 * @typedef {"typed" | "rewritten" | "elsewhere"} Effect
 */

/** What the server has of values that this window has changed and sent, by passage and field. @type {Map<string, any>} */
const held = new Map();

/** Keeps what a row has, before this window changes it. @param {HTMLLIElement} row @param {"state" | "speaker" | "span"} field */
export function holdSent(row, field) {
  const { state, speaker, start, end } = row.dataset;
  const name = `${row.id} ${field}`;
  if (!held.has(name)) held.set(name, { state, speaker, span: [start ?? "", end ?? ""] }[field]);
}

/** Forgets what the server had: it has taken the change. @param {string} name the passage and its field */
export const forgetSent = (name) => held.delete(name);

/** Shows again what the server has: it has refused the change. @param {HTMLLIElement} row @param {string} name the passage and its field */
export function putBack(row, name) {
  if (held.has(name)) putValueOf(row, name.split(" ")[1], held.get(name));
  held.delete(name);
}

/** @param {HTMLLIElement} row @param {string} field @param {any} value */
function putValueOf(row, field, value) {
  if (field === "state") row.dataset.state = value;
  else if (field === "speaker") {
    row.dataset.speaker = value;
    /** @type {HTMLElement} */ (row.querySelector(".speaker bdi")).textContent = nameOf(value || null);
  } else {
    [row.dataset.start, row.dataset.end] = value;
    /** @type {HTMLElement} */ (row.querySelector(".time")).textContent = clock(value[0] === "" ? null : Number(value[0]));
    forgetTimes();
  }
}

/**
 * Shows a passage as it is now.
 * @param {any} row
 * @param {Effect} effect
 * @param {Set<string>} sent the fields whose values are on their way to the server: they stay
 */
export function showRow(row, effect, sent) {
  let there = rowOf(row.id);
  if (!there) {
    there = newRow(row);
    putBehind(there, lastRow());
  }
  for (const [field, value] of Object.entries({ state: row.state, speaker: row.speaker ?? "", span: [row.start ?? "", row.end ?? ""] })) {
    const name = `${row.id} ${field}`;
    if (sent.has(name)) held.set(name, value);
    else putValueOf(there, field, value);
  }
  there.classList.toggle("withdrawn", row.withdrawn !== null);
  there.classList.toggle("machine", row.is_machine);
  there.classList.toggle("untranslated", row.is_untranslated);
  there.classList.toggle("listened", row.listened.length > 0);
  for (const side of /** @type {const} */ (["source", "target"])) {
    const field = fieldOf(there, side);
    field.readOnly = !mayEdit || row.withdrawn !== null;
    const before = knownText(field);
    if (row[side] === before || sent.has(`${row.id} ${side}`)) continue;
    if (field.value === row[side]) know(row.id, side, row[side]);
    else if (field.value === before && (effect === "rewritten" || document.activeElement !== field)) {
      putValue(field, row[side]);
      know(row.id, side, row[side]);
    } else if (effect !== "typed") {
      // The field is in use: what it began from stays what it began from, and the merge is made when it is saved.
      later.set(`${row.id} ${side}`, row[side]);
      there.classList.add("changed-elsewhere");
    }
  }
}

/** A row for a passage that was not here. @param {any} row */
function newRow(row) {
  const blank = /** @type {HTMLTemplateElement} */ (document.getElementById("blank-row"));
  const made = /** @type {HTMLLIElement} */ (blank.content.firstElementChild?.cloneNode(true));
  made.id = row.id;
  for (const side of /** @type {const} */ (["source", "target"])) {
    const field = fieldOf(made, side);
    field.value = row[side];
    field.dir = row[`${side}_direction`];
    if (row[`${side}_language`]) field.lang = row[`${side}_language`];
  }
  remember(made);
  growSoon(made);
  return made;
}

/**
 * Takes a passage that somebody deleted off the page; one with words that are not saved stays, so that they can be copied.
 * @param {HTMLLIElement} row
 */
function leaveOut(row) {
  if (!hasDirty(row)) takeAway(row);
  else show(row, "refused", "somebody has deleted this passage; copy what you typed");
}

/** Puts the rows into an order. Those that stand right are not touched: somebody may be in one. @param {string[]} order */
export function arrange(order) {
  const wanted = new Set(order);
  for (const row of listRows()) if (!wanted.has(row.id)) leaveOut(row);
  /** @type {HTMLLIElement | null} */
  let before = null;
  order.forEach((id, place) => {
    const row = rowOf(id);
    if (!row) return;
    if (row !== follower(before)) putBehind(row, before);
    number(row, place + 1);
    before = row;
  });
  forgetTimes();

  /** The row behind one that is not about to leave. @param {HTMLLIElement | null} row */
  function follower(row) {
    return neighbour(row, 1, (one) => wanted.has(one.id));
  }
}

/** @param {HTMLLIElement} row @param {number} place from 1 on */
function number(row, place) {
  const shown = /** @type {HTMLElement} */ (row.querySelector(".number"));
  if (shown.textContent === String(place)) return;
  shown.textContent = String(place);
  for (const field of row.querySelectorAll("textarea")) {
    field.setAttribute("aria-label", `${sideOf(field) === "source" ? "original" : "translation"} of passage ${place}`);
  }
}

/** Shows what came while the fields of a row were in use. @param {HTMLLIElement} row */
export function showLater(row) {
  for (const side of /** @type {const} */ (["source", "target"])) {
    const name = `${row.id} ${side}`;
    const field = fieldOf(row, side);
    if (later.has(name) && !isDirty(field)) {
      know(row.id, side, later.get(name));
      putValue(field, later.get(name));
      later.delete(name);
    }
  }
  if (![...later.keys()].some((name) => name.startsWith(`${row.id} `))) row.classList.remove("changed-elsewhere");
}

/** Forgets what came for a field. @param {HTMLLIElement} row @param {"source" | "target"} side */
export function forgetLater(row, side) {
  later.delete(`${row.id} ${side}`);
  row.classList.remove("changed-elsewhere");
}
