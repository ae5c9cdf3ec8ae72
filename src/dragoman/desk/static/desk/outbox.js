// What has been typed and is not known to be on the server: kept in the browser's database before anything is sent.

/**
 * @typedef {{id: string, interview: string, kind: "typing" | "action", at: number, content: any}} Entry
 */

const NAME = "dragoman";
const STORE = "outbox";

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      const store = asked.result.createObjectStore(STORE, { keyPath: "id" });
      store.createIndex("interview", "interview");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** Opened at once: this module is loaded while the browser still reads the rows. */
const database = open();
database.catch(() => undefined);

export class Outbox {
  /** @param {string} interview */
  constructor(interview) {
    this.interview = interview;
  }

  /**
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
   * @returns {Promise<T>} once it is on the disk
   */
  async run(mode, ask) {
    const opened = await database;
    return new Promise((resolve, reject) => {
      const transaction = opened.transaction(STORE, mode);
      const asked = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  /**
   * @param {"typing" | "action"} kind
   * @param {string} name what the entry is about: a later one of the same name takes its place
   * @param {any} content
   */
  put(kind, name, content) {
    const entry = { id: `${this.interview}\n${kind}\n${name}`, interview: this.interview, kind, at: Date.now(), content };
    return this.run("readwrite", (store) => store.put(entry));
  }

  /**
   * @param {"typing" | "action"} kind
   * @param {string} name
   */
  remove(kind, name) {
    return this.run("readwrite", (store) => store.delete(`${this.interview}\n${kind}\n${name}`));
  }

  /** @returns {Promise<Entry[]>} everything that is kept for this interview, the oldest first */
  async all() {
    /** @type {Entry[]} */
    const found = await this.run("readonly", (store) => store.index("interview").getAll(this.interview));
    return found.sort((one, other) => one.at - other.at);
  }
}
