// The row that somebody is in: marked, in the address, beside the panel; and the place that a reload comes back to.

import { panel } from "./beside.js";
import { grid, state, whole } from "./page.js";
import { around, current, fieldOf, isRead, rowOf, sideOf } from "./rows.js";
import { placeOf } from "./row_state.js";
import { player } from "./sound.js";
import { loopRow } from "./stamping.js";

const PLACE = `place ${state.key}`;

grid.addEventListener("focusin", (event) => {
  const row = around(/** @type {Element} */ (event.target));
  if (row && !row.classList.contains("here")) enter(row);
});

/** @param {HTMLLIElement} row */
function enter(row) {
  grid.querySelector(".row.here")?.classList.remove("here");
  row.classList.add("here");
  placeOf(row);
  history.replaceState(null, "", `#${row.id}`);
  panel.show(row);
  loopRow(row);
}

document.addEventListener("selectionchange", () => {
  const field = current();
  const row = around(field);
  if (!field || !row) return;
  const place = { id: row.id, side: sideOf(field), caret: field.selectionStart, time: player?.now ?? 0 };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
});

/** Goes to the passage of the address, else to where somebody was before the page was loaded again. */
export async function returnToPlace() {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  const id = location.hash.slice(1) || place?.id;
  if (id && !isRead(rowOf(id))) await whole;
  const here = around(current());
  // Who has begun to work meanwhile stays where they are.
  if (here) return here.classList.contains("here") || enter(here);
  const row = rowOf(id) ?? (place && rowOf(place.id));
  if (!row) return;
  const isThere = place?.id === row.id;
  row.scrollIntoView({ block: "center" });
  const field = fieldOf(row, isThere ? place.side : "target");
  field.focus({ preventScroll: true });
  if (!isThere) return;
  field.setSelectionRange(place.caret, place.caret);
  if (place.time) player?.seek(place.time);
}
