// Keeps the server and this window at the same document: sends actions one after the other, and fetches others' changes.

import { Outbox } from "./outbox.js";
import { RequestError, randomName, request } from "./net.js";

/**
 * @typedef {{segment: string, field: string, base: any, mine: any, theirs: any}} Conflict
 * @typedef {{key: string, epoch: number, profile: string, edits: any[], reason?: string}} Action
 * @typedef {{head: string, epoch: number, review: string, rows: any[], order: string[] | null, speakers: any[] | null, by: string[], reload: boolean}} Changes
 * @typedef {{
 *   changed: (changes: Changes, by: Action | "undo" | null) => void,
 *   refused: (action: Action, conflicts: Conflict[], message: string) => void,
 *   made: (action: Action, change: string | null) => void,
 *   status: (unsent: number, reached: boolean) => void,
 *   loggedOut: () => void,
 *   reviewed: () => void,
 * }} Listener
 */

const POLL = 1500;
const IDLE = 300;
const CEILING = 1000;
const PAUSES = [1000, 2000, 4000, 8000, 15000];

export class Sync {
  /**
   * @param {{key: string, head: string, epoch: number, review: string, brackets: {name: string}}} state
   * @param {string} client
   * @param {Listener} listener
   * @param {Promise<unknown>} ready when the page can take in changes; typing is kept before
   */
  constructor(state, client, listener, ready) {
    this.base = `/i/${state.key.split("/").map(encodeURIComponent).join("/")}`;
    this.head = state.head;
    /** The bracket profile of what is typed here. */
    this.profile = state.brackets.name;
    this.epoch = state.epoch;
    /** Changes with the problems and comments that are on file. */
    this.review = state.review;
    /** Where actions go: reviewers have an address of their own. */
    this.door = "edits";
    this.client = client;
    this.listener = listener;
    this.ready = ready;
    this.outbox = new Outbox(state.key);
    /** @type {Action[]} */
    this.waiting = [];
    this.sending = false;
    this.failures = 0;
    /** @type {Map<string, {client: string, segment: string, side: string, before: string, text: string | null, profile: string}>} */
    this.typed = new Map();
    this.typingSince = 0;
    this.typingTimer = 0;
    this.polling = false;
    /** How often changes were taken in. */
    this.taken = 0;
    setInterval(() => this.poll(), POLL);
    addEventListener("pagehide", () => this.flushTyping(true));
    addEventListener("online", () => this.send());
  }

  /** How many things the server is not known to have. */
  get unsent() {
    return this.waiting.length + this.typed.size;
  }

  tell() {
    this.listener.status(this.unsent, this.failures === 0);
  }

  /**
   * Keeps what is being typed: in the browser at once, on the server within a second.
   * @param {string} segment
   * @param {string} side
   * @param {string} before
   * @param {string | null} text
   */
  async keepTyping(segment, side, before, text) {
    const name = `${segment} ${side}`;
    const entry = { client: this.client, segment, side, before, text, profile: this.profile };
    this.typed.set(name, entry);
    this.tell();
    if (text === null) await this.outbox.remove("typing", name);
    else await this.outbox.put("typing", name, entry);
    const now = performance.now();
    if (this.typingTimer === 0) this.typingSince = now;
    else clearTimeout(this.typingTimer);
    const wait = Math.max(0, Math.min(IDLE, this.typingSince + CEILING - now));
    this.typingTimer = window.setTimeout(() => this.flushTyping(false), wait);
  }

  /**
   * Says that nobody needs what a window has left of its typing.
   * @param {{client: string, segment: string, side: string, before: string}} left
   */
  async endTyping({ client, segment, side, before }) {
    await request(`${this.base}/typing`, { epoch: this.epoch, typed: [{ client, segment, side, before, text: null }] });
  }

  /** @param {boolean} leaving */
  async flushTyping(leaving) {
    clearTimeout(this.typingTimer);
    this.typingTimer = 0;
    const sent = [...this.typed.values()];
    if (!sent.length) return;
    try {
      await request(`${this.base}/typing`, { epoch: this.epoch, typed: sent }, { keepalive: leaving });
      for (const entry of sent) {
        const name = `${entry.segment} ${entry.side}`;
        if (this.typed.get(name) === entry) this.typed.delete(name);
      }
      this.reached();
    } catch (error) {
      this.missed(error);
      if (!leaving && this.typingTimer === 0) {
        this.typingTimer = window.setTimeout(() => this.flushTyping(false), this.pause());
      }
    }
  }

