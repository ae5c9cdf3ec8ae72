// The marks in a text, as much as an editor shows while somebody types: colours, and what cannot be right. Brackets mean
// what the profile of the interview says.

import { brackets } from "./page.js";
import { withSpaces } from "./spaces.js";

/**
 * @typedef {{start: number, end: number, kind: string}} Stretch
 */

// Marks that mean the same with every bracket profile.
const KINDS = [
  { kind: "unclear", pattern: /^\(\?/ },
  { kind: "gap", pattern: /^\[(?:inaudible|untranscribed|untranslated|…|\.\.\.|redacted)/i },
  { kind: "gloss", pattern: /^\[=/ },
  { kind: "note", pattern: /^\[(?:tr|ed):/i },
  { kind: "mark", pattern: /^\[(?:ph\]|sic[\]:]|pause|(?:abbr|src|on screen|voice|sound|gesture|in [^:]+):)/i },
];
const CLOSES = { "(": ")", "[": "]", "{": "}" };
/** Whether braces are brackets of the profile. */
const hasBraces = brackets.kinds["{ }"] !== null;
// What a text may have beside brackets that are all of it.
const NOTHING = /^[\s.,;:!–—-]*$/;
const REMARKS = new Set(brackets.remarks);
const EDGES = /^[\s.,;:!…–—'"“”‘’«»*_-]+|[\s.,;:!…–—'"“”‘’«»*_-]+$/g;

/**
 * The kind of a mark as it was typed.
 * @param {string} said with its brackets
 * @param {boolean} isAlone whether nothing else is in the text
 * @returns {string | null} null where the brackets stay as typed
 */
function kindOf(said, isAlone) {
  const known = KINDS.find((one) => one.pattern.test(said));
  if (known) return known.kind;
  if (brackets.stated && said.toLowerCase().startsWith(brackets.stated)) return "supplied";
  const isDouble = said.startsWith("((") && said.endsWith("))");
  const content = isDouble ? said.slice(2, -2) : said.slice(1, -1);
  if (!brackets.is_notation && REMARKS.has(content.toLowerCase().replace(EDGES, ""))) return "mark";
  const kind = isDouble ? "(( ))" : said[0] === "(" ? "( )" : said[0] === "[" ? "[ ]" : "{ }";
  return (isAlone ? brackets.alone : brackets.kinds)[kind] ?? null;
}

/**
 * @param {string} text
 * @returns {{stretches: Stretch[], faults: {place: number, message: string}[]}} marks that are not in another, in order
 */
export function readMarks(text) {
  /** @type {Stretch[]} */
  const stretches = [];
  /** @type {{place: number, message: string}[]} */
  const faults = [];
  /** @type {{place: number, sign: "(" | "[" | "{"}[]} */
  const open = [];
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (sign === "\\") place += 1;
    else if (sign === "(" || sign === "[" || (sign === "{" && hasBraces)) open.push({ place, sign });
    else if (sign === ")" || sign === "]" || (sign === "}" && hasBraces)) {
      const last = open.at(-1);
      if (!last || CLOSES[last.sign] !== sign) faults.push({ place, message: `“${sign}” closes no bracket` });
      else {
        open.pop();
        if (!open.length) {
          const isAlone = !stretches.length && NOTHING.test(text.slice(0, last.place)) && NOTHING.test(text.slice(place + 1));
          const kind = kindOf(text.slice(last.place, place + 1), isAlone);
          if (kind) stretches.push({ start: last.place, end: place + 1, kind });
        }
      }
    }
  }
  for (const one of open) faults.push({ place: one.place, message: `“${one.sign}” is not closed` });
  return { stretches, faults };
}

/**
 * The text in colours, for the layer behind a field.
 * @param {string} text
 * @param {Stretch[]} stretches its marks
 * @param {HTMLElement} layer
 */
export function paint(text, stretches, layer) {
  layer.replaceChildren();
  let done = 0;
  for (const one of stretches) {
    layer.append(text.slice(done, one.start));
    const mark = document.createElement("mark");
    mark.className = one.kind;
    mark.textContent = text.slice(one.start, one.end);
    layer.append(mark);
    done = one.end;
  }
  // A line end at the end of the text is a line of its own in a field.
  layer.append(`${text.slice(done)}\n`);
}

/** What each mark puts around the words that are selected. A mark without words of its own gets a space beside other words. */
export const MARKS = {
  supplied: { before: brackets.marks.supplied[0], after: brackets.marks.supplied[1], says: "words that were not said", alone: false },
  unclear: { before: brackets.marks.unclear[0], after: brackets.marks.unclear[1], says: "doubtful words", alone: false },
  gap: { before: brackets.marks.gap[0], after: "", says: "a gap", alone: true },
  gloss: { before: "[= ", after: "]", says: "an explanation", alone: true },
  note: { before: "[tr: ", after: "]", says: "a note for readers", alone: true },
};

/**
 * Puts a mark around what is selected in a field, so that the browser can undo it.
 * @param {HTMLTextAreaElement} field
 * @param {keyof typeof MARKS} name
 */
export function putMark(field, name) {
  const { before, after, alone } = MARKS[name];
  const words = field.value.slice(field.selectionStart, field.selectionEnd);
  const mark = name === "gap" ? before : before + words + after;
  const written = alone ? withSpaces(field, mark) : mark;
  const inside = field.selectionStart + written.indexOf(mark) + before.length;
  // The only way to write into a field that the browser's own undo knows.
  document.execCommand("insertText", false, written);
  if (!words && after) field.setSelectionRange(inside, inside);
}
