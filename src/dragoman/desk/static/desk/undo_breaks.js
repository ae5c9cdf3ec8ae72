// Undo inside a field is the browser's own. It takes back everything that was typed in one go, so the go ends after a pause.

import { isComposing } from "./composing.js";
import { grid } from "./page.js";
import { current } from "./rows.js";

// Ms without a key.
const PAUSE = 1000;
let timer = 0;

grid.addEventListener("input", () => {
  clearTimeout(timer);
  timer = window.setTimeout(breakUndo, PAUSE);
});

/** Ends what one undo takes back: browsers do so where the caret moves, and it comes back at once. A paste ends it too. */
function breakUndo() {
  const field = current();
  if (!field || isComposing() || !field.value) return;
  const { selectionStart, selectionEnd, selectionDirection } = field;
  const elsewhere = selectionStart === 0 && selectionEnd === 0 ? 1 : 0;
  field.setSelectionRange(elsewhere, elsewhere);
  field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
}
