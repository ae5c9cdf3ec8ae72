// The grid: one row a passage. This module ties the fields to the document, the sound and the keys.

import { isMac } from "./layout.js";
import { addKey, runKey, showKeys, takeKey } from "./keys.js";
import { MARKS, paint, putMark } from "./notation.js";
import { Heard, Player, drawWaveform } from "./player.js";
import { RequestError, randomName, request } from "./net.js";
import { Sync } from "./sync.js";
import { openFind } from "./find.js";
import { Panel } from "./panel.js";
import { Machine } from "./machine.js";
import { LatinTyping } from "./latin.js";
import { Comments } from "./comments.js";
import { addReviewKeys, reviewPart } from "./review.js";
import { show, showWaiting } from "./row_state.js";
import { addStampKeys, loopRow } from "./stamping.js";
import { startAt, wordsPart } from "./words.js";

const REST = 10000;
const STEP = 100;
const BACK = 2000;
// On a Mac, Option with an arrow moves the cursor by a word.
const ALT = isMac ? "Ctrl+Alt+" : "Alt+";

/** @type {any} */
const state = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
const grid = /** @type {HTMLOListElement} */ (document.getElementById("grid"));
const mayEdit = grid.dataset.edit === "yes";
const mayReview = grid.dataset.review === "yes";
const client = (sessionStorage.dragomanClient ??= randomName());

/** The texts of each passage as the server last said them. @type {Map<string, {source: string, target: string}>} */
const known = new Map();
/** Texts that came while their field was in use: shown when it is left. @type {Map<string, any>} */
const later = new Map();
/** @type {{id: string, name: string}[]} */
let speakers = state.speakers;
/** Actions that were taken back, so that they can be made again. @type {string[]} */
const undone = [];
let rest = 0;

// ---- rows and fields -------------------------------------------------------------------------------------------

/** @param {string} id @returns {HTMLLIElement | null} */
const rowOf = (id) => /** @type {HTMLLIElement | null} */ (document.getElementById(id));
/** @param {Element | null} element @returns {HTMLLIElement | null} */
const around = (element) => element?.closest("li.row") ?? null;
/** @param {HTMLElement} row @param {string} side */
const fieldOf = (row, side) => /** @type {HTMLTextAreaElement} */ (row.querySelector(`textarea.${side}`));
/** @returns {HTMLTextAreaElement | null} */
const current = () => {
  const active = document.activeElement;
  return active instanceof HTMLTextAreaElement && around(active) ? active : null;
};
/** @returns {HTMLLIElement | null} */
const currentRow = () => around(document.activeElement) ?? /** @type {HTMLLIElement | null} */ (grid.querySelector(".row.here"));
/** @param {HTMLElement} row */
const startOf = (row) => (row.dataset.start ? Number(row.dataset.start) : null);
/** @param {HTMLElement} row */
const endOf = (row) => (row.dataset.end ? Number(row.dataset.end) : null);
/** @param {HTMLTextAreaElement} field */
const sideOf = (field) => /** @type {"source" | "target"} */ (field.dataset.side);
/** @param {HTMLTextAreaElement} field */
const isDirty = (field) => field.value !== knownText(field);
/** @param {HTMLTextAreaElement} field */
const knownText = (field) => known.get(around(field)?.id ?? "")?.[sideOf(field)] ?? "";

/**
 * @param {string} id
 * @param {"source" | "target"} side
 * @param {string} text what the server is known to have
 */
function know(id, side, text) {
  const there = known.get(id);
  if (there) there[side] = text;
}

for (const row of grid.querySelectorAll("li.row")) remember(/** @type {HTMLLIElement} */ (row));

/** @param {HTMLLIElement} row */
function remember(row) {
  known.set(row.id, { source: fieldOf(row, "source").value, target: fieldOf(row, "target").value });
}

// ---- the document ----------------------------------------------------------------------------------------------

