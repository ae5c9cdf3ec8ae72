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

/**
 * @param {HTMLElement | null} row
 * @param {RowState} what
 * @param {string} [says] in place of the usual words
 */
export function show(row, what, says) {
  const place = row?.querySelector(".saved");
  if (!place || !row) return;
  row.dataset.saved = what;
  place.textContent = says ?? SAYS[what];
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
