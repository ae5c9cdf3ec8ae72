// The panel beside the row, and what it does in the row: insert, put a text in the place of another, play.

import { playPassage } from "./elsewhere.js";
import { grid, base, mayEdit, mayReview } from "./page.js";
import { Panel } from "./panel.js";
import { current, currentRow, endOf, fieldOf, sideOf, startOf } from "./rows.js";
import { player } from "./sound.js";
import { withSpaces } from "./spaces.js";
import { startAt } from "./words.js";

export const panel = new Panel(base, {
  insert: (text) => {
    const field = /** @type {HTMLTextAreaElement | null} */ (current() ?? grid.querySelector(".row.here textarea.target"));
    if (!field || !mayEdit) return;
    field.focus();
    document.execCommand("insertText", false, withSpaces(field, text));
  },
  replace: (row, text, side) => putText(row, text, side ?? "target"),
  play: (row) => {
    const start = startOf(row);
    if (start !== null) player?.play(start, endOf(row));
  },
  playAt: (ms) => player?.play(ms),
  playElsewhere: (key, segment) => void playPassage(key, segment),
  mayEdit,
  maySettle: mayReview,
});

/** Puts a text in the place of a field's, as if it were typed: one undo takes it back. @param {HTMLLIElement} row @param {string} text @param {string} side */
export function putText(row, text, side) {
  if (!mayEdit) return;
  const field = fieldOf(row, side);
  field.focus();
  field.select();
  document.execCommand("insertText", false, text);
}

/** Plays from the word at the caret, by the times of the machine's words. */
export async function playHere() {
  const row = currentRow();
  const field = current();
  if (!row || !player) return;
  const start = startOf(row);
  if (start === null) return;
  let from = start;
  if (field) {
    const words = await panel.words(row.id);
    const before = field.value.slice(0, field.selectionStart).split(/\s+/).length - 1;
    const all = Math.max(1, field.value.split(/\s+/).length);
    const measured = sideOf(field) === "source" ? startAt(words, field.selectionStart) : null;
    if (measured !== null) from = measured;
    else from = start + Math.round(((endOf(row) ?? start) - start) * (before / all));
  }
  player.play(from);
}