const unsent = document.getElementById("unsent");
const sync = new Sync(state, client, {
  changed,
  refused,
  made: (action) => {
    for (const edit of action.edits) {
      const row = rowOf(edit.segment);
      if (edit.verb === "set-text") know(edit.segment, edit.side, edit.after);
      show(row, row && [...row.querySelectorAll("textarea")].some(isDirty) ? "typing" : "saved");
    }
  },
  status: (count, reached) => {
    showWaiting(sync.waiting, reached);
    if (!unsent) return;
    unsent.textContent = reached
      ? count
        ? `${count} not on the server yet`
        : "everything is saved"
      : `the server is not reached; ${count} kept in this browser`;
    unsent.dataset.state = reached ? (count ? "waiting" : "saved") : "away";
  },
  loggedOut: () => {
    const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("logged-out"));
    if (dialog && !dialog.open) dialog.showModal();
  },
  reviewed: () => panel.reviewed(),
});

if (!mayEdit) sync.door = "review";

addEventListener("beforeunload", (event) => {
  if (sync.unsent) event.preventDefault();
});

/**
 * Takes in what was changed: never into a field that somebody is in or has typed into.
 * @param {import("./sync.js").Changes} changes
 * @param {boolean} own
 */
function changed(changes, own) {
  if (changes.reload) {
    leave();
    location.reload();
    return;
  }
  if (changes.speakers) speakers = changes.speakers;
  for (const row of changes.rows) showRow(row, own);
  if (changes.order) arrange(changes.order);
  panel.stale(changes.rows.map((row) => row.id));
}

/**
 * @param {any} row
 * @param {boolean} own
 */
function showRow(row, own) {
  const there = rowOf(row.id);
  if (!there) {
    grid.append(newRow(row));
    return;
  }
  there.dataset.state = row.state;
  there.dataset.start = row.start ?? "";
  there.dataset.end = row.end ?? "";
  there.dataset.speaker = row.speaker ?? "";
  there.classList.toggle("withdrawn", row.is_withdrawn);
  there.classList.toggle("machine", row.is_machine);
  there.classList.toggle("untranslated", row.is_untranslated);
  there.classList.toggle("listened", row.listened.length > 0);
  /** @type {HTMLElement} */ (there.querySelector(".time")).textContent = clock(row.start);
  /** @type {HTMLElement} */ (there.querySelector(".speaker bdi")).textContent = nameOf(row.speaker);
  for (const side of /** @type {const} */ (["source", "target"])) {
    const field = fieldOf(there, side);
    const before = known.get(row.id)?.[side] ?? "";
    if (row[side] === before) continue;
    if (field.value === row[side]) know(row.id, side, row[side]);
    else if (field.value === before && document.activeElement !== field) {
      field.value = row[side];
      know(row.id, side, row[side]);
      grow(field);
    } else if (!own) {
      // The field is in use: what it began from stays what it began from, and the merge is made when it is saved.
      later.set(`${row.id} ${side}`, row[side]);
      there.classList.add("changed-elsewhere");
    }
  }
}

/** @param {any} row */
function newRow(row) {
  const holder = document.createElement("template");
  const like = grid.querySelector("li.row");
  const made = /** @type {HTMLLIElement} */ (like ? like.cloneNode(true) : holder);
  made.id = row.id;
  made.className = "row";
  for (const old of made.querySelectorAll(".badge, .conflict, .offer, .original-change")) old.remove();
  show(made, "");
  known.set(row.id, { source: row.source, target: row.target });
  for (const side of /** @type {const} */ (["source", "target"])) {
    const field = fieldOf(made, side);
    field.value = row[side];
    field.dir = row[`${side}_direction`];
    if (row[`${side}_language`]) field.lang = row[`${side}_language`];
    field.closest(".text")?.querySelector(".layer")?.remove();
  }
  queueMicrotask(() => showRow(row, true));
  return made;
}

/**
 * Takes a passage that somebody deleted off the page; one with words that are not saved stays, so that they can be copied.
 * @param {HTMLLIElement} row
 */
function leaveOut(row) {
  if (![...row.querySelectorAll("textarea")].some(isDirty)) row.remove();
  else show(row, "refused", "somebody has deleted this passage; copy what you typed");
}

