// For those who check: the next passage of a kind, what has changed since a review, a translation that is still right.

import { addKey } from "./keys.js";
import { request } from "./net.js";
import { base, mayReview, say, tell, whole } from "./page.js";
import { act, difference, line, makePart, words } from "./parts.js";
import { currentRow, fieldOf, go, neighbour } from "./rows.js";
import { hasConflict } from "./row_state.js";
import { countWhole, goToWhole } from "./whole_problems.js";

/** What the next passage is looked for by. @type {{keys: string, says: string, side?: string, fits: (row: HTMLLIElement) => boolean}[]} */
const KINDS = [
  { keys: "F3", says: "with a problem", fits: (row) => row.classList.contains("has-problems") || isHeldBack(row) },
  { keys: "F4", says: "without a translation", side: "target", fits: isUntranslated },
  { keys: "Shift+F3", says: "that nobody has listened to", fits: (row) => !isWithdrawn(row) && !row.classList.contains("listened") },
  { keys: "Shift+F4", says: "that nobody has reviewed", fits: (row) => !isWithdrawn(row) && !["reviewed", "final"].includes(row.dataset.state ?? "") },
  { keys: "Ctrl+Shift+F3", says: "whose original changed after its translation", fits: (row) => row.classList.contains("outdated") },
  { keys: "Ctrl+Shift+F7", says: "with an open comment", fits: (row) => row.classList.contains("commented") },
];

/** @param {HTMLLIElement} row */
function isWithdrawn(row) {
  return row.classList.contains("withdrawn");
}

/** Whether something of a row is not saved until somebody does something. @param {HTMLLIElement} row */
function isHeldBack(row) {
  return row.dataset.saved === "refused" || hasConflict(row);
}

/** Whether a row has no translation: none was typed, or it is a marked gap. @param {HTMLLIElement} row */
function isUntranslated(row) {
  const field = row.querySelector("textarea.target");
  const isEmpty = field instanceof HTMLTextAreaElement && !field.value.trim();
  return !isWithdrawn(row) && (isEmpty || row.classList.contains("untranslated"));
}

/**
 * Goes to the next passage of a kind; behind the last one the search goes on at the first. Where there is none, it says so.
 * @param {typeof KINDS[number]} kind
 * @param {import("./panel.js").Panel} panel
 */
function findNext(kind, panel) {
  const here = currentRow();
  const next = neighbour(here, 1, kind.fits) ?? neighbour(null, 1, kind.fits);
  say(next && next !== here ? "" : `There is no ${next ? "other " : ""}passage ${kind.says}.${kind === KINDS[0] ? sayOfProblems(panel) : ""}`);
  if (!next && kind === KINDS[0] && countWhole()) goToWhole();
  go(next, kind.side);
}

/** What is to be said of problems where no other passage has one. @param {import("./panel.js").Panel} panel */
function sayOfProblems(panel) {
  const whole = countWhole();
  if (whole) return ` ${whole === 1 ? "1 problem is" : `${whole} problems are`} of the whole interview, above the passages.`;
  return panel.isChecked ? "" : " The interview is still being checked.";
}

/**
 * What has changed in a passage since somebody approved it or sent it back, with its sound.
 * @param {HTMLLIElement} row
 * @param {{reviewed: {by: string, time: string, approved: boolean, changes: Record<string, any[]>} | null}} found
 * @param {(from: number, to: number | null) => void} play
 * @returns {HTMLElement}
 */
export function reviewPart(row, found, play) {
  const { reviewed } = found;
  const section = makePart("since-review", reviewed?.approved ? "Reviewed" : "Sent back");
  section.hidden = !reviewed;
  if (!reviewed) return section;
  const who = line("by ", "who");
  who.append(words(reviewed.by), reviewed.time ? `, ${reviewed.time.replace("T", " ").replace("Z", "")}` : "");
  section.append(who);
  for (const [side, name] of [["source", "Original"], ["target", "Translation"]]) {
    const parts = reviewed.changes[side];
    if (parts) section.append(showChange(row, side, `${name} since then: `, parts));
  }
  if (!Object.keys(reviewed.changes).length) section.append(line("Both texts are as they were then.", "same"));
  const { start, end } = row.dataset;
  if (start) section.append(act("Play the passage", () => play(Number(start), end ? Number(end) : null)));
  return section;
}

/**
 * @param {HTMLElement} row
 * @param {string} side
 * @param {string} says
 * @param {any[]} parts
 */
function showChange(row, side, says, parts) {
  const item = line(says, "changed");
  item.append(difference(parts, fieldOf(row, side)));
  return item;
}

/** @param {import("./panel.js").Panel} panel @param {import("./comments.js").Comments} comments */
export function addReviewKeys(panel, comments) {
  for (const kind of KINDS) addKey({ keys: kind.keys, does: `next passage ${kind.says}`, group: "Moving", run: () => void whole.then(() => findNext(kind, panel)) });
  panel.outdated = (row, parts) => {
    row.querySelector(".original-change")?.remove();
    if (!parts) return;
    const item = showChange(row, "source", "The original since the translation: ", parts);
    item.classList.add("original-change");
    row.append(item);
  };
  addKey({
    keys: "Shift+F7",
    does: "comment on this passage",
    group: "Beside the passage",
    run: () => {
      const row = currentRow();
      if (row) comments.write(row);
    },
  });
  addKey({
    keys: "Shift+F8",
    does: "the translation is still right, although the original has changed",
    group: "Editing",
    when: () => mayReview && (currentRow()?.classList.contains("outdated") ?? false),
    run: () => {
      const row = currentRow();
      if (row) void confirmTranslation(panel, row);
    },
  });
}

/**
 * Settles the problem that the original has changed: the translation is right for it.
 * @param {import("./panel.js").Panel} panel
 * @param {HTMLLIElement} row
 */
async function confirmTranslation(panel, row) {
  if (!(await tell(settleChanges(row)))) return;
  row.classList.remove("outdated");
  row.querySelector(".badge.outdated")?.remove();
  row.querySelector(".original-change")?.remove();
  panel.reviewed();
}

/** @param {HTMLLIElement} row */
async function settleChanges(row) {
  const found = await request(`${base}/passages/${encodeURIComponent(row.id)}`);
  const changed = found.problems.filter((/** @type {any} */ one) => one.code === "original-changed");
  for (const one of changed) await request(`${base}/settle`, { problem: one.id, reason: "still right", segment: row.id });
}
