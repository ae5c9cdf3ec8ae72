// Keys for those who check: the next passage of a kind, a translation that is still right, a comment.

import { addKey } from "./keys.js";
import { request } from "./net.js";

/**
 * @typedef {{
 *   currentRow: () => HTMLLIElement | null,
 *   neighbour: (row: HTMLLIElement | null, by: 1 | -1, fits?: (row: HTMLLIElement) => boolean) => HTMLLIElement | null,
 *   go: (row: HTMLLIElement | null, side?: string) => void,
 *   mayReview: boolean,
 *   panel: import("./panel.js").Panel,
 *   comments: import("./comments.js").Comments,
 *   base: string,
 * }} Grid
 */

/** @param {Grid} grid */
export function addReviewKeys(grid) {
  /** @param {string} kind */
  const next = (kind) => grid.go(grid.neighbour(grid.currentRow(), 1, (row) => row.classList.contains(kind)));
  addKey({ keys: "Ctrl+Shift+F3", does: "next passage whose original changed after its translation", group: "Moving", run: () => next("outdated") });
  addKey({ keys: "Ctrl+Shift+F7", does: "next passage with an open comment", group: "Moving", run: () => next("commented") });
  addKey({
    keys: "Shift+F7",
    does: "comment on this passage",
    group: "Beside the passage",
    run: () => {
      const row = grid.currentRow();
      if (row) grid.comments.write(row);
    },
  });
  addKey({
    keys: "Shift+F8",
    does: "the translation is still right, although the original has changed",
    group: "Editing",
    when: () => grid.mayReview && (grid.currentRow()?.classList.contains("outdated") ?? false),
    run: () => {
      const row = grid.currentRow();
      if (row) void confirmTranslation(grid, row);
    },
  });
}

/**
 * Settles the problem that the original has changed: the translation is right for it.
 * @param {Grid} grid
 * @param {HTMLLIElement} row
 */
async function confirmTranslation(grid, row) {
  const found = await request(`${grid.base}/passages/${encodeURIComponent(row.id)}`);
  const changed = found.problems.filter((/** @type {any} */ one) => one.code === "original-changed");
  for (const one of changed) await request(`${grid.base}/settle`, { problem: one.id, reason: "still right" });
  row.classList.remove("outdated");
  row.querySelector(".badge.outdated")?.remove();
  grid.panel.reviewed();
}