/** @param {string[]} order */
function arrange(order) {
  const wanted = new Set(order);
  for (const row of [...grid.querySelectorAll("li.row")]) if (!wanted.has(row.id)) leaveOut(/** @type {HTMLLIElement} */ (row));
  /** @type {Element | null} */
  let before = grid.firstElementChild;
  order.forEach((id, place) => {
    const row = rowOf(id);
    if (!row) return;
    if (row !== before) grid.insertBefore(row, before);
    else before = before.nextElementSibling;
    /** @type {HTMLElement} */ (row.querySelector(".number")).textContent = String(place + 1);
    for (const field of row.querySelectorAll("textarea")) {
      const name = field.dataset.side === "source" ? "original" : "translation";
      field.setAttribute("aria-label", `${name} of passage ${place + 1}`);
    }
  });
}

/**
 * A refused action: the text stays in its field, and both others are shown beside it.
 * @param {import("./sync.js").Action} action
 * @param {import("./sync.js").Conflict[]} conflicts
 * @param {string} message
 */
function refused(action, conflicts, message) {
  for (const edit of action.edits) {
    const row = rowOf(edit.segment);
    show(row, "refused", message);
    if (row && edit.verb === "set-text") keepRefused(row, edit);
  }
  for (const conflict of conflicts) {
    const row = rowOf(conflict.segment);
    if (row && (conflict.field === "source" || conflict.field === "target")) showConflict(row, conflict);
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

/**
 * @param {HTMLLIElement} row
 * @param {import("./sync.js").Conflict} conflict
 */
function showConflict(row, conflict) {
  const side = /** @type {"source" | "target"} */ (conflict.field);
  const field = fieldOf(row, side);
  row.querySelector(`.conflict.${side}`)?.remove();
  const box = document.createElement("section");
  box.className = `conflict ${side}`;
  box.setAttribute("role", "alert");
  box.innerHTML =
    "<h3>Somebody else has changed this text</h3><dl><dt>It was</dt><dd class='base'></dd><dt>Theirs</dt>" +
    "<dd class='theirs'></dd><dt>Yours</dt><dd class='mine'></dd></dl><p>Edit the text as it shall be, or take one.</p>" +
    "<button type='button' class='keep'>Save what is in the field</button> <button type='button' class='take'>Take theirs</button>";
  for (const name of /** @type {const} */ (["base", "theirs", "mine"])) {
    const place = /** @type {HTMLElement} */ (box.querySelector(`.${name}`));
    place.textContent = conflict[name] || "–";
    place.dir = field.dir;
    place.lang = field.lang;
  }
  know(row.id, side, conflict.theirs ?? "");
  sync.keepTyping(row.id, side, conflict.theirs ?? "", field.value);
  later.delete(`${row.id} ${side}`);
  row.classList.remove("changed-elsewhere");
  box.querySelector(".keep")?.addEventListener("click", () => {
    box.remove();
    save(row);
  });
  box.querySelector(".take")?.addEventListener("click", () => {
    field.value = conflict.theirs ?? "";
    grow(field);
    sync.keepTyping(row.id, side, conflict.theirs ?? "", null);
    box.remove();
    show(row, "");
  });
  row.append(box);
}

// ---- typing ----------------------------------------------------------------------------------------------------

/** @param {HTMLTextAreaElement} field */
function grow(field) {
  if (!CSS.supports("field-sizing", "content")) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
  repaint(field);
}

/** The layer of colours behind a field, made when it is first painted. @param {HTMLTextAreaElement} field @returns {HTMLElement} */
function layerOf(field) {
  const there = field.previousElementSibling;
  if (there instanceof HTMLElement) return there;
  const layer = document.createElement("div");
  layer.className = "layer";
  layer.ariaHidden = "true";
  layer.dir = field.dir;
  layer.lang = field.lang;
  field.before(layer);
  return layer;
}

/** @param {HTMLTextAreaElement} field */
function repaint(field) {
  const faults = paint(field.value, layerOf(field));
  field.setAttribute("aria-invalid", faults.length ? "true" : "false");
  field.title = faults.map((fault) => fault.message).join("; ");
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const field of entry.target.querySelectorAll("textarea")) grow(field);
    seen.unobserve(entry.target);
  }
}, { rootMargin: "600px" });
for (const row of grid.querySelectorAll("li.row")) seen.observe(row);

