// What became of a row's text, in words beside it: typed, waiting, being sent, saved, refused. The text itself stays.

/** @typedef {"" | "typing" | "queued" | "sending" | "saved" | "refused"} RowState */

const SAYS = {
  "": "",
  typing: "not saved yet",
  queued: "waits to be sent",
  sending: "saving",
  saved: "saved",
  refused: "not saved",
};

/** The place in a row for these words. A live region speaks only of what comes into it: it is there before. @param {HTMLElement} row */
export function placeOf(row) {
  const there = row.querySelector(".saved");
  if (there) return there;
  const place = document.createElement("span");
  place.className = "saved";
  place.role = "status";
  row.querySelector(".marks")?.prepend(place);
  return place;
}

/** The passages of which something was refused, or that wait for a choice between two texts. @type {Set<string>} */
const refused = new Set();

/** Whether a row waits for a choice between two texts. @param {HTMLElement} row */
export const hasConflict = (row) => row.querySelector(".conflict") !== null;

/** Counts a row as one that is not saved until somebody has chosen. @param {HTMLElement} row */
export const holdBack = (row) => void refused.add(row.id);

/** How many passages have something that is not saved until a person does something. */
export const countRefused = () => [...refused].filter((id) => document.getElementById(id)).length;

/**
 * @param {HTMLElement | null} row
 * @param {RowState} what
 * @param {string} [says] in place of the usual words
 */
export function show(row, what, says) {
  if (!row) return;
  if (what === "refused") refused.add(row.id);
  else if (refused.has(row.id) && !hasConflict(row)) refused.delete(row.id);
  const place = placeOf(row);
  const words = says ?? SAYS[what];
  if (row.dataset.saved !== what) row.dataset.saved = what;
  if (place.textContent !== words) place.textContent = words;
}

/**
 * Shows which rows wait for the server: the first action is on its way, those behind it are not. A row that somebody has
 * typed into since says so.
 * @param {import("./sync.js").Action[]} waiting
 * @param {boolean} reached whether the server answered last
 */
export function showWaiting(waiting, reached) {
  waiting.forEach((action, place) => {
    const what = place === 0 && reached ? "sending" : "queued";
    for (const edit of action.edits) {
      const row = document.getElementById(edit.segment);
      if (row && row.dataset.saved !== what && ["", "queued", "sending", "saved"].includes(row.dataset.saved ?? "")) show(row, what);
    }
  });
}
