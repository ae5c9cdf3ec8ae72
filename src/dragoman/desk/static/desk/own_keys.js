// Keys that somebody has chosen in place of the usual ones, and those that nobody can have.

import { isMac } from "./layout.js";

/** What browsers keep for themselves, and what fields need. */
const TAKEN = new Set([
  "Ctrl+A", "Ctrl+C", "Ctrl+F", "Ctrl+L", "Ctrl+N", "Ctrl+P", "Ctrl+Q", "Ctrl+R", "Ctrl+S", "Ctrl+T", "Ctrl+V", "Ctrl+W", "Ctrl+X",
  "Ctrl+Shift+C", "Ctrl+Shift+I", "Ctrl+Shift+J", "Ctrl+Shift+N", "Ctrl+Shift+P", "Ctrl+Shift+R", "Ctrl+Shift+T", "Ctrl+Shift+V", "Ctrl+Shift+W",
  "Ctrl+Tab", "Ctrl+PageDown", "Ctrl+PageUp", "Ctrl+Shift+Tab", "F5", "F6", "F7", "F10", "F11", "F12", "Tab", "Shift+Tab", "Enter",
  "Shift+Enter", "Space", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Escape",
]);

/** @returns {Record<string, string>} the usual key of a command to the one that was chosen */
export function chosenKeys() {
  try {
    const found = JSON.parse(localStorage.getItem("dragoman keys") ?? "{}");
    return Object.fromEntries(Object.entries(found).filter(([, keys]) => typeof keys === "string"));
  } catch {
    return {};
  }
}

/**
 * @param {string} keys
 * @returns {string} why nobody can have this key, empty where they can
 */
export function refuseKey(keys) {
  if (TAKEN.has(keys)) return `${keys} belongs to the browser or to the field; choose another key`;
  if (/^(Ctrl|Cmd)\+\d$/.test(keys) && !(isMac && keys.startsWith("Ctrl"))) return `${keys} goes to another tab of the browser; choose another key`;
  const parts = keys.split("+");
  const key = parts[parts.length - 1];
  const isFunction = /^(F\d+|Media[A-Z].*)$/.test(key);
  if (!isFunction && !parts.includes("Ctrl") && !parts.includes("Alt")) return `${keys} is needed for typing; hold Ctrl or use a function key`;
  // Alt with a letter types another letter on many keyboards, such as the Polish one.
  if (key.length === 1 && /\D/.test(key) && parts.includes("Alt") && !parts.includes("Ctrl")) return `${keys} types a letter on some keyboards; hold Ctrl instead`;
  if (key.length === 1 && key !== key.toUpperCase()) return `${keys} cannot be used; choose another key`;
  return "";
}
