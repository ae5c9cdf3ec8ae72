// Comments beside a row: threads that are answered, resolved and opened again. What is typed is kept until it is sent.

import { request } from "./net.js";
import { tell } from "./page.js";
import { act, line, makePart, words } from "./parts.js";

/**
 * @typedef {{id: string, words: string, by: string, time: string}} Comment
 * @typedef {{id: string, resolved_by: string | null, comments: Comment[]}} Thread
 * @typedef {{base: string, mayComment: boolean, maySendBack: boolean, reload: (row: HTMLLIElement) => void, sendBack: (row: HTMLLIElement) => void}} Does
 */

export class Comments {
  /** @param {Does} does */
  constructor(does) {
    this.does = does;
  }

  /**
   * The part of the panel that is about a row.
   * @param {HTMLLIElement} row
   * @param {{comments: Thread[]}} found what the server says of the passage
   * @returns {HTMLElement}
   */
  part(row, found) {
    const section = makePart("comments", "Comments");
    for (const thread of found.comments) section.append(this.thread(row, thread));
    if (this.does.mayComment) section.append(this.form(row, null, "New comment"));
    section.hidden = section.children.length < 2;
    return section;
  }

  /** @param {HTMLLIElement} row @param {Thread} thread */
  thread(row, thread) {
    const place = document.createElement("details");
    place.className = "thread";
    place.open = thread.resolved_by === null;
    const summary = document.createElement("summary");
    summary.append(thread.resolved_by === null ? "Open" : "Resolved by ");
    if (thread.resolved_by !== null) summary.append(words(thread.resolved_by));
    place.append(summary);
    for (const one of thread.comments) {
      const said = line("", "comment");
      said.dir = "auto";
      const who = document.createElement("span");
      who.className = "who";
      who.append(words(one.by), `, ${one.time.replace("T", " ").replace("Z", "")}: `);
      said.append(who, words(one.words));
      place.append(said);
    }
    if (!this.does.mayComment) return place;
    place.append(this.form(row, thread.id, "Answer"));
    const isOpen = thread.resolved_by === null;
    place.append(act(isOpen ? "Resolve" : "Open again", () => void this.resolve(row, thread.id, isOpen)));
    return place;
  }

  /**
   * @param {HTMLLIElement} row
   * @param {string | null} answers the thread that is answered
   * @param {string} says
   */
  form(row, answers, says) {
    const form = document.createElement("form");
    const label = document.createElement("label");
    label.textContent = says;
    const field = document.createElement("textarea");
    field.rows = 2;
    field.dir = "auto";
    field.maxLength = 5000;
    field.dataset.comment = answers ?? "";
    const kept = `dragoman comment ${this.does.base} ${row.id} ${answers ?? ""}`;
    field.value = sessionStorage.getItem(kept) ?? "";
    field.addEventListener("input", () => sessionStorage.setItem(kept, field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      form.requestSubmit();
    });
    label.append(field);
    const send = document.createElement("button");
    send.textContent = answers === null ? "Comment" : "Answer";
    form.append(label, send);
    if (answers === null && this.does.maySendBack) {
      const back = document.createElement("button");
      back.type = "submit";
      back.value = "back";
      back.textContent = "Comment and send back";
      back.title = "The passage counts as not translated until somebody confirms it again";
      form.append(" ", back);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const isBack = event.submitter instanceof HTMLButtonElement && event.submitter.value === "back";
      void this.send(row, answers, field, kept, isBack);
    });
    return form;
  }

  /**
   * @param {HTMLLIElement} row
   * @param {string | null} answers
   * @param {HTMLTextAreaElement} field
   * @param {string} kept where what is typed is kept
   * @param {boolean} isBack whether the passage is sent back
   */
  async send(row, answers, field, kept, isBack) {
    if (!field.value.trim()) {
      field.focus();
      return;
    }
    const sent = await tell(request(`${this.does.base}/comment`, { segment: row.id, words: field.value, answers }));
    if (!sent) return;
    sessionStorage.removeItem(kept);
    field.value = "";
    field.blur();
    if (isBack) this.does.sendBack(row);
    this.does.reload(row);
  }

  /** @param {HTMLLIElement} row @param {string} thread @param {boolean} resolved */
  async resolve(row, thread, resolved) {
    if (await tell(request(`${this.does.base}/comment/resolve`, { thread, resolved }))) this.does.reload(row);
  }

  /** Puts the cursor into the field for a new comment on a row. @param {HTMLLIElement} row */
  write(row) {
    const field = document.querySelector('#panel textarea[data-comment=""]');
    if (field instanceof HTMLTextAreaElement) field.focus();
    else this.does.reload(row);
  }
}
