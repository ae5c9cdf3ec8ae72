// Typing in Latin letters: a word that is finished turns into the letters of its field's language. Off unless switched on.

import { knows, markIn, transliterate } from "./transliterate.js";

const ENDS = /^[\s.,;:!?)»”"…]$/;
const WORD = /[A-Za-z0-9'_~]+$/;
const KEPT = "dragoman latin";

/** The languages of the fields: the browser looks for the first field of each, which is faster than asking every one. @param {HTMLElement} grid */
function* listLanguages(grid) {
  let others = "textarea[lang]";
  for (;;) {
    const lang = grid.querySelector(others)?.getAttribute("lang");
    if (lang === null || lang === undefined) return;
    yield lang;
    others += `:not([lang="${CSS.escape(lang)}"])`;
  }
}

/** Turns words as they are typed into the fields of a grid. */
export class LatinTyping {
  /**
   * @param {HTMLElement} grid
   * @param {HTMLButtonElement | null} button which is pressed while it is on; hidden where no field has a language for it
   */
  constructor(grid, button) {
    this.button = button;
    this.on = localStorage.getItem(KEPT) === "on";
    /** What was typed in one go, without moving the caret. */
    this.run = "";
    /** Where the caret is behind it. */
    this.end = -1;
    /** The field in which a word was turned last. @type {HTMLTextAreaElement | null} */
    this.turned = null;
    this.grid = grid;
    this.offer();
    grid.addEventListener("beforeinput", (event) => this.before(/** @type {InputEvent} */ (event)));
    grid.addEventListener("input", (event) => this.after(/** @type {InputEvent} */ (event)));
    grid.addEventListener("focusin", () => (this.run = ""));
    this.show();
  }

  /** Shows the button where a field is in a language that can be typed so. */
  offer() {
    if (!this.button?.hidden) return;
    this.button.hidden = ![...listLanguages(this.grid)].some(knows);
  }

  toggle() {
    this.on = !this.on;
    this.run = "";
    localStorage.setItem(KEPT, this.on ? "on" : "off");
    this.show();
  }

  show() {
    this.button?.setAttribute("aria-pressed", this.on ? "true" : "false");
  }

  /** @param {InputEvent} event */
  before(event) {
    const field = event.target;
    if (!this.on || event.isComposing || event.inputType !== "insertText" && event.inputType !== "insertLineBreak") return;
    if (!(field instanceof HTMLTextAreaElement) || !knows(field.lang)) return;
    const mark = event.inputType === "insertLineBreak" ? "\n" : (event.data ?? "");
    if (!ENDS.test(mark) || field.selectionStart !== field.selectionEnd || field.selectionStart !== this.end) return;
    const caret = field.selectionStart;
    const word = WORD.exec(field.value.slice(0, caret))?.[0] ?? "";
    // A word that was there before, such as a name that somebody left in Latin letters, is no word that is typed.
    if (!word || !this.run.endsWith(word) || isInMark(field.value.slice(0, caret - word.length))) return;
    const made = transliterate(word, field.lang);
    if (made === null) return;
    event.preventDefault();
    field.setSelectionRange(caret - word.length, caret);
    document.execCommand("insertText", false, made + markIn(mark, field.lang));
    this.run = "";
    this.turned = field;
  }

  /** @param {InputEvent} event */
  after(event) {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement)) return;
    if (event.inputType === "historyUndo" && this.turned === field) {
      // The browser selects what comes back: the next key would write over it.
      this.turned = null;
      field.setSelectionRange(field.selectionEnd, field.selectionEnd);
    }
    const typed = event.inputType === "insertText" && !event.isComposing ? (event.data ?? "") : "";
    const goesOn = typed.length === 1 && field.selectionStart === this.end + 1 && this.run;
    this.run = goesOn ? this.run + typed : typed.length === 1 ? typed : "";
    this.end = field.selectionStart;
  }
}

/**
 * Whether a text ends inside a mark whose words are the notation's or another language's: in brackets, or between stars.
 * @param {string} text
 */
function isInMark(text) {
  const line = text.slice(text.lastIndexOf("\n") + 1);
  return line.lastIndexOf("[") > line.lastIndexOf("]") || (line.match(/\*/g)?.length ?? 0) % 2 === 1;
}
