// Problems that belong to no passage of the interview: in a box above the rows, with where, why, and what to do.

import { act, line } from "./parts.js";
import { clock } from "./rows.js";

/** @typedef {{id: string, severity: string, message: string, start: number | null}} Problem */

const box = () => /** @type {HTMLDetailsElement | null} */ (document.getElementById("whole"));
let shown = "[]";

/** How many there are. */
export const countWhole = () => JSON.parse(shown).length;

/**
 * @param {Problem[]} problems
 * @param {{play: (ms: number) => void, settle: ((one: Problem) => void) | null}} does
 */
export function showWhole(problems, does) {
  const place = box();
  const told = JSON.stringify(problems);
  if (!place || told === shown) return;
  shown = told;
  place.hidden = !problems.length;
  const summary = document.createElement("summary");
  summary.textContent = problems.length === 1 ? "1 problem of the whole interview" : `${problems.length} problems of the whole interview`;
  place.replaceChildren(summary, ...problems.map((one) => item(one, does)));
}

/** @param {Problem} one @param {Parameters<typeof showWhole>[1]} does */
function item(one, does) {
  const made = line("", `problem ${one.severity}`);
  const { start } = one;
  if (start !== null) made.append(act(clock(start), () => does.play(start)), " ");
  made.append(one.message);
  const { settle } = does;
  if (settle) made.append(" ", act("Settle…", () => settle(one)));
  return made;
}

/** Opens the box, and goes there. */
export function goToWhole() {
  const place = box();
  if (!place) return;
  place.open = true;
  place.querySelector("summary")?.focus();
}
