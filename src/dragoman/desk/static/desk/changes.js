// Rows as the server says they are: changed, new, moved, deleted. Nothing is written into a field that somebody is in.

import { grow, watch } from "./fields.js";
import { grid, mayEdit } from "./page.js";
import { clock, fieldOf, nameOf, rowOf } from "./rows.js";
import { show } from "./row_state.js";
import { hasDirty, isDirty, know, knownText, remember } from "./texts.js";

/** Texts that came while their field was in use: shown when it is left. @type {Map<string, any>} */
const later = new Map();

/**
 * Shows a passage as it is now.
 * @param {any} row
 * @param {boolean} own whether it was changed in this window
 */
export function showRow(row, own) {
  let there = rowOf(row.id);
  if (!there) {
    there = newRow(row);
    grid.append(there);
  }
  there.dataset.state = row.state;
  there.dataset.start = row.start ?? "";
  there.dataset.end = row.end ?? "";
  there.dataset.speaker = row.speaker ?? "";
  there.classList.toggle("withdrawn", row.is_withdrawn);
  there.classList.toggle("machine", row.is_machine);
  there.classList.toggle("untranslated", row.is_untranslated);
  there.classList.toggle("listened", row.listened.length > 0);
  /** @type {HTMLElement} */ (there.querySelector(".time")).textContent = clock(row.start);
  /** @type {HTMLElement} */ (there.querySelector(".speaker bdi")).textContent = nameOf(row.speaker);
  for (const side of /** @type {const} */ (["source", "target"])) {
    const field = fieldOf(there, side);
    field.readOnly = !mayEdit || row.is_withdrawn;
    const before = knownText(field);
    if (row[side] === before) continue;
    if (field.value === row[side]) know(row.id, side, row[side]);
    else if (field.value === before && document.activeElement !== field) {
      field.value = row[side];
      know(row.id, side, row[side]);
      grow(field);
    } else if (!own) {
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
  watch(made);
  return made;
}

/**
 * Takes a passage that somebody deleted off the page; one with words that are not saved stays, so that they can be copied.
 * @param {HTMLLIElement} row
 */
function leaveOut(row) {
  if (!hasDirty(row)) row.remove();
  else show(row, "refused", "somebody has deleted this passage; copy what you typed");
}

/** @param {string[]} order */
export function arrange(order) {
  const wanted = new Set(order);
  for (const row of [...grid.querySelectorAll("li.row")]) if (!wanted.has(row.id)) leaveOut(/** @type {HTMLLIElement} */ (row));
  /** @type {Element | null} */
  let before = grid.firstElementChild;
  order.forEach((id, place) => {
    const row = rowOf(id);
    if (!row) return;
    if (row !== before) grid.insertBefore(row, before);
    else before = before.nextElementSibling;
    /** @type {HTMLElement} */ (row.querySelector(".number")).textContent = String(place + 1);
    for (const field of row.querySelectorAll("textarea")) {
      const name = field.dataset.side === "source" ? "original" : "translation";
      field.setAttribute("aria-label", `${name} of passage ${place + 1}`);
    }
  });
}

/** Shows what came while the fields of a row were in use. @param {HTMLLIElement} row */
export function showLater(row) {
  for (const side of /** @type {const} */ (["source", "target"])) {
    const name = `${row.id} ${side}`;
    const field = fieldOf(row, side);
    if (later.has(name) && !isDirty(field)) {
      know(row.id, side, later.get(name));
      field.value = later.get(name);
      later.delete(name);
      grow(field);
    }
  }
  if (![...later.keys()].some((name) => name.startsWith(`${row.id} `))) row.classList.remove("changed-elsewhere");
}

/** Forgets what came for a field. @param {HTMLLIElement} row @param {"source" | "target"} side */
export function forgetLater(row, side) {
  later.delete(`${row.id} ${side}`);
  row.classList.remove("changed-elsewhere");
}
