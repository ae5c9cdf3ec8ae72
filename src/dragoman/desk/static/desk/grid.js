// The grid: one row a passage. This module starts the others, and says what stands beside a row and in which order.

import "./commands.js";
import "./direction.js";
import "./lookup.js";
import "./media_keys.js";
import "./row_clicks.js";
import "./selection.js";
import "./spoken_word.js";
import "./undo_breaks.js";
import { panel, putText } from "./beside.js";
import { Comments } from "./comments.js";
import { addKey } from "./keys.js";
import { LatinTyping } from "./latin.js";
import { Machine } from "./machine.js";
import { begin } from "./opening.js";
import { base, grid, mayEdit, mayReview, whole } from "./page.js";
import { addReviewKeys, reviewPart } from "./review.js";
import { currentRow } from "./rows.js";
import { saveNow, setState } from "./saving.js";
import { player } from "./sound.js";
import { wordsPart } from "./words.js";

const latin = new LatinTyping(grid, /** @type {HTMLButtonElement | null} */ (document.getElementById("latin")));
void whole.then(() => latin.offer());
addKey({ keys: "Ctrl+F9", does: "type in Latin letters: each word turns into the letters of the language", group: "Editing", when: () => mayEdit, run: () => latin.toggle() });

const machine = new Machine({
  base,
  mayAsk: mayEdit,
  save: saveNow,
  reload: (row) => panel.reload(row),
  replace: putText,
});
addKey({
  keys: "Shift+F9",
  does: "have a machine suggest a translation of this passage",
  group: "Beside the passage",
  when: () => mayEdit && currentRow() !== null,
  run: () => {
    const row = currentRow();
    if (row) void machine.request(row);
  },
});

const comments = new Comments({
  base,
  mayComment: grid.dataset.comment === "yes",
  maySendBack: mayEdit || mayReview,
  reload: (row) => panel.reload(row),
  sendBack: (row) => setState(row, "initial"),
});
addReviewKeys(panel, comments);
addKey({ keys: "Alt+Enter", does: "go to what stands beside the passage, and back to its text", group: "Beside the passage", run: () => panel.enter() });

panel.parts.push(
  (row, found) => reviewPart(row, found, (from, to) => player?.play(from, to)),
  (row, found) => comments.part(row, found),
  (row, found) => machine.part(row, found),
  (row, found) => wordsPart(row, found.words, { play: (ms) => player?.play(ms), reload: (one) => panel.reload(one) }),
);

void begin();
