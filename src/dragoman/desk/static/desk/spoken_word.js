// The word that is being spoken, marked by the browser (CSS Custom Highlight): the page itself is not touched.

import { layerOf } from "./fields.js";
import { request } from "./net.js";
import { base } from "./page.js";
import { fieldOf } from "./rows.js";
import { followers, player } from "./sound.js";
import { isDirty } from "./texts.js";

const highlight = "highlights" in CSS ? new Highlight() : null;
if (highlight) CSS.highlights.set("spoken", highlight);

/** @type {HTMLLIElement | null} */
let row = null;
/** @type {import("./words.js").TimedWord[]} */
let words = [];
/** @type {import("./words.js").TimedWord | null} */
let marked = null;

followers.push((spoken, ms) => {
  if (!highlight) return;
  if (spoken !== row && player?.playing) enter(spoken);
  const word = spoken === row && player?.playing ? findWord(ms) : null;
  if (word === marked) return;
  marked = word;
  highlight.clear();
  const range = word && row ? rangeOf(row, word) : null;
  if (range) highlight.add(range);
});

/** @param {HTMLLIElement | null} spoken */
function enter(spoken) {
  row = spoken;
  words = [];
  if (!spoken) return;
  request(`${base}/passages/${encodeURIComponent(spoken.id)}/spoken`)
    .then((found) => {
      if (row === spoken) words = found.words;
    })
    .catch(() => undefined);
}

/** The last word that has begun. @param {number} ms */
function findWord(ms) {
  return words.findLast((word) => word.start !== null && word.start <= ms) ?? null;
}

/**
 * Where a word stands in the layer of colours behind its field; none where somebody has changed the text since.
 * @param {HTMLLIElement} spoken
 * @param {import("./words.js").TimedWord} word
 */
function rangeOf(spoken, word) {
  const field = fieldOf(spoken, "source");
  if (isDirty(field) || !field.value.startsWith(word.text, word.at)) return null;
  const range = new Range();
  const end = word.at + word.text.length;
  const walker = document.createTreeWalker(layerOf(field), NodeFilter.SHOW_TEXT);
  let done = 0;
  let isBegun = false;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (!isBegun && word.at < done + node.length) {
      range.setStart(node, word.at - done);
      isBegun = true;
    }
    if (isBegun && end <= done + node.length) {
      range.setEnd(node, end - done);
      return range;
    }
    done += node.length;
  }
  return null;
}
