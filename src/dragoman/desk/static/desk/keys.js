// Every key of the desk, in one table: what it is called, what it does, and the sheet that shows them.

/**
 * @typedef {{keys: string, does: string, group: string, run: (event: KeyboardEvent) => void, when?: () => boolean}} Command
 */

/** @type {Map<string, Command[]>} */
const table = new Map();
/** @type {Command[]} */
const order = [];

/**
 * A key event as it is written in the table: modifiers in this order, then the key, by its place where Alt changes it.
 * @param {KeyboardEvent} event
 */
export function nameOf(event) {
  const digit = /^Digit(\d)$/.exec(event.code);
  const key = event.key === " " ? "Space" : event.altKey && digit ? digit[1] : event.key;
  return (
    (event.ctrlKey || event.metaKey ? "Ctrl+" : "") +
    (event.altKey ? "Alt+" : "") +
    (event.shiftKey && key.length > 1 ? "Shift+" : "") +
    (key.length === 1 ? key.toUpperCase() : key)
  );
}

/** @param {Command} command */
export function addKey(command) {
  const there = table.get(command.keys) ?? [];
  there.push(command);
  table.set(command.keys, there);
  order.push(command);
}

/**
 * Runs what a key is for. Keys that belong to an input method, and those that write a letter with AltGr, are let alone.
 * @param {KeyboardEvent} event
 */
export function takeKey(event) {
  if (event.isComposing || event.keyCode === 229 || event.getModifierState("AltGraph")) return;
  for (const command of table.get(nameOf(event)) ?? []) {
    if (command.when && !command.when()) continue;
    event.preventDefault();
    command.run(event);
    return;
  }
}

/**
 * Runs the command of a key, as if it were pressed: for buttons.
 * @param {string} keys
 * @param {Event} event
 */
export function runKey(keys, event) {
  for (const command of table.get(keys) ?? []) {
    if (command.when && !command.when()) continue;
    command.run(/** @type {KeyboardEvent} */ (event));
    return;
  }
}

/** @returns {Map<string, Command[]>} the commands by their group, as the sheet shows them */
export function listKeys() {
  /** @type {Map<string, Command[]>} */
  const groups = new Map();
  for (const command of order) {
    const there = groups.get(command.group) ?? [];
    there.push(command);
    groups.set(command.group, there);
  }
  return groups;
}

/** Shows every key in a dialog. */
export function showKeys() {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("keys"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector(".list"));
  list.replaceChildren();
  for (const [group, commands] of listKeys()) {
    const head = document.createElement("h3");
    head.textContent = group;
    const table_ = document.createElement("table");
    for (const command of commands) {
      const row = table_.insertRow();
      const key = document.createElement("kbd");
      key.textContent = command.keys.replaceAll("Arrow", "");
      row.insertCell().append(key);
      row.insertCell().textContent = command.does;
    }
    list.append(head, table_);
  }
  dialog.showModal();
}
