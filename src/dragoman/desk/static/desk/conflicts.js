// Two texts for one field: both are shown beside it, and nothing is written before somebody has chosen.

import { forgetLater } from "./changes.js";
import { putValue } from "./fields.js";
import { fieldOf } from "./rows.js";
import { holdBack, show } from "./row_state.js";
import { know } from "./texts.js";

/**
 * @typedef {{keepTyping: (segment: string, side: string, before: string, text: string | null) => unknown, save: (row: HTMLLIElement) => void, tell: () => void}} Does
 */

/**
 * Shows what a text was, theirs and ours, below its row.
 * @param {HTMLLIElement} row
 * @param {import("./sync.js").Conflict} conflict
 * @param {Does} does
 */
export function showConflict(row, conflict, does) {
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
  row.append(box);
  holdBack(row);
  know(row.id, side, conflict.theirs ?? "");
  void does.keepTyping(row.id, side, conflict.theirs ?? "", field.value);
  forgetLater(row, side);
  box.querySelector(".keep")?.addEventListener("click", () => {
    box.remove();
    show(row, "");
    does.tell();
    does.save(row);
  });
  box.querySelector(".take")?.addEventListener("click", () => {
    putValue(field, conflict.theirs ?? "");
    box.remove();
    show(row, "");
    void does.keepTyping(row.id, side, conflict.theirs ?? "", null);
  });
}
