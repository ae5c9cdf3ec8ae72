// Rows that are typed while their sound plays: the loop of a row, its beginning stamped by a key, new rows.

import { addKey } from "./keys.js";

// Ms that are looped of a passage whose end is not known.
const OPEN_LOOP = 5000;

/**
 * @typedef {{
 *   player: import("./player.js").Player | null,
 *   editing: () => boolean,
 *   currentRow: () => HTMLLIElement | null,
 *   neighbour: (row: HTMLLIElement | null, by: 1 | -1, fits?: (row: HTMLLIElement) => boolean) => HTMLLIElement | null,
 *   startOf: (row: HTMLElement) => number | null,
 *   endOf: (row: HTMLElement) => number | null,
 *   spanEdit: (row: HTMLLIElement, start: number, end: number | null) => any,
 *   save: (row: HTMLLIElement, more: any[]) => void,
 *   settled: () => Promise<void>,
 *   go: (row: HTMLLIElement | null, side?: string) => void,
 *   say: (what: string) => void,
 * }} Grid
 */

/** The keys of typing beside the sound. @param {Grid} grid */
export function addStampKeys(grid) {
  const { player } = grid;
  addKey({ keys: "F9", does: "loop this passage, and each that you go to; again to stop", group: "Sound", when: () => player !== null, run: () => toggleLoop(grid) });
  addKey({ keys: "F8", does: "the passage begins at what is being played", group: "Times", when: grid.editing, run: () => stamp(grid, grid.currentRow()) });
  addKey({
    keys: "Ctrl+F8",
    does: "the next passage begins at what is being played, and go to it",
    group: "Times",
    when: grid.editing,
    run: () => {
      const next = grid.neighbour(grid.currentRow(), 1);
      stamp(grid, next);
      grid.go(next, "source");
    },
  });
  addKey({ keys: "Alt+Insert", does: "a new passage behind this one, from what is being played on", group: "Editing", when: grid.editing, run: () => void add(grid) });
}

/** Plays the row that was entered, where rows are looped. @param {Grid} grid @param {HTMLLIElement} row */
export function loopRow(grid, row) {
  const { player } = grid;
  const start = grid.startOf(row);
  if (!player?.loops || start === null) return;
  player.play(start, grid.endOf(row) ?? endOfOpen(grid, row, start));
}

/**
 * Where the loop of a passage without an end turns back: where the next one begins.
 * @param {Grid} grid
 * @param {HTMLLIElement} row
 * @param {number} start
 */
function endOfOpen(grid, row, start) {
  const next = grid.neighbour(row, 1, (one) => (grid.startOf(one) ?? -1) > start);
  return (next && grid.startOf(next)) ?? start + OPEN_LOOP;
}

/** @param {Grid} grid */
function toggleLoop(grid) {
  const row = grid.currentRow();
  const { player } = grid;
  if (!player) return;
  if (player.loops) {
    player.loops = false;
    return;
  }
  if (!row || grid.startOf(row) === null) {
    grid.say("This passage has no time yet: play, and press F8 where it begins.");
    return;
  }
  player.loops = true;
  loopRow(grid, row);
}

/**
 * Says that a row begins at what is being played. The row before it ends there, where its end is not known.
 * @param {Grid} grid
 * @param {HTMLLIElement | null} row
 */
function stamp(grid, row) {
  const { player } = grid;
  if (!row || !player) return;
  const now = player.now;
  const end = grid.endOf(row);
  const edits = [grid.spanEdit(row, now, end !== null && end > now ? end : null)];
  const before = grid.neighbour(row, -1);
  const start = before && grid.startOf(before);
  if (before && start !== null && start < now && grid.endOf(before) === null) edits.push(grid.spanEdit(before, start, now));
  grid.save(row, edits);
}

/** @param {Grid} grid */
async function add(grid) {
  const row = grid.currentRow();
  if (!row) return;
  const { player } = grid;
  const behind = row.nextElementSibling?.id;
  grid.save(row, [{ verb: "add", segment: row.id, ...(player?.playing ? { span: [player.now, null] } : {}) }]);
  await grid.settled();
  const made = /** @type {HTMLLIElement | null} */ (row.nextElementSibling);
  if (made && made.id !== behind) grid.go(made, "source");
}