grid.addEventListener("input", (event) => {
  const field = /** @type {HTMLTextAreaElement} */ (event.target);
  const row = around(field);
  if (!row || !(field instanceof HTMLTextAreaElement)) return;
  grow(field);
  const before = knownText(field);
  sync.keepTyping(row.id, sideOf(field), before, field.value === before ? null : field.value);
  show(row, isDirty(field) ? "typing" : "");
  clearTimeout(rest);
  rest = window.setTimeout(() => save(row), REST);
});

grid.addEventListener("focusout", (event) => {
  const row = around(/** @type {Element} */ (event.target));
  if (!row) return;
  const next = around(/** @type {Element | null} */ (event.relatedTarget));
  if (next !== row) queueMicrotask(() => left(row));
});

grid.addEventListener("focusin", (event) => {
  const row = around(/** @type {Element} */ (event.target));
  if (!row || row.classList.contains("here")) return;
  grid.querySelector(".row.here")?.classList.remove("here");
  row.classList.add("here");
  history.replaceState(null, "", `#${row.id}`);
  panel.show(row);
  loopRow(beside, row);
});

document.addEventListener("selectionchange", keepPlace);

function keepPlace() {
  const field = current();
  const row = around(field);
  if (!field || !row) return;
  const place = { id: row.id, side: sideOf(field), caret: field.selectionStart, time: player?.now ?? 0 };
  sessionStorage.setItem(`place ${state.key}`, JSON.stringify(place));
}

/** @param {HTMLLIElement} row */
function left(row) {
  if (around(document.activeElement) === row) return;
  save(row);
  for (const side of /** @type {const} */ (["source", "target"])) {
    const name = `${row.id} ${side}`;
    const field = fieldOf(row, side);
    if (later.has(name) && !isDirty(field)) {
      know(row.id, side, later.get(name));
      field.value = later.get(name);
      later.delete(name);
      grow(field);
    }
  }
  if (![...later.keys()].some((name) => name.startsWith(`${row.id} `))) row.classList.remove("changed-elsewhere");
}

function leave() {
  for (const row of grid.querySelectorAll("li.row")) save(/** @type {HTMLLIElement} */ (row));
}

/** @param {HTMLElement} row @returns {any[]} the texts of a row that are not saved, as edits */
function textEdits(row) {
  return [...row.querySelectorAll("textarea")].filter(isDirty).map((field) => ({
    verb: "set-text",
    segment: row.id,
    side: sideOf(field),
    before: knownText(field),
    after: field.value,
  }));
}

/**
 * Makes what was typed into a row one revision.
 * @param {HTMLLIElement} row
 * @param {any[]} [more] what is done with it, as one action
 */
function save(row, more = []) {
  clearTimeout(rest);
  if (!(mayEdit || (mayReview && more.length)) || row.querySelector(".conflict")) return;
  const edits = [...(mayEdit ? textEdits(row) : []), ...more];
  if (!edits.length) return;
  for (const edit of edits) {
    if (edit.verb !== "set-text") continue;
    know(edit.segment, edit.side, edit.after);
    sync.typed.delete(`${edit.segment} ${edit.side}`);
  }
  undone.length = 0;
  show(row, "queued");
  sync.act(edits).then(() => {
    for (const edit of edits) if (edit.verb === "set-text") sync.outbox.remove("typing", `${edit.segment} ${edit.side}`);
  });
}

/** @param {HTMLLIElement} row @param {string} state_ */
function setState(row, state_) {
  const [source, target] = [fieldOf(row, "source").value, fieldOf(row, "target").value];
  save(row, [{ verb: "set-state", segment: row.id, state: state_, source, target }]);
  row.dataset.state = state_;
}

/** @param {HTMLLIElement | null} row @param {string} [side] */
function go(row, side) {
  if (!row) return;
  const field = fieldOf(row, side ?? (document.activeElement instanceof HTMLTextAreaElement ? sideOf(document.activeElement) : "target"));
  row.scrollIntoView({ block: "nearest" });
  field.focus();
}

