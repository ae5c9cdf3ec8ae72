// What stands beside the row: its problems, history, memory, suggestions. It is fetched when a row is entered.

import { keepFocus, keepInPlace } from "./kept_focus.js";
import { request } from "./net.js";
import { tell, whole } from "./page.js";
import { act, difference, line, makePart, showBadge, words } from "./parts.js";
import { afterPress, isPressed } from "./pressing.js";
import { fieldOf } from "./rows.js";
import { showWhole } from "./whole_problems.js";

/** @typedef {{counts: Record<string, number>, whole: import("./whole_problems.js").Problem[], is_fresh: boolean, comments: Record<string, number>, outdated: Record<string, any[]>}} Found */

/**
 * @typedef {{insert: (text: string) => void, replace: (row: HTMLLIElement, text: string, side?: string) => void, play: (row: HTMLLIElement) => void, playAt: (ms: number) => void, playElsewhere: (key: string, segment: string) => void, mayEdit: boolean, maySettle: boolean}} Does
 */

const MOST_TIMES = 3;

export class Panel {
  /**
   * @param {string} base
   * @param {Does} does
   */
  constructor(base, does) {
    this.base = base;
    this.does = does;
    /** @type {Map<string, any>} */
    this.known = new Map();
    /** @type {HTMLLIElement | null} */
    this.row = null;
    this.timer = 0;
    /** Counts what makes answers that are on their way old. */
    this.asked = 0;
    /** What stands above all, whatever the row. @type {HTMLElement | null} */
    this.lead = null;
    /** What other modules show beside a row. @type {((row: HTMLLIElement, found: any) => HTMLElement)[]} */
    this.parts = [];
    /** Shows in a row how its original has changed since it was translated. @type {(row: HTMLElement, change: any[] | undefined) => void} */
    this.outdated = () => undefined;
    /** @type {WeakMap<Element, string>} */
    this.told = new WeakMap();
    /** Passages that have something of this kind. @type {Set<string>} */
    this.marked = new Set();
    // Whether the problems that are shown are those of the texts as they are.
    this.isChecked = false;
    void this.count();
    setInterval(() => this.count(), 5000);
    // What came while somebody typed or pressed something here is shown when they have done that.
    this.isLate = false;
    // Whether somebody wanted to go there before it had come.
    this.isEntering = false;
    document.addEventListener("focusout", () => queueMicrotask(() => this.showLate()));
    afterPress(() => this.showLate());
  }

  /** Where it is shown; it stands behind the rows, and may not have been read yet. */
  get place() {
    return document.getElementById("panel");
  }

  /** @param {string[]} ids passages that have changed */
  stale(ids) {
    if (ids.length) this.forget(ids);
    if (this.row && ids.includes(this.row.id)) this.show(this.row);
  }

  /** Has passages asked for anew, also if an answer is on its way: it may be from before. @param {Iterable<string>} ids */
  forget(ids) {
    this.asked += 1;
    for (const id of ids) this.known.delete(id);
  }

