// Blocks of rows: a browser neither lays out nor paints a block that is far away. Of single rows it would have to watch
// thousands.

import { grid } from "./page.js";

/** How many rows the server puts into one. */
const MOST = Number(grid.dataset.block);

/**
 * Puts a row behind another.
 * @param {HTMLLIElement} row
 * @param {HTMLLIElement | null} before null where it is to be the first
 */
export function putBehind(row, before) {
  const from = row.parentElement;
  const block = before?.parentElement ?? grid.firstElementChild ?? addBlock(null);
  if (!before) block.prepend(row);
  // Who adds row after row at the end has no block that grows with each.
  else if (before === block.lastElementChild && block.childElementCount >= MOST) addBlock(block).append(row);
  else before.after(row);
  leaveOutEmpty(from);
}

/** @param {HTMLLIElement} row */
export function takeAway(row) {
  const block = row.parentElement;
  row.remove();
  leaveOutEmpty(block);
}

/** Every block has rows: who goes from row to row looks into the next one. @param {Element | null} block */
function leaveOutEmpty(block) {
  if (block?.childElementCount === 0) block.remove();
}

/** @param {Element | null} before */
function addBlock(before) {
  const block = document.createElement("ol");
  block.className = "block";
  if (before) before.after(block);
  else grid.prepend(block);
  return block;
}
