// Opening: what was typed and not saved comes back, and the place where somebody was.

import { putText } from "./beside.js";
import { showConflict } from "./conflicts.js";
import { grow } from "./fields.js";
import { brackets, client, grid, isWhole, mayEdit, say, state, whole } from "./page.js";
import { act } from "./parts.js";
import { around, fieldOf, isRead, rowOf, sideOf } from "./rows.js";
import { show } from "./row_state.js";
import { does, sync, takeTyping } from "./saving.js";
import { returnToPlace } from "./selection.js";
import { isDirty, knownText } from "./texts.js";

// Blocks that are read in one go, and ms between two goes where the browser does not say when it is idle.
const AT_ONCE = 5;
const IDLE = 200;

/** Brings back what was typed: from the server's journal, and from this browser, which has the later words. */
export async function begin() {
  const left = await sync.resume().catch(() => []);
  // What was typed with the brackets of another profile would be read wrongly here.
  const kept = left.filter(hasOurBrackets);
  /** @type {Map<string, any>} */
  const typed = new Map();
  for (const entry of state.typing) if (entry.client === client) typed.set(nameOf(entry), entry);
  for (const entry of kept) typed.set(nameOf(entry), entry);
  // What was typed into the page before this module was there, into rows that are shown. Reading all fields takes longer
  // than what somebody waits for here: the others are read when the browser has nothing else to do.
  const blocks = [...grid.children];
  const shown = new Set(blocks.filter(isShown));
  const early = [...shown].flatMap(findTyped);
  restoreAll([...typed.values()]);
  const take = (/** @type {HTMLTextAreaElement} */ field) => {
    if (!typed.has(`${around(field)?.id} ${sideOf(field)}`)) takeTyping(field);
  };
  early.forEach(take);
  takeLater(blocks.filter((block) => !shown.has(block)), take);
  const others = state.typing.filter((/** @type {any} */ entry) => entry.client !== client && !typed.has(nameOf(entry)));
  void whole.then(() => [...others, ...left.filter((entry) => !hasOurBrackets(entry))].forEach(offer));
  await returnToPlace();
  document.documentElement.dataset.ready = "yes";
}

/** @param {{profile?: string}} entry */
const hasOurBrackets = (entry) => (entry.profile ?? "dragoman") === brackets.name;

/** Whether the browser renders the rows of a block. @param {Element} block */
const isShown = (block) => block.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) ?? false;

/** The fields of a block that have other texts than the page was made with. @param {Element} block */
const findTyped = (block) => [...block.querySelectorAll("textarea")].filter((field) => field.value !== field.defaultValue);

/**
 * Takes in what was typed into rows that are not shown any more, a few blocks at a time.
 * @param {Element[]} blocks
 * @param {(field: HTMLTextAreaElement) => void} take
 */
function takeLater(blocks, take) {
  if (!blocks.length) return;
  const whenIdle = window.requestIdleCallback ?? ((/** @type {() => void} */ does) => setTimeout(does, IDLE));
  whenIdle(() => {
    for (const field of blocks.slice(0, AT_ONCE).flatMap(findTyped)) {
      // What was typed since this module is there has been taken in.
      if (isDirty(field) && !around(field)?.dataset.saved) take(field);
    }
    takeLater(blocks.slice(AT_ONCE), take);
  });
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

/**
 * Typing of another window that was not saved: shown beside the row, and never put into the field before somebody says so.
 * @param {any} entry
 */
function offer(entry) {
  const row = rowOf(entry.segment);
  if (entry.text === null || (row && fieldOf(row, entry.side).value === entry.text)) return;
  const note = document.createElement("p");
  note.className = "offer";
  note.append(`${whence(entry)}, and not saved${row ? "" : "; the passage is not there any more"}: `);
  const words = document.createElement("q");
  words.textContent = entry.text;
  note.append(words);
  if (mayEdit && row && !row.classList.contains("withdrawn")) note.append(" ", act("Use", () => use(row, entry, note)));
  if (mayEdit) note.append(" ", act("Discard", () => void discard(entry, note)));
  if (row) row.append(note);
  else grid.before(note);
}

/** Who typed it, and how. What only this browser has was typed with the brackets of another profile. @param {any} entry */
function whence(entry) {
  if (!entry.time) return `Typed here with the brackets of the profile ${entry.profile ?? "dragoman"}`;
  return `Typed in another window by ${entry.by}, ${new Date(entry.time).toLocaleString()}`;
}

/**
 * Puts what another window has left into the field, as if it were typed. Where the text is not any more what that window
 * began from, both are shown.
 * @param {HTMLLIElement} row
 * @param {any} entry
 * @param {HTMLElement} note
 */
function use(row, entry, note) {
  const now = knownText(fieldOf(row, entry.side));
  putText(row, entry.text, entry.side);
  if (now !== entry.before) showConflict(row, { segment: row.id, field: entry.side, base: entry.before, mine: entry.text, theirs: now }, does);
  void discard(entry, note);
}

/** Ends what another window has left. @param {any} entry @param {HTMLElement} note */
async function discard(entry, note) {
  try {
    await sync.endTyping(entry);
    if (!entry.time) await sync.outbox.remove("typing", nameOf(entry));
    note.remove();
  } catch (error) {
    say(error);
  }
}
