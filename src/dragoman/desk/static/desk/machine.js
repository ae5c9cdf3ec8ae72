// Machine translation beside a row: a suggestion when it is asked for, and what a machine wrote before people changed it.

import { request } from "./net.js";
import { say } from "./page.js";
import { act, difference, line, makePart, words } from "./parts.js";
import { fieldOf } from "./rows.js";

const LOOK = 700;
const ENGINE = "dragoman engine";

/**
 * @typedef {{name: string, says: string, choices?: {value: string, says: string}[]}} Question
 * @typedef {{base: string, mayAsk: boolean, save: (row: HTMLLIElement) => Promise<boolean>, reload: (row: HTMLLIElement) => void, replace: (row: HTMLLIElement, text: string, side: string) => void}} Does
 */

/** Asks for translations of single passages, and shows what is there. */
export class Machine {
  /** @param {Does} does */
  constructor(does) {
    this.does = does;
  }

  /**
   * The part of the panel that is about a row.
   * @param {HTMLLIElement} row
   * @param {any} found what the server says of the passage
   * @returns {HTMLElement}
   */
  part(row, found) {
    const section = makePart("machine-part", "Machine translation");
    for (const one of found.suggestions) section.append(this.suggestion(row, one));
    for (const one of found.machine) section.append(this.before(row, one));
    const asked = found.asked;
    if (asked.fault) section.append(line(asked.fault, "problem error"));
    if (asked.is_pending) {
      section.append(line("The machine is at it.", "hint"));
      window.setTimeout(() => this.does.reload(row), LOOK);
    } else if (asked.questions?.length) section.append(this.ask(row, asked.questions));
    else if (this.does.mayAsk) section.append(act("Suggest a translation", () => void this.request(row)));
    section.hidden = section.children.length < 2;
    return section;
  }

  /** @param {HTMLLIElement} row @param {any} one */
  suggestion(row, one) {
    const item = line("", "suggestion");
    const field = fieldOf(row, "target");
    item.append(words(one.target, field), ` (${one.engine}${one.current ? "" : "; the original was changed since"}) `);
    if (one.difference.some((/** @type {any} */ part) => part.kind === "same")) item.append(difference(one.difference, field), " ");
    if (this.does.mayAsk) item.append(act("Use", () => this.does.replace(row, one.target, "target")));
    return item;
  }

  /** @param {HTMLLIElement} row @param {any} one */
  before(row, one) {
    const item = line(`${one.side === "source" ? "Original" : "Translation"} by ${one.engine}, before it was changed: `, "machine-text");
    item.append(difference(one.difference, fieldOf(row, one.side)), " ");
    if (this.does.mayAsk) item.append(act("Use", () => this.does.replace(row, one.text, one.side)));
    return item;
  }

  /**
   * What has to be said before a machine is asked: which engine, what it costs.
   * @param {HTMLLIElement} row
   * @param {Question[]} questions
   */
  ask(row, questions) {
    const place = document.createElement("div");
    place.className = "machine-ask";
    const engine = questions.find((one) => one.name === "engine");
    if (engine) {
      place.append(line(engine.says, ""));
      for (const choice of engine.choices ?? []) {
        place.append(act(choice.value, () => void this.request(row, choice.value)), ` ${choice.says} `);
      }
      return place;
    }
    for (const one of questions) place.append(line(one.says, ""));
    const answers = Object.fromEntries(questions.map((one) => [one.name, "yes"]));
    place.append(act("Yes, ask it", () => void this.request(row, undefined, answers)), " ");
    place.append(act("Another engine", () => void this.request(row, null)));
    return place;
  }

  /**
   * @param {HTMLLIElement} row
   * @param {string | null} [engine] the one that was used last unless given; null asks which
   * @param {Record<string, string>} [answers]
   */
  async request(row, engine, answers = {}) {
    if (engine) localStorage.setItem(ENGINE, engine);
    const used = engine === undefined ? localStorage.getItem(ENGINE) : engine;
    try {
      // The machine is given what the server has.
      if (!(await this.does.save(row))) return say("The passage is not saved yet, so the machine cannot be asked.");
      await request(`${this.does.base}/passages/${encodeURIComponent(row.id)}/suggest`, { engine: used, answers });
    } catch (error) {
      localStorage.removeItem(ENGINE);
      say(error);
      return;
    }
    this.does.reload(row);
  }
}
