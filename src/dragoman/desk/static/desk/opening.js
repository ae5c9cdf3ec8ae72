// Opening: what was typed and not saved comes back, and the place where somebody was.

import { showConflict } from "./conflicts.js";
import { grow } from "./fields.js";
import { client, grid, isWhole, state, whole } from "./page.js";
import { fieldOf, isRead, listRows, rowOf } from "./rows.js";
import { show } from "./row_state.js";
import { does, sync, takeTyping } from "./saving.js";
import { returnToPlace } from "./selection.js";
import { textEdits } from "./texts.js";

/** Brings back what was typed: from the server's journal, and from this browser, which has the later words. */
export async function begin() {
  const kept = await sync.resume().catch(() => []);
  /** @type {Map<string, any>} */
  const typed = new Map();
  for (const entry of state.typing) if (entry.client === client) typed.set(nameOf(entry), entry);
  for (const entry of kept) typed.set(nameOf(entry), entry);
  const early = listRows().flatMap(textEdits).filter((edit) => !typed.has(nameOf(edit)));
  restoreAll([...typed.values()]);
  // What was typed into the page before this module was there.
  for (const edit of early) takeTyping(fieldOf(/** @type {HTMLElement} */ (rowOf(edit.segment)), edit.side));
  const others = state.typing.filter((/** @type {any} */ entry) => entry.client !== client && !typed.has(nameOf(entry)));
  void whole.then(() => others.forEach(offer));
  await returnToPlace();
  document.documentElement.dataset.ready = "yes";
}

/** @param {{segment: string, side: string}} entry */
const nameOf = (entry) => `${entry.segment} ${entry.side}`;

/** Puts typing back into each row before anybody can type there: the browser may still read the rows. @param {any[]} entries */
function restoreAll(entries) {
  let left = entries;
  const restoreRead = () => {
    const there = left.filter((entry) => isRead(rowOf(entry.segment)));
    left = left.filter((entry) => !there.includes(entry));
    there.forEach(restore);
  };
  restoreRead();
  if (!left.length || isWhole()) return;
  const observer = new MutationObserver(restoreRead);
  observer.observe(grid, { childList: true, subtree: true });
  void whole.then(() => observer.disconnect()).then(restoreRead);
}

/** Puts typing that was not saved back into its field. @param {any} entry */
function restore(entry) {
  const row = /** @type {HTMLLIElement} */ (rowOf(entry.segment));
  if (entry.text === null) return;
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