/** @param {HTMLLIElement | null} row @param {1 | -1} by @param {(row: HTMLLIElement) => boolean} [fits] */
function neighbour(row, by, fits = () => true) {
  let next = row ? (by > 0 ? row.nextElementSibling : row.previousElementSibling) : grid.firstElementChild;
  while (next && !fits(/** @type {HTMLLIElement} */ (next))) next = by > 0 ? next.nextElementSibling : next.previousElementSibling;
  return /** @type {HTMLLIElement | null} */ (next);
}

// ---- speakers, times, splitting --------------------------------------------------------------------------------

/** @param {string | null} id */
function nameOf(id) {
  return speakers.find((one) => one.id === id)?.name ?? "?";
}

/** @param {number | null} ms */
function clock(ms) {
  if (ms === null || ms === undefined) return "–";
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest_] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest_)}` : `${minutes}:${two(rest_)}`;
}

/** @param {HTMLLIElement} row @param {string | null} id */
function setSpeaker(row, id) {
  const before = row.dataset.speaker || null;
  if (before === id) return;
  row.dataset.speaker = id ?? "";
  /** @type {HTMLElement} */ (row.querySelector(".speaker bdi")).textContent = nameOf(id);
  save(row, [{ verb: "set-speaker", segment: row.id, before, after: id }]);
}

/** @param {HTMLLIElement} row @param {number | null} start @param {number | null} end */
function setSpan(row, start, end) {
  if (start === null || start < 0 || (end !== null && end < start)) return;
  save(row, [spanEdit(row, start, end)]);
}

/** Shows a row's new time; the value is the edit that says it. @param {HTMLLIElement} row @param {number} start @param {number | null} end */
function spanEdit(row, start, end) {
  const [from, to] = [startOf(row), endOf(row)];
  const before = from === null ? null : [from, to];
  row.dataset.start = String(start);
  row.dataset.end = end === null ? "" : String(end);
  /** @type {HTMLElement} */ (row.querySelector(".time")).textContent = clock(start);
  return { verb: "set-span", segment: row.id, before, after: [start, end] };
}

/** @param {"start" | "end"} edge @param {number} by */
function moveEdge(edge, by) {
  const row = currentRow();
  if (!row) return;
  const [start, end] = [startOf(row), endOf(row)];
  if (start === null) return;
  setSpan(row, edge === "start" ? start + by : start, edge === "end" && end !== null ? end + by : end);
}

/** The caret that was last set in each side of a row. @type {Map<string, number>} */
const carets = new Map();
document.addEventListener("selectionchange", () => {
  const field = current();
  const row = around(field);
  if (field && row) carets.set(`${row.id} ${sideOf(field)}`, field.selectionStart);
});

/** Splits the row at the caret of each language; a language without one stays whole in the first part. */
function split() {
  const row = currentRow();
  const field = current();
  if (!row || !field) return;
  /** @type {any} */
  const edit = { verb: "split", segment: row.id };
  for (const side of /** @type {const} */ (["source", "target"])) {
    const text = fieldOf(row, side).value;
    const caret = carets.get(`${row.id} ${side}`);
    const inside = caret !== undefined && caret > 0 && caret < text.length;
    if (inside) edit[side] = [text.slice(0, caret), text.slice(caret)];
  }
  if (!edit.source && !edit.target) return;
  const [start, end] = [startOf(row), endOf(row)];
  if (player && start !== null && player.now > start && player.now < (end ?? Infinity) && player.playing) edit.time = player.now;
  carets.delete(`${row.id} source`);
  carets.delete(`${row.id} target`);
  save(row, [edit]);
}

function join() {
  const row = currentRow();
  const next = neighbour(row, 1);
  if (row && next) {
    save(next);
    save(row, [{ verb: "join", segment: row.id, second: next.id }]);
  }
}

// ---- sound -----------------------------------------------------------------------------------------------------

const media = /** @type {HTMLMediaElement | null} */ (document.getElementById("media"));
const heard = new Heard();
/** @type {HTMLLIElement | null} */
let spoken = null;
const player = media ? new Player(media, follow, (from, to) => noteHeard(from, to)) : null;
const wave = /** @type {HTMLCanvasElement | null} */ (document.getElementById("wave"));
if (player && wave?.dataset.peaks) drawWaveform(wave, wave.dataset.peaks, player);

/** @type {{start: number, end: number, row: HTMLLIElement}[]} */
let timeline = [];
function readTimeline() {
  timeline = [];
  for (const row of grid.querySelectorAll("li.row")) {
    const start = startOf(/** @type {HTMLElement} */ (row));
    if (start !== null) timeline.push({ start, end: endOf(/** @type {HTMLElement} */ (row)) ?? start, row: /** @type {HTMLLIElement} */ (row) });
  }
  timeline.sort((one, other) => one.start - other.start);
}
readTimeline();
new MutationObserver(readTimeline).observe(grid, { childList: true, subtree: true, attributeFilter: ["data-start", "data-end"] });

/** Marks the row that is being spoken. One class is moved; nothing scrolls while a field is in use. @param {number} ms */
function follow(ms) {
  let [low, high] = [0, timeline.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeline[middle].start <= ms) low = middle + 1;
    else high = middle;
  }
  const found = low > 0 && ms <= timeline[low - 1].end + 500 ? timeline[low - 1].row : null;
  if (found === spoken) return;
  spoken?.classList.remove("spoken");
  spoken = found;
  spoken?.classList.add("spoken");
  if (spoken && !current()) spoken.scrollIntoView({ block: "nearest" });
}

/** @param {number} from @param {number} to */
function noteHeard(from, to) {
  heard.add(from, to);
  for (const { start, end, row } of timeline) {
    if (start > to || end < from || end <= start || row.classList.contains("listened") || row.dataset.heard) continue;
    if (!heard.holds(start, end) || [...row.querySelectorAll("textarea")].some(isDirty)) continue;
    row.dataset.heard = "sent";
    const texts = { source: fieldOf(row, "source").value, target: fieldOf(row, "target").value };
    request(`${sync.base}/listened`, { segment: row.id, ...texts })
      .then(() => row.classList.add("listened"))
      .catch(() => delete row.dataset.heard);
  }
}

/** Plays from the word at the caret, by the times of the machine's words. */
async function playHere() {
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

// ---- clicks and keys -------------------------------------------------------------------------------------------

grid.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("button[data-do]");
  const row = around(button);
  if (!button || !row) return;
  const does = button.getAttribute("data-do");
  const start = startOf(row);
  if (does === "play" && player && start !== null) player.play(start, endOf(row));
  if (does === "speaker" && mayEdit) chooseSpeaker(row, /** @type {HTMLElement} */ (button));
  if (does === "problems") panel.show(row, "problems");
});

/** @param {HTMLLIElement} row @param {HTMLElement} button */
function chooseSpeaker(row, button) {
  const list = /** @type {HTMLDialogElement} */ (document.getElementById("speakers"));
  const choices = /** @type {HTMLElement} */ (list.querySelector(".choices"));
  choices.replaceChildren();
  speakers.forEach((speaker, place) => {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.textContent = place < 9 ? `${place + 1}  ${speaker.name}` : speaker.name;
    choice.addEventListener("click", () => {
      list.close();
      setSpeaker(row, speaker.id);
      button.focus();
    });
    choices.append(choice);
  });
  list.showModal();
}

const editing = () => mayEdit && currentRow() !== null;
const inField = () => mayEdit && current() !== null;

addKey({
  keys: "Ctrl+Enter",
  does: "confirm the passage and go to the next",
  group: "Editing",
  when: editing,
  run: () => {
    const row = currentRow();
    if (!row) return;
    setState(row, "translated");
    go(neighbour(row, 1));
  },
});
addKey({
  keys: "Ctrl+Shift+Enter",
  does: "set the passage to reviewed and go to the next",
  group: "Editing",
  when: () => (mayEdit || mayReview) && currentRow() !== null,
  run: () => {
    const row = currentRow();
    if (!row) return;
    setState(row, "reviewed");
    go(neighbour(row, 1));
  },
});
addKey({ keys: "Ctrl+ArrowDown", does: "next passage", group: "Moving", run: () => go(neighbour(currentRow(), 1)) });
addKey({ keys: "Ctrl+ArrowUp", does: "passage before", group: "Moving", run: () => go(neighbour(currentRow(), -1)) });
addKey({ keys: "Escape", does: "play or pause", group: "Sound", when: () => !document.querySelector("dialog[open]"), run: () => player?.toggle() });
addKey({ keys: "Ctrl+Space", does: "play from the word at the cursor", group: "Sound", run: () => void playHere() });
addKey({ keys: "F1", does: "back two seconds", group: "Sound", run: () => player?.step(-BACK) });
addKey({ keys: "F2", does: "forth two seconds", group: "Sound", run: () => player?.step(BACK) });
addKey({ keys: "Shift+F1", does: "slower", group: "Sound", run: () => player?.changeRate(-0.1) });
addKey({ keys: "Shift+F2", does: "faster", group: "Sound", run: () => player?.changeRate(0.1) });
/** @type {import("./stamping.js").Grid} */
const beside = {
  player,
  editing,
  currentRow,
  neighbour,
  startOf,
  endOf,
  spanEdit,
  save,
  settled: () => sync.settled(),
  go,
  say,
};
addStampKeys(beside);
addKey({ keys: `${ALT}ArrowLeft`, does: "the passage ends a tenth of a second earlier", group: "Times", when: editing, run: () => moveEdge("end", -STEP) });
addKey({ keys: `${ALT}ArrowRight`, does: "the passage ends a tenth of a second later", group: "Times", when: editing, run: () => moveEdge("end", STEP) });
addKey({ keys: `${ALT}ArrowUp`, does: "the passage begins a tenth of a second earlier", group: "Times", when: editing, run: () => moveEdge("start", -STEP) });
addKey({ keys: `${ALT}ArrowDown`, does: "the passage begins a tenth of a second later", group: "Times", when: editing, run: () => moveEdge("start", STEP) });
addKey({ keys: "Ctrl+K", does: "split at the cursor", group: "Editing", when: inField, run: split });
addKey({ keys: "Ctrl+J", does: "join with the next passage", group: "Editing", when: editing, run: join });
addKey({ keys: "Ctrl+H", does: "find and replace", group: "Editing", run: () => openFind({ grid, fieldOf, sideOf, save, mayEdit, grow, go }) });
for (const [place, name] of Object.keys(MARKS).entries()) {
  addKey({
    keys: `Ctrl+Alt+${place + 1}`,
    does: `mark as ${MARKS[/** @type {keyof typeof MARKS} */ (name)].says}`,
    group: "Marks",
    when: inField,
    run: () => putMark(/** @type {HTMLTextAreaElement} */ (current()), /** @type {keyof typeof MARKS} */ (name)),
  });
}
for (let digit = 1; digit <= 9; digit += 1) {
  addKey({
    keys: isMac ? `Ctrl+${digit}` : `Alt+${digit}`,
    does: digit === 1 ? "the first speaker speaks; 2 to 9 for the others" : `speaker ${digit}`,
    group: "Speakers",
    when: editing,
    run: () => {
      const row = currentRow();
      if (row && speakers[digit - 1]) setSpeaker(row, speakers[digit - 1].id);
    },
  });
}
addKey({
  keys: "Ctrl+Z",
  does: "take back: what is being typed, else your last change",
  group: "Editing",
  when: () => mayEdit && !(current() && isDirty(/** @type {HTMLTextAreaElement} */ (current()))),
  run: () => void takeBack(),
});
addKey({ keys: "Ctrl+Y", does: "make again what was taken back", group: "Editing", when: () => mayEdit && undone.length > 0, run: () => void makeAgain() });
addKey({ keys: "?", does: "show all keys", group: "Help", when: () => !document.activeElement?.matches("input, textarea, select"), run: showKeys });
addKey({ keys: "Ctrl+/", does: "show all keys", group: "Help", run: showKeys });

async function takeBack() {
  try {
    const change = await sync.undo();
    if (change) undone.push(change);
  } catch (error) {
    say(error);
  }
}

async function makeAgain() {
  const change = undone.pop();
  if (!change) return;
  try {
    await sync.undo(change);
  } catch (error) {
    say(error);
  }
}

/** @param {unknown} error */
function say(error) {
  const place = document.getElementById("says");
  if (place) place.textContent = error instanceof RequestError ? error.message : String(error);
}

const latin = new LatinTyping(grid, /** @type {HTMLButtonElement | null} */ (document.getElementById("latin")));
addKey({ keys: "Ctrl+F9", does: "type in Latin letters: each word turns into the letters of the language", group: "Editing", when: () => mayEdit, run: () => latin.toggle() });

document.addEventListener("keydown", takeKey);
for (const button of document.querySelectorAll(".tools button")) {
  // The field keeps the cursor and the selection.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", (event) => {
    const { mark, key } = /** @type {HTMLElement} */ (button).dataset;
    const field = current();
    if (key) runKey(key, event);
    else if (mark && field) putMark(field, /** @type {keyof typeof MARKS} */ (mark));
  });
}
document.getElementById("show-keys")?.addEventListener("click", showKeys);

// ---- beside the row --------------------------------------------------------------------------------------------

const panel = new Panel(sync.base, {
  insert: (text) => {
    const field = /** @type {HTMLTextAreaElement | null} */ (current() ?? grid.querySelector(".row.here textarea.target"));
    if (!field || !mayEdit) return;
    field.focus();
    document.execCommand("insertText", false, text);
  },
  replace: (row, text) => putText(row, text, "target"),
  played: (ms) => player?.play(ms),
});

/** Puts a text in the place of a field's, as if it were typed: one undo takes it back. @param {HTMLLIElement} row @param {string} text @param {string} side */
function putText(row, text, side) {
  if (!mayEdit) return;
  const field = fieldOf(row, side);
  field.focus();
  field.select();
  document.execCommand("insertText", false, text);
}

const machine = new Machine({
  base: sync.base,
  mayAsk: mayEdit,
  reload: (row) => panel.reload(row),
  replace: putText,
});
panel.parts.push((row, found) => machine.part(row, found));
panel.parts.push((row, found) => wordsPart(row, found.words, { play: (ms) => player?.play(ms), reload: (one) => panel.reload(one) }));
addKey({
  keys: "Shift+F9",
  does: "have a machine suggest a translation of this passage",
  group: "Beside the passage",
  when: editing,
  run: () => {
    const row = currentRow();
    if (row) void machine.request(row);
  },
});

const comments = new Comments({
  base: sync.base,
  mayComment: grid.dataset.comment === "yes",
  maySendBack: mayEdit || mayReview,
  reload: (row) => panel.reload(row),
  sendBack: (row) => setState(row, "initial"),
});
panel.parts.unshift((row, found) => comments.part(row, found));
panel.parts.unshift((row, found) => reviewPart(row, found, (from, to) => player?.play(from, to)));
addKey({ keys: "Alt+Enter", does: "go to what stands beside the passage, and back to its text", group: "Beside the passage", run: () => panel.enter() });
addReviewKeys({ currentRow, neighbour, go, mayReview, panel, comments, base: sync.base });

// ---- opening ---------------------------------------------------------------------------------------------------

async function begin() {
  const kept = await sync.resume().catch(() => []);
  /** @type {Map<string, any>} */
  const typed = new Map();
  for (const entry of state.typing) if (entry.client === client) typed.set(`${entry.segment} ${entry.side}`, entry);
  for (const entry of kept) typed.set(`${entry.segment} ${entry.side}`, entry);
  for (const entry of typed.values()) restore(entry);
  const others = state.typing.filter((/** @type {any} */ entry) => entry.client !== client && !typed.has(`${entry.segment} ${entry.side}`));
  for (const entry of others) offer(entry);
  const place = JSON.parse(sessionStorage.getItem(`place ${state.key}`) ?? "null");
  const row = rowOf(location.hash.slice(1)) ?? (place && rowOf(place.id));
  if (row) {
    row.scrollIntoView({ block: "center" });
    const field = fieldOf(row, place?.id === row.id ? place.side : "target");
    field.focus({ preventScroll: true });
    if (place?.id === row.id) {
      field.setSelectionRange(place.caret, place.caret);
      if (place.time) player?.seek(place.time);
    }
  }
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
  if (now !== entry.before) showConflict(row, { segment: row.id, field: entry.side, base: entry.before, mine: entry.text, theirs: now });
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

void begin();