  /**
   * Sends an action, after those before it. It is kept in the browser until the server has acknowledged it.
   * @param {any[]} edits
   * @param {string} [reason]
   */
  async act(edits, reason) {
    /** @type {Action} */
    const action = { key: randomName(), epoch: this.epoch, profile: this.profile, edits, ...(reason ? { reason } : {}) };
    this.waiting.push(action);
    this.tell();
    await this.outbox.put("action", action.key, action);
    this.send();
    return action.key;
  }

  /** Sends what an earlier page of this interview has left in the browser. */
  async resume() {
    const entries = await this.outbox.all();
    for (const entry of entries) if (entry.kind === "action") this.waiting.push(entry.content);
    this.tell();
    this.send();
    return entries.filter((entry) => entry.kind === "typing").map((entry) => entry.content);
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      await this.ready;
      while (this.waiting.length) {
        const action = this.waiting[0];
        try {
          const body = { client: this.client, since: this.head, action };
          this.take(await request(`${this.base}/${this.door}`, body), action);
        } catch (error) {
          if (!(error instanceof RequestError) || !this.isRefusal(error)) {
            this.missed(error);
            setTimeout(() => this.send(), this.pause());
            return;
          }
          this.reached();
          this.listener.refused(action, error.body?.conflicts ?? [], error.message);
        }
        this.waiting.shift();
        await this.outbox.remove("action", action.key);
        this.tell();
      }
    } finally {
      this.sending = false;
    }
  }

  /** @param {RequestError} error */
  isRefusal(error) {
    if (error.status === 401 || error.status === 403) {
      this.listener.loggedOut();
      return false;
    }
    return error.status >= 400 && error.status < 500;
  }

  /**
   * @param {any} answer
   * @param {Action} action
   */
  take(answer, action) {
    this.reached();
    this.listener.made(action, answer.change);
    this.apply(answer.changes, action);
  }

  /**
   * @param {string | null} change the action to take back; the person's last one unless given
   * @returns {Promise<string | null>} the id of the action that took it back
   */
  async undo(change = null) {
    await this.ready;
    await this.settled();
    const body = { key: randomName(), since: this.head, epoch: this.epoch, change };
    const answer = await request(`${this.base}/undo`, body);
    this.apply(answer.changes, "undo");
    return answer.change;
  }

  /** When everything that waits has been sent, or the server is out of reach. */
  async settled() {
    while (this.waiting.length && this.failures === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  async poll() {
    if (this.polling || this.sending) return;
    this.polling = true;
    try {
      await this.ready;
      const { taken } = this;
      const address = `${this.base}/changes?since=${encodeURIComponent(this.head)}&epoch=${this.epoch}`;
      const changes = await request(address);
      this.reached();
      // An action that was answered meanwhile has brought newer rows.
      if (!this.sending && taken === this.taken) this.apply(changes, null);
      // A passage that others have deleted may hold words that are not saved.
      this.tell();
    } catch (error) {
      this.missed(error);
    } finally {
      this.polling = false;
    }
  }

  /**
   * @param {Changes} changes
   * @param {Action | "undo" | null} by what of this window it is the answer to
   */
  apply(changes, by) {
    this.taken += 1;
    this.head = changes.head;
    this.epoch = changes.epoch;
    if (changes.review !== this.review) {
      this.review = changes.review;
      this.listener.reviewed();
    }
    if (changes.rows.length || changes.order || changes.speakers || changes.reload) this.listener.changed(changes, by);
  }

  reached() {
    this.failures = 0;
    this.tell();
  }

  /** @param {unknown} error */
  missed(error) {
    if (error instanceof RequestError && (error.status === 401 || error.status === 403)) this.listener.loggedOut();
    this.failures += 1;
    this.tell();
  }

  pause() {
    return PAUSES[Math.min(this.failures, PAUSES.length) - 1] ?? PAUSES[0];
  }
}
