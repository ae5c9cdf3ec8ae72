// Every key of the desk, in one table: what it is called, what it does, and the sheet that shows and changes them.
// Keys of one's own are kept in the browser: they go with the keyboard that somebody sits at, and not with the account.

import { namesOf, types } from "./layout.js";
import { chosenKeys, refuseKey } from "./own_keys.js";

/**
 * @typedef {{keys: string, does: string, group: string, run: (event: KeyboardEvent) => void, when?: () => boolean, usual?: string}} Command
 */

/** @type {Map<string, Command[]>} */
const table = new Map();
/** @type {Command[]} */
const order = [];

/** Adds a command under its usual key, or the one that somebody has chosen for it. @param {Command} command */
export function addKey(command) {
  command.usual = command.keys;
  command.keys = chosenKeys()[command.usual] ?? command.usual;
  order.push(command);
  enter(command);
}

/** @param {Command} command */
function enter(command) {
  const there = table.get(command.keys) ?? [];
  there.push(command);
  table.set(command.keys, there);
}

/**
 * Gives a command another key.
 * @param {Command} command
 * @param {string | null} keys as {@link namesOf} writes them; null for the usual one
 * @returns {string} why it cannot be, empty where it was done
 */
export function changeKey(command, keys) {
  const wanted = keys ?? command.usual ?? command.keys;
  const taken = order.find((other) => other !== command && other.keys === wanted && other.usual !== command.usual);
  const refusal = taken ? `${wanted} is the key for: ${taken.does}` : keys === null ? "" : refuseKey(wanted);
  if (refusal) return refusal;
  const chosen = chosenKeys();
  for (const one of order) {
    if (one.usual !== command.usual) continue;
    one.keys = wanted;
    if (wanted === one.usual) delete chosen[one.usual];
    else chosen[one.usual ?? ""] = wanted;
  }
  localStorage.setItem("dragoman keys", JSON.stringify(chosen));
  table.clear();
  order.forEach(enter);
  return "";
}

/**
 * Runs what a key is for. Keys that type are let alone.
 * @param {KeyboardEvent} event
 */
export function takeKey(event) {
  if (types(event)) return;
  for (const command of namesOf(event).flatMap((name) => table.get(name) ?? [])) {
    if (command.when && !command.when()) continue;
    event.preventDefault();
    command.run(event);
    return;
  }
}

/**
 * Runs the command with a usual key, as if it were pressed: for buttons.
 * @param {string} usual
 * @param {Event} event
 */
export function runKey(usual, event) {
  for (const command of order.filter((one) => one.usual === usual)) {
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

/** Shows every key in a dialog, where each can be changed. */
export function showKeys() {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("keys"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector(".list"));
  list.replaceChildren();
  for (const [group, commands] of listKeys()) {
    const head = document.createElement("h3");
    head.textContent = group;
    const rows = document.createElement("table");
    for (const command of commands) showKey(rows.insertRow(), command);
    list.append(head, rows);
  }
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "All keys as usual";
  reset.addEventListener("click", () => {
    for (const command of order) changeKey(command, null);
    showKeys();
  });
  list.append(reset);
  if (!dialog.open) dialog.showModal();
}

/** @param {HTMLTableRowElement} row @param {Command} command */
function showKey(row, command) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", `${command.keys}, change the key for: ${command.does}`);
  const key = document.createElement("kbd");
  key.textContent = command.keys.replaceAll("Arrow", "");
  button.append(key);
  const says = document.createElement("span");
  says.className = "fault";
  says.setAttribute("role", "status");
  button.addEventListener("click", () => {
    says.textContent = "Press the new key. Escape leaves it as it is.";
    button.addEventListener("keydown", (event) => take(event), { once: true });
  });
  /** @param {KeyboardEvent} event */
  const take = (event) => {
    if (types(event) || ["Control", "Shift", "Alt", "Meta", "AltGraph"].includes(event.key)) {
      button.addEventListener("keydown", take, { once: true });
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    says.textContent = event.key === "Escape" ? "" : changeKey(command, namesOf(event).at(-1) ?? "");
    key.textContent = command.keys.replaceAll("Arrow", "");
  };
  row.insertCell().append(button);
  row.insertCell().append(command.does, " ", says);
}