  /**
   * @param {HTMLLIElement} row
   * @param {string} [part]
   */
  show(row, part) {
    this.row = row;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(row, part), 150);
  }

  /** @param {string} id */
  async find(id) {
    const there = this.known.get(id);
    if (there) return there;
    /** @type {any} */
    let found;
    // What has changed while the server answered is asked for again; not for ever, for others may change more and more.
    for (let times = 0; times < MOST_TIMES; times++) {
      const asked = this.asked;
      found = await request(`${this.base}/passages/${encodeURIComponent(id)}`);
      if (this.asked !== asked) continue;
      this.known.set(id, found);
      break;
    }
    return found;
  }

  /** Goes to the first thing beside the row that takes a key; from there back to the row's text. */
  enter() {
    const { place, row } = this;
    if (!place || !row) return;
    if (place.contains(document.activeElement)) this.back();
    else this.isEntering = !this.focusFirst(place);
  }

  /** @param {HTMLElement} place @returns {boolean} whether there is something that takes a key */
  focusFirst(place) {
    const things = [...place.querySelectorAll("button, textarea")];
    const first = /** @type {HTMLElement | undefined} */ (things.find(isShown));
    first?.focus();
    return first !== undefined;
  }

  /** Puts the cursor into the row's text again. */
  back() {
    /** @type {HTMLElement | null | undefined} */ (this.row?.querySelector("textarea.target"))?.focus();
  }

  /** Whether somebody is typing beside the row: what is there then stays. */
  get isTyping() {
    const active = document.activeElement;
    return active instanceof HTMLTextAreaElement && active.value !== "" && (this.place?.contains(active) ?? false);
  }

  /** Whether what is here has to stay as it is. */
  get isUsed() {
    return this.isTyping || isPressed(this.place);
  }

  /** Shows what came while the panel was in use. */
  showLate() {
    if (this.row && this.isLate && !this.isUsed) this.show(this.row);
  }

  /** Asks for what stands beside a row anew. @param {HTMLLIElement} row */
  reload(row) {
    this.forget([row.id]);
    if (this.row === row) void this.load(row);
  }

  /** @param {string} id @returns {Promise<import("./words.js").TimedWord[]>} */
  async words(id) {
    try {
      return (await this.find(id)).words.words;
    } catch {
      return [];
    }
  }

  /**
   * @param {HTMLLIElement} row
   * @param {string} [part]
   */
  async load(row, part) {
    /** @type {any} */
    let found;
    try {
      await whole;
      found = await this.find(row.id);
    } catch {
      return;
    }
    if (this.row !== row) return;
    this.isLate = this.isUsed;
    if (this.isLate) return;
    const made = [
      ...(this.lead ? [this.lead] : []),
      this.section("Problems", found.problems, (/** @type {any} */ one) => this.problem(row, one)),
      this.section("Not checked", found.unchecked ? [found.unchecked] : [], (one) => line(one, "problem warning")),
      this.section("Names and terms", found.terms, (/** @type {any} */ one) => this.term(one)),
      this.section("Names and terms of all interviews", found.glossary ? [found.glossary] : [], (one) => line(one, "problem warning")),
      this.section("Translated before", found.memory, (/** @type {any} */ one) => this.match(row, one)),
      ...this.parts.map((part) => part(row, found)),
      this.history(row, found.history),
    ];
    const { place } = this;
    if (!place) return;
    if (!keepFocus(place, () => place.replaceChildren(...made))) this.back();
    if (this.isEntering && row.contains(document.activeElement)) this.focusFirst(place);
    this.isEntering = false;
    if (part === "problems") place.querySelector("section")?.scrollIntoView();
  }

  /**
   * @param {string} title
   * @param {any[]} things
   * @param {(one: any) => HTMLElement} make
   */
  section(title, things, make) {
    const section = makePart("", title);
    section.hidden = !things?.length;
    section.append(...(things ?? []).map(make));
    return section;
  }

  /** @param {HTMLLIElement} row @param {any} one */
  problem(row, one) {
    const item = line(one.message, `problem ${one.severity}`);
    if (this.does.maySettle) item.append(" ", act("Settle…", () => this.settle(row, one)));
    return item;
  }

  /** @param {HTMLLIElement | null} row null for a problem of no passage @param {any} one */
  async settle(row, one) {
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("settle"));
    const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("reason"));
    /** @type {HTMLElement} */ (dialog.querySelector(".what")).textContent = one.message;
    /** @type {HTMLElement} */ (dialog.querySelector(".fault")).textContent = "";
    field.value = "";
    form.onreset = () => dialog.close();
    form.onsubmit = (event) => {
      event.preventDefault();
      void this.sendSettlement(dialog, row, { problem: one.id, reason: field.value });
    };
    dialog.showModal();
  }

  /**
   * The dialog stays, with the reason, until the server has it.
   * @param {HTMLDialogElement} dialog
   * @param {HTMLLIElement | null} row
   * @param {{problem: string, reason: string}} sent
   */
  async sendSettlement(dialog, row, sent) {
    const asked = request(`${this.base}/settle`, row ? { ...sent, segment: row.id } : sent);
    if (!(await tell(asked, dialog.querySelector(".fault")))) return;
    dialog.close();
    if (row) this.reload(row);
    void this.count();
  }

  /** @param {any} one */
  term(one) {
    const place = one.place ? ` (${one.place})` : "";
    const item = line(`${one.source} → ${one.target.join(" / ") || "?"}${place}`, "term");
    if (one.target.length) item.append(" ", act("Insert", () => this.does.insert(one.target[0])));
    return item;
  }

  /** @param {HTMLLIElement} row @param {any} one */
  match(row, one) {
    const item = line(`${Math.round(one.score)} % `, "match");
    item.append(words(one.target, fieldOf(row, "target")), " ", difference(one.difference, fieldOf(row, "source")), ` (${one.place}) `);
    item.append(act("Use", () => this.does.replace(row, one.target)));
    if (one.key) item.append(" ", act("Hear how it was said", () => this.does.playElsewhere(one.key, one.segment)));
    return item;
  }

  /** @param {HTMLLIElement} row @param {any[]} changes */
  history(row, changes) {
    const section = this.section("History", changes, (one) => this.change(row, one));
    if (row.dataset.start) section.querySelector("h2")?.after(act("Play the passage", () => this.does.play(row)));
    return section;
  }

  /** @param {HTMLLIElement} row @param {any} one */
  change(row, one) {
    const item = line(`${one.by}, ${one.time.replace("T", " ").replace("Z", "")}: ${one.field} `, "change");
    const { before, field } = one;
    const like = ["source", "target"].includes(field) ? fieldOf(row, field) : undefined;
    if (one.difference.length) item.append(difference(one.difference, like));
    if (before && this.does.mayEdit) item.append(" ", act("Bring back what it was", () => this.does.replace(row, before, field)));
    return item;
  }

  /** Takes in that problems or comments have changed. */
  reviewed() {
    this.forget([...this.known.keys()]);
    void this.count();
    if (this.row) this.reload(this.row);
  }

  /** Shows at each row how many problems and comments it has, and whether its original has changed. */
  async count() {
    /** @type {Found} */
    let found;
    try {
      await whole;
      found = await request(`${this.base}/problems`);
    } catch {
      return;
    }
    this.isChecked = found.is_fresh;
    keepInPlace(() => this.showCounts(found));
  }

  /** @param {Found} found */
  showCounts(found) {
    showWhole(found.whole, { play: this.does.playAt, settle: this.does.maySettle ? (one) => void this.settle(null, one) : null });
    const now = new Set([found.counts, found.comments, found.outdated].flatMap(Object.keys));
    for (const id of new Set([...this.marked, ...now])) {
      const row = document.getElementById(id);
      if (!row) continue;
      const change = found.outdated[row.id];
      const told = change ? JSON.stringify(change) : "";
      if (told !== (this.told.get(row) ?? "")) this.outdated(row, change);
      this.told.set(row, told);
      showBadge(row, "outdated", change ? "original changed" : "");
      const open = found.comments[row.id] ?? 0;
      showBadge(row, "commented", open ? `${open} ${open === 1 ? "comment" : "comments"}` : "");
      const number = found.counts[row.id] ?? 0;
      row.classList.toggle("has-problems", number > 0);
      showProblems(row, number);
    }
    this.marked = now;
  }
}

/** Shows among the marks of a row how many problems it has; the button leads to them. @param {Element} row @param {number} number */
function showProblems(row, number) {
  const there = row.querySelector("button.problems");
  if (!number) return there?.remove();
  const button = there ?? document.createElement("button");
  if (button.textContent === String(number)) return;
  button.className = "problems";
  button.textContent = String(number);
  button.setAttribute("aria-label", number === 1 ? "1 problem" : `${number} problems`);
  if (there) return;
  const saved = row.querySelector(".saved");
  if (saved) saved.after(button);
  else row.querySelector(".marks")?.prepend(button);
}

/** @param {Element} element */
function isShown(element) {
  return element.checkVisibility();
}
