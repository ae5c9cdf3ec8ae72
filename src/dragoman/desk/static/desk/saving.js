// From a field to the server: what is typed is kept at once, a row that is left is one action, a refusal is shown.

import { setSpeakers, around, fieldOf, listRows, rowOf, sideOf } from "./rows.js";
import { panel } from "./beside.js";
import { arrange, forgetLater, forgetSent, holdSent, putBack, showLater, showRow } from "./changes.js";
import { isComposing } from "./composing.js";
import { showConflict } from "./conflicts.js";
import { grow } from "./fields.js";
import { client, grid, mayEdit, mayReview, say, state, whole } from "./page.js";
import { countRefused, hasConflict, show, showWaiting } from "./row_state.js";
import { Sync } from "./sync.js";
import { hasDirty, isDirty, know, knownText, textEdits } from "./texts.js";

// Ms without a key after which what was typed becomes a revision.
const REST = 10000;

/** Actions that were taken back, so that they can be made again. @type {string[]} */
const undone = [];
let rest = 0;

export const sync = new Sync(state, client, {
  changed,
  refused,
  made: (action) => {
    const sent = findSent(action);
    for (const edit of action.edits) {
      const row = rowOf(edit.segment);
      const name = nameOf(edit);
      if (!sent.has(name)) forgetSent(name);
      if (edit.verb === "set-text") know(edit.segment, edit.side, edit.after);
      show(row, row && hasDirty(row) ? "typing" : "saved");
    }
  },
  status: showStatus,
  loggedOut: () => {
    const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("logged-out"));
    if (dialog && !dialog.open) dialog.showModal();
  },
  reviewed: () => panel.reviewed(),
}, whole);

if (!mayEdit) sync.door = "review";

addEventListener("beforeunload", (event) => {
  if (sync.unsent) event.preventDefault();
});

/** @param {number} count how many things the server has not @param {boolean} reached */
function showStatus(count, reached) {
  showWaiting(sync.waiting, reached);
  const unsent = document.getElementById("unsent");
  if (!unsent) return;
  const refused_ = countRefused();
  const words = wordsOf(count, reached, refused_);
  // This runs at every key: unchanged text causes no new layout.
  if (unsent.textContent === words) return;
  unsent.textContent = words;
  unsent.dataset.state = reached ? (refused_ ? "refused" : count ? "waiting" : "saved") : "away";
}

/** @param {number} count how many things the server has not @param {boolean} reached @param {number} refused_ how many passages */
function wordsOf(count, reached, refused_) {
  const held = refused_ ? `${refused_} ${refused_ === 1 ? "passage" : "passages"} not saved` : "";
  const waits = count ? `${count} not on the server yet` : "";
  const words = reached ? waits : `the server is not reached; ${count} kept in this browser`;
  return [held, words].filter(Boolean).join("; ") || "everything is saved";
}

/**
 * Takes in what was changed: never into a field that somebody has typed into, and into one that somebody is in only what
 * they have done themselves.
 * @param {import("./sync.js").Changes} changes
 * @param {import("./sync.js").Action | "undo" | null} by
 */
function changed(changes, by) {
  if (changes.reload) {
    leave();
    location.reload();
    return;
  }
  if (changes.speakers) setSpeakers(changes.speakers);
  const sent = findSent(by);
  for (const row of changes.rows) showRow(row, by === "undo" ? "rewritten" : effectOf(by, row.id), sent);
  if (changes.order) arrange(changes.order);
  panel.stale(changes.rows.map((row) => row.id));
}

/**
 * The fields whose values are on their way: the server has not said yet whether it takes them.
 * @param {import("./sync.js").Action | "undo" | null} answered what it has just taken
 */
function findSent(answered) {
  const edits = sync.waiting.filter((action) => action !== answered).flatMap((action) => action.edits);
  return new Set(edits.map(nameOf));
}

/** What each edit sets that a row shows at once. @type {Record<string, string>} */
const FIELDS = { "set-span": "span", "set-speaker": "speaker", "set-state": "state" };

/** The field that an edit sets, with its passage. @param {any} edit */
const nameOf = (edit) => `${edit.segment} ${edit.verb === "set-text" ? edit.side : (FIELDS[edit.verb] ?? "")}`;

// What changes the texts of a passage other than by typing into its field.
const REWRITES = new Set(["split", "join"]);

/**
 * What an action of this window has done to a passage.
 * @param {import("./sync.js").Action | null} action
 * @param {string} id
 * @returns {import("./changes.js").Effect}
 */
function effectOf(action, id) {
  const verbs = (action?.edits ?? []).filter((edit) => edit.segment === id).map((edit) => edit.verb);
  return verbs.some((verb) => REWRITES.has(verb)) ? "rewritten" : verbs.length ? "typed" : "elsewhere";
}

/**
 * A refused action: the text stays in its field, and both others are shown beside it. Other values are again what the
 * server has.
 * @param {import("./sync.js").Action} action
 * @param {import("./sync.js").Conflict[]} conflicts
 * @param {string} message
 */
