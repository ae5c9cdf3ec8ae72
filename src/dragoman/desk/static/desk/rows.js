// Rows and their fields: where they are, what they say of themselves, how one goes from one to the next.

import { grid, isWhole, state } from "./page.js";

/** @type {{id: string, name: string}[]} */
const speakers = [...state.speakers];

/** @param {string} id @returns {HTMLLIElement | null} */
export function rowOf(id) {
  const found = document.getElementById(id);
  return found instanceof HTMLLIElement ? found : null;
}
/** @param {Element | null} element @returns {HTMLLIElement | null} */
export const around = (element) => element?.closest("li.row") ?? null;
/** Whether all of a row has been read: the browser may still be at it. @param {HTMLLIElement | null} row */
export const isRead = (row) => row !== null && (isWhole() || beside(row, 1) !== null);
/** @param {HTMLElement} row @param {string} side */
export const fieldOf = (row, side) => /** @type {HTMLTextAreaElement} */ (row.querySelector(`textarea.${side}`));
/** @returns {HTMLTextAreaElement | null} */
export const current = () => {
  const active = document.activeElement;
  return active instanceof HTMLTextAreaElement && around(active) ? active : null;
};
/** @returns {HTMLLIElement | null} */
export const currentRow = () => around(document.activeElement) ?? /** @type {HTMLLIElement | null} */ (grid.querySelector(".row.here"));
/** @param {HTMLElement} row */
export const startOf = (row) => (row.dataset.start ? Number(row.dataset.start) : null);
/** @param {HTMLElement} row */
export const endOf = (row) => (row.dataset.end ? Number(row.dataset.end) : null);
/** @param {HTMLTextAreaElement} field */
export const sideOf = (field) => (field.classList.contains("source") ? "source" : "target");

/** @param {HTMLLIElement | null} row @param {string} [side] */
export function go(row, side) {
  if (!row) return;
  const field = fieldOf(row, side ?? (document.activeElement instanceof HTMLTextAreaElement ? sideOf(document.activeElement) : "target"));
  row.scrollIntoView({ block: "nearest" });
  field.focus();
}

/** @returns {HTMLLIElement[]} all of them, in order */
export const listRows = () => [...grid.querySelectorAll(/** @type {"li"} */ ("li.row"))];

/** @param {HTMLLIElement | null} row the first one is found for none @param {1 | -1} by @param {(row: HTMLLIElement) => boolean} [fits] */
export function neighbour(row, by, fits = () => true) {
  let next = row ? beside(row, by) : firstRow();
  while (next && !fits(next)) next = beside(next, by);
  return next;
}

const firstRow = () => /** @type {HTMLLIElement | null} */ (grid.querySelector("li.row"));
export const lastRow = () => /** @type {HTMLLIElement | null} */ (grid.lastElementChild?.lastElementChild ?? null);

/** The row beside another, which may be in the block beside. @param {HTMLLIElement} row @param {1 | -1} by */
function beside(row, by) {
  const block = row.parentElement;
  const found = by > 0 ? (row.nextElementSibling ?? block?.nextElementSibling?.firstElementChild) : (row.previousElementSibling ?? block?.previousElementSibling?.lastElementChild);
  return /** @type {HTMLLIElement | null} */ (found ?? null);
}

/** @returns {readonly {id: string, name: string}[]} who speaks, in the order of the keys */
export const listSpeakers = () => speakers;

/** Takes in who speaks: every row shows its speaker's name as it is now. @param {{id: string, name: string}[]} list */
export function setSpeakers(list) {
  speakers.splice(0, speakers.length, ...list);
  for (const row of listRows()) {
    const place = row.querySelector(".speaker bdi");
    const name = nameOf(row.dataset.speaker || null);
    if (place && place.textContent !== name) place.textContent = name;
  }
}

/** @param {string | null} id */
export function nameOf(id) {
  return speakers.find((one) => one.id === id)?.name ?? "?";
}

/** @param {number | null} ms */
export function clock(ms) {
  if (ms === null || ms === undefined) return "–";
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest_] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest_)}` : `${minutes}:${two(rest_)}`;
}
