// The concordance: words that are selected, looked up in all interviews and in the memory's files, beside the row.

import { panel } from "./beside.js";
import { playPassage } from "./elsewhere.js";
import { addKey } from "./keys.js";
import { request } from "./net.js";
import { addressOf, base, say } from "./page.js";
import { act, line } from "./parts.js";
import { clock, current } from "./rows.js";

/**
 * @typedef {{words: string, language: string, direction: string}} Side
 * @typedef {{key: string | null, segment: string | null, title: string, start: number | null, source: Side, target: Side}} Hit
 */

const section = document.createElement("section");
section.className = "lookup";
section.hidden = true;
section.setAttribute("role", "region");
section.setAttribute("aria-label", "Found elsewhere");
panel.lead = section;

/** What is selected, else the word at the caret. */
function findWords() {
  const field = current();
  if (!field) return (getSelection()?.toString() ?? "").trim();
  const { selectionStart: from, selectionEnd: to, value } = field;
  if (from !== to) return value.slice(from, to).trim();
  const before = /[\p{L}\p{M}\p{N}’'\u200c-]*$/u.exec(value.slice(0, from))?.[0] ?? "";
  const after = /^[\p{L}\p{M}\p{N}’'\u200c-]*/u.exec(value.slice(from))?.[0] ?? "";
  return before + after;
}

async function lookUp() {
  const words = findWords();
  if (!words) return say("Select words, or put the cursor into one.");
  let found;
  try {
    found = await request(`${base}/concordance?q=${encodeURIComponent(words)}`);
  } catch (error) {
    return say(error);
  }
  show(words, found.hits);
}

/** @param {string} words @param {Hit[]} hits */
function show(words, hits) {
  const head = document.createElement("h2");
  const said = document.createElement("bdi");
  said.textContent = words;
  head.append("“", said, "” elsewhere");
  const count = line(hits.length ? "" : "Nowhere.", "hint");
  section.replaceChildren(head, count, ...hits.map(showHit));
  section.append(act("Close", () => (section.hidden = true)));
  section.hidden = false;
  panel.place?.prepend(section);
  panel.place?.scrollTo(0, 0);
}

/** @param {Hit} hit */
function showHit(hit) {
  const item = document.createElement("div");
  item.className = "hit";
  const place = line("", "where");
  const { key, segment } = hit;
  const title = document.createElement(key ? "a" : "span");
  if (title instanceof HTMLAnchorElement && key) [title.href, title.target] = [`${addressOf(key)}/#${segment}`, "_blank"];
  const name = document.createElement("bdi");
  name.textContent = hit.title;
  title.append(name);
  if (hit.start !== null) title.append(`, ${clock(hit.start)}`);
  place.append(title);
  if (key && segment) place.append(" ", act("Play", () => void playPassage(key, segment)));
  item.append(place);
  for (const side of [hit.source, hit.target]) {
    const text = line(side.words, "side");
    text.dir = side.direction;
    if (side.language) text.lang = side.language;
    item.append(text);
  }
  return item;
}

addKey({ keys: "Ctrl+Shift+F8", does: "look the selected words up in all interviews and in the memory", group: "Beside the passage", run: () => void lookUp() });
