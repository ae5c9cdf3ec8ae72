// Opening: what was typed and not saved comes back, and the place where somebody was.

import { showConflict } from "./conflicts.js";
import { grow } from "./fields.js";
import { client, state } from "./page.js";
import { fieldOf, rowOf } from "./rows.js";
import { show } from "./row_state.js";
import { does, sync } from "./saving.js";
import { returnToPlace } from "./selection.js";

/** Brings back what was typed: from the server's journal, and from this browser, which has the later words. */
export async function begin() {
  const kept = await sync.resume().catch(() => []);
  /** @type {Map<string, any>} */
  const typed = new Map();
  for (const entry of state.typing) if (entry.client === client) typed.set(`${entry.segment} ${entry.side}`, entry);
  for (const entry of kept) typed.set(`${entry.segment} ${entry.side}`, entry);
  for (const entry of typed.values()) restore(entry);
  const others = state.typing.filter((/** @type {any} */ entry) => entry.client !== client && !typed.has(`${entry.segment} ${entry.side}`));
  for (const entry of others) offer(entry);
  returnToPlace();
  document.documentElement.dataset.ready = "yes";
}

/** Puts typing that was not saved back into its field. @param {any} entry */
function restore(entry) {
  const row = rowOf(entry.segment);
  if (!row || entry.text === null) return;
  const field = fieldOf(row, entry.side);
  if (field.value === entry.text) return;
  const now = field.value;
  field.value = entry.text;
  grow(field);
  show(row, "typing", "typed before, not saved yet");
  if (now !== entry.before) showConflict(row, { segment: row.id, field: entry.side, base: entry.before, mine: entry.text, theirs: now }, does);
}

/** Typing of another window that was not saved: shown beside the row, never put into the field. @param {any} entry */
function offer(entry) {
  const row = rowOf(entry.segment);
  if (!row || entry.text === null || fieldOf(row, entry.side).value === entry.text) return;
  const note = document.createElement("p");
  note.className = "offer";
  note.textContent = `Typed in another window by ${entry.by} and not saved: `;
  const words = document.createElement("q");
  words.textContent = entry.text;
  note.append(words);
  row.append(note);
}