function refused(action, conflicts, message) {
  const sent = findSent(action);
  for (const edit of action.edits) {
    const row = rowOf(edit.segment);
    show(row, "refused", message);
    if (row && edit.verb === "set-text") keepRefused(row, edit);
    else if (row && !sent.has(nameOf(edit))) putBack(row, nameOf(edit));
  }
  for (const conflict of conflicts) {
    const row = rowOf(conflict.segment);
    if (row && (conflict.field === "source" || conflict.field === "target")) showConflict(row, conflict, does);
  }
}

/**
 * What was refused is not saved: the field counts as changed again, and its text is kept as typing.
 * @param {HTMLLIElement} row
 * @param {any} edit
 */
function keepRefused(row, edit) {
  know(edit.segment, edit.side, edit.before);
  const text = fieldOf(row, edit.side).value;
  sync.keepTyping(edit.segment, edit.side, edit.before, text === edit.before ? null : text);
}

/** What a conflict needs of this module. @type {import("./conflicts.js").Does} */
export const does = { keepTyping: (...typed) => sync.keepTyping(...typed), save: (row) => save(row), tell: () => sync.tell() };

grid.addEventListener("input", (event) => {
  const field = /** @type {HTMLTextAreaElement} */ (event.target);
  if (field instanceof HTMLTextAreaElement) takeTyping(field);
});

/** Keeps what somebody has typed into a field. @param {HTMLTextAreaElement} field */
export function takeTyping(field) {
  const row = around(field);
  if (!row) return;
  grow(field);
  const before = knownText(field);
  sync.keepTyping(row.id, sideOf(field), before, field.value === before ? null : field.value);
  show(row, isDirty(field) ? "typing" : "");
  saveAtRest(row);
}

/** Makes what was typed a revision when no key has come for a while; half-composed words are none. @param {HTMLLIElement} row */
function saveAtRest(row) {
  clearTimeout(rest);
  rest = window.setTimeout(() => (isComposing() ? saveAtRest(row) : save(row)), REST);
}

grid.addEventListener("focusout", (event) => {
  const row = around(/** @type {Element} */ (event.target));
  if (!row) return;
  const next = around(/** @type {Element | null} */ (event.relatedTarget));
  if (next !== row) queueMicrotask(() => left(row));
});

/** @param {HTMLLIElement} row */
function left(row) {
  if (around(document.activeElement) === row) return;
  save(row);
  showLater(row);
}

function leave() {
  for (const row of listRows()) save(row);
}

// What says nothing of the texts of a passage: it can be done while they wait for a choice.
const BESIDE = new Set(["set-span", "set-speaker", "add-speaker", "add"]);

/**
 * Makes what was typed into a row one revision. While two texts wait for a choice, none is written.
 * @param {HTMLLIElement} row
 * @param {any[]} [more] what is done with it, as one action
 * @returns {boolean} false where it was not done, because somebody has to choose first
 */
export function save(row, more = []) {
  clearTimeout(rest);
  if (!(mayEdit || (mayReview && more.length))) return true;
  const waits = hasConflict(row);
  if (waits && more.some((edit) => !BESIDE.has(edit.verb))) {
    say("Choose between the two texts of this passage first.");
    return false;
  }
  const edits = [...(mayEdit && !waits ? textEdits(row) : []), ...more];
  if (!edits.length) return true;
  for (const edit of edits) {
    if (edit.verb !== "set-text") continue;
    know(edit.segment, edit.side, edit.after);
    // What came meanwhile is not shown in its place: the server compares the two, and says so where they differ.
    const of = rowOf(edit.segment);
    if (of) forgetLater(of, edit.side);
    sync.typed.delete(`${edit.segment} ${edit.side}`);
  }
  undone.length = 0;
  show(row, "queued");
  sync.act(edits).then(() => {
    for (const edit of edits) if (edit.verb === "set-text") sync.outbox.remove("typing", `${edit.segment} ${edit.side}`);
  });
  return true;
}

/** Makes an action that is about no row. @param {any[]} edits */
export function act(edits) {
  undone.length = 0;
  void sync.act(edits);
}

/** Saves a row, and waits for the server. @param {HTMLLIElement} row @returns {Promise<boolean>} whether the server has it */
export async function saveNow(row) {
  save(row);
  await sync.settled();
  return !sync.waiting.length && row.dataset.saved !== "refused" && !hasConflict(row);
}

/** @param {HTMLLIElement} row @param {string} state_ @returns {boolean} as {@link save} */
export function setState(row, state_) {
  const [source, target] = [fieldOf(row, "source").value, fieldOf(row, "target").value];
  const isDone = save(row, [{ verb: "set-state", segment: row.id, state: state_, source, target }]);
  if (isDone) {
    holdSent(row, "state");
    row.dataset.state = state_;
  }
  return isDone;
}

/** Takes the last action back. */
export async function takeBack() {
  try {
    const change = await sync.undo();
    if (change) undone.push(change);
  } catch (error) {
    say(error);
  }
}

/** Makes again what was taken back last. */
export async function makeAgain() {
  const change = undone.pop();
  if (!change) return;
  try {
    await sync.undo(change);
  } catch (error) {
    say(error);
  }
}

/** Whether something was taken back that can be made again. */
export const hasUndone = () => undone.length > 0;
