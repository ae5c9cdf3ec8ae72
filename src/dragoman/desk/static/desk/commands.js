// The commands of the grid and their keys; buttons run the same commands.

import { playHere } from "./beside.js";
import { stopElsewhere } from "./elsewhere.js";
import { openFind } from "./find.js";
import { runKey, addKey, showKeys, takeKey } from "./keys.js";
import { isMac } from "./layout.js";
import { MARKS, putMark } from "./notation.js";
import { mayEdit, mayReview, whole } from "./page.js";
import { join, moveEdge, setSpeaker, split } from "./passage_edits.js";
import { current, currentRow, go, listSpeakers, neighbour } from "./rows.js";
import { hasUndone, makeAgain, setState, takeBack } from "./saving.js";
import { player } from "./sound.js";
import { addStampKeys } from "./stamping.js";
import { isDirty } from "./texts.js";
import { stopWaiting } from "./typing_pause.js";

// Ms by which a key moves the edge of a passage, and the player.
const STEP = 100;
const BACK = 2000;
// On a Mac, Option with an arrow moves the cursor by a word.
const ALT = isMac ? "Ctrl+Alt+" : "Alt+";

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
    if (setState(row, "translated")) go(neighbour(row, 1));
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
    if (setState(row, "reviewed")) go(neighbour(row, 1));
  },
});
addKey({ keys: "Ctrl+ArrowDown", does: "next passage", group: "Moving", run: () => go(neighbour(currentRow(), 1)) });
addKey({ keys: "Ctrl+ArrowUp", does: "passage before", group: "Moving", run: () => go(neighbour(currentRow(), -1)) });
addKey({ keys: "Escape", does: "play or pause", group: "Sound", when: () => !document.querySelector("dialog[open]"), run: () => stopElsewhere() || stopWaiting() || player?.toggle() });
addKey({ keys: "Ctrl+Space", does: "play from the word at the cursor", group: "Sound", run: () => void playHere() });
addKey({ keys: "F1", does: "back two seconds", group: "Sound", run: () => player?.step(-BACK) });
addKey({ keys: "F2", does: "forth two seconds", group: "Sound", run: () => player?.step(BACK) });
addKey({ keys: "Shift+F1", does: "slower", group: "Sound", run: () => player?.changeRate(-0.1) });
addKey({ keys: "Shift+F2", does: "faster", group: "Sound", run: () => player?.changeRate(0.1) });
addStampKeys(editing);
addKey({ keys: `${ALT}ArrowLeft`, does: "the passage ends a tenth of a second earlier", group: "Times", when: editing, run: () => moveEdge("end", -STEP) });
addKey({ keys: `${ALT}ArrowRight`, does: "the passage ends a tenth of a second later; without an end, it ends at what is being played", group: "Times", when: editing, run: () => moveEdge("end", STEP) });
addKey({ keys: `${ALT}ArrowUp`, does: "the passage begins a tenth of a second earlier", group: "Times", when: editing, run: () => moveEdge("start", -STEP) });
addKey({ keys: `${ALT}ArrowDown`, does: "the passage begins a tenth of a second later", group: "Times", when: editing, run: () => moveEdge("start", STEP) });
addKey({ keys: "Ctrl+K", does: "split at the cursor", group: "Editing", when: inField, run: split });
addKey({ keys: "Ctrl+J", does: "join with the next passage", group: "Editing", when: editing, run: join });
addKey({ keys: "Ctrl+H", does: "find and replace", group: "Editing", run: () => void whole.then(openFind) });
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
      const speaker = listSpeakers()[digit - 1];
      if (row && speaker) setSpeaker(row, speaker.id);
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
addKey({ keys: "Ctrl+Y", does: "make again what was taken back", group: "Editing", when: () => mayEdit && hasUndone(), run: () => void makeAgain() });
addKey({ keys: "?", does: "show all keys", group: "Help", when: () => !document.activeElement?.matches("input, textarea, select"), run: showKeys });
addKey({ keys: "Ctrl+/", does: "show all keys", group: "Help", run: showKeys });

document.addEventListener("keydown", takeKey);
/** The button of a command on which something happens. @param {Event} event @returns {HTMLElement | null} */
const buttonOf = (event) => /** @type {Element} */ (event.target).closest("button[data-key], button[data-mark]");

// The field keeps the cursor and the selection.
document.addEventListener("mousedown", (event) => buttonOf(event) && event.preventDefault());
document.addEventListener("click", (event) => {
  const { mark, key } = buttonOf(event)?.dataset ?? {};
  const field = current();
  if (key) runKey(key, event);
  else if (mark && field) putMark(field, /** @type {keyof typeof MARKS} */ (mark));
});
document.getElementById("show-keys")?.addEventListener("click", showKeys);
