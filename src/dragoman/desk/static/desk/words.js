// The words of a passage's original with their times: clicked to be heard, marked where a time was worked out.

import { line, makePart } from "./parts.js";

const LOOK = 1000;

/**
 * @typedef {{text: string, at: number, start: number | null, inferred: boolean, before: number | null}} TimedWord
 * @typedef {{words: TimedWord[], engine: string | null, unheard: number, is_pending: boolean, fault: string | null}} ShownWords
 */

/**
 * Where to play from for a caret.
 * @param {TimedWord[]} words
 * @param {number} caret
 * @returns {number | null}
 */
export function startAt(words, caret) {
  let found = null;
  for (const word of words) if (word.start !== null && (found === null || word.at <= caret)) found = word.start;
  return found;
}

/**
 * The part of the panel with a row's words.
 * @param {HTMLLIElement} row
 * @param {ShownWords} shown
 * @param {{play: (ms: number) => void, reload: (row: HTMLLIElement) => void}} does
 */
export function wordsPart(row, shown, does) {
  const section = makePart("words-part", "Words and their times");
  const timed = shown.words.filter((word) => word.start !== null);
  section.hidden = !timed.length;
  const list = document.createElement("p");
  list.className = "words";
  const field = row.querySelector("textarea.source");
  if (field instanceof HTMLTextAreaElement) [list.dir, list.lang] = [field.dir, field.lang];
  for (const word of shown.words) list.append(clickable(word, does.play), " ");
  section.append(list);
  const inferred = shown.words.filter((word) => word.inferred).length;
  const moved = shown.words.flatMap((word) => (word.before === null || word.start === null ? [] : [Math.abs(word.start - word.before)]));
  if (shown.is_pending) {
    section.append(line("The sound is being listened to again.", "hint"));
    window.setTimeout(() => does.reload(row), LOOK);
  }
  if (shown.engine) {
    const far = moved.length ? `; ${moved.length} moved, the furthest by ${(Math.max(...moved) / 1000).toFixed(1)} s` : "; none moved";
    section.append(line(`Measured again by ${shown.engine}${far}.`, "hint"));
  }
  if (shown.unheard) section.append(line(`${shown.unheard} of the words were not found in the sound: they have no time.`, "hint"));
  if (inferred) section.append(line(`${inferred} of ${shown.words.length} times are worked out from the passage.`, "hint"));
  if (shown.fault) section.append(line(`Not measured again: ${shown.fault}`, "hint"));
  return section;
}

/**
 * A word, as text of its line. Browsers put buttons beside each other in the direction of the paragraph: in an Arabic one
 * "[inaudible 3s]" would be read from its end.
 * @param {TimedWord} word
 * @param {(ms: number) => void} play
 */
function clickable(word, play) {
  const made = document.createElement("span");
  made.role = "button";
  made.className = word.inferred ? "word inferred" : "word";
  made.textContent = word.text;
  // The caret in the field reaches every word by keyboard (Ctrl+Space): no stop of Tab for each.
  made.tabIndex = -1;
  const start = word.start;
  if (start === null) made.ariaDisabled = "true";
  else {
    const was = word.before === null ? "" : `, was ${(word.before / 1000).toFixed(1)} s`;
    made.title = `${(start / 1000).toFixed(1)} s${word.inferred ? ", worked out" : was}`;
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => play(start));
  }
  return made;
}
