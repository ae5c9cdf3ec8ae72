// Clicks on what stands in a row: play it, choose who speaks, show its problems.

import { panel } from "./beside.js";
import { grid, mayEdit } from "./page.js";
import { act } from "./parts.js";
import { addSpeaker, setSpeaker } from "./passage_edits.js";
import { around, endOf, listSpeakers, startOf } from "./rows.js";
import { player } from "./sound.js";

grid.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("button");
  const row = around(button);
  if (!button || !row) return;
  const start = startOf(row);
  if (button.classList.contains("time") && player && start !== null) player.play(start, endOf(row));
  if (button.classList.contains("speaker") && mayEdit) chooseSpeaker(row, button);
  if (button.classList.contains("problems")) panel.show(row, "problems");
});

/** @param {HTMLLIElement} row @param {HTMLElement} button */
function chooseSpeaker(row, button) {
  const list = /** @type {HTMLDialogElement} */ (document.getElementById("speakers"));
  const choices = /** @type {HTMLElement} */ (list.querySelector(".choices"));
  const form = /** @type {HTMLFormElement} */ (list.querySelector("form.new"));
  const label = /** @type {HTMLInputElement} */ (form.elements.namedItem("label"));
  const choose = (/** @type {() => void} */ does) => () => {
    list.close();
    does();
    button.focus();
  };
  choices.replaceChildren(
    ...listSpeakers().map((speaker, place) =>
      act(place < 9 ? `${place + 1}  ${speaker.name}` : speaker.name, choose(() => setSpeaker(row, speaker.id)))),
    act("Unknown", choose(() => setSpeaker(row, null))),
  );
  label.value = "";
  form.onsubmit = choose(() => addSpeaker(row, label.value));
  list.showModal();
}
