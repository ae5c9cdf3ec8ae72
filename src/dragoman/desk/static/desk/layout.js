// What a key event means on the keyboard that it comes from: layouts of other scripts, rows of digits, and keys that type.

/** Whether this is a Mac, on which Option types signs and Cmd is what Ctrl is elsewhere. */
export const isMac = /^(Mac|iP)/.test(navigator.platform);

/** Signs that AltGr types in the row of digits. Windows takes Ctrl+Alt for AltGr, and not every browser says so. */
const ALTGR_SIGN = /^[@£$€{}[\]|\\#~^`¡²³¦¬°½¤]$/u;
const COMPOSING = new Set(["Dead", "Process", "Unidentified", "Compose"]);

/**
 * Whether a key event types: then it is no command, whatever its modifiers.
 * @param {KeyboardEvent} event
 */
export function types(event) {
  if (event.isComposing || event.keyCode === 229 || COMPOSING.has(event.key) || event.getModifierState("AltGraph")) return true;
  const isSign = [...event.key].length === 1 && event.key !== " ";
  if (isMac) return isSign && event.altKey && !event.ctrlKey && !event.metaKey;
  return event.altKey && event.ctrlKey && ALTGR_SIGN.test(event.key);
}

/**
 * Names of a key event, as the table of keys writes them, the best first: modifiers, then the key. Shift is named where it
 * makes another key of this one; a sign such as ? needs it on some keyboards only.
 *
 * The second name is by the key's place, where its letter or vowel sign is of another script (Ctrl and the key of K types
 * "л"), or the row of digits types signs (AZERTY).
 * @param {KeyboardEvent} event
 * @returns {string[]}
 */
export function namesOf(event) {
  const key = event.key === " " ? "Space" : event.key === "؟" ? "?" : event.key;
  const place = placeOf(event);
  const names = [nameOf(event, key)];
  if (place && place !== key.toUpperCase()) names.push(nameOf(event, place));
  return names;
}

/** The letter, digit or slash that stands at a key's place. @param {KeyboardEvent} event @returns {string | null} */
function placeOf(event) {
  const found = /^(?:Key([A-Z])|Digit(\d)|(Slash))$/.exec(event.code);
  if (!found) return null;
  // Ctrl with a key of that row is the browser's own on some layouts: Ctrl+- makes the page smaller.
  if (found[2]) return event.altKey || (isMac && event.ctrlKey) ? found[2] : null;
  const isOtherScript = /[\p{L}\p{M}]/u.test(event.key) && !/\p{Script=Latin}/u.test(event.key);
  // Russian and Hebrew keyboards have a full stop there.
  if (found[3]) return isOtherScript || event.key === "." ? "/" : null;
  return isOtherScript ? found[1] : null;
}

/** @param {KeyboardEvent} event @param {string} key */
function nameOf(event, key) {
  // Cmd with a digit, and Cmd and Option with an arrow, go to another tab.
  const isTabs = isMac && (/^\d$/.test(key) ? !event.altKey : event.altKey && key.startsWith("Arrow"));
  const isCtrl = event.ctrlKey || (event.metaKey && !isTabs);
  const isCmd = event.metaKey && !isCtrl;
  const isShift = event.shiftKey && (key.length > 1 || (isCtrl && /\p{L}/u.test(key)) || (event.altKey && /[\p{L}\d]/u.test(key)));
  return `${isCtrl ? "Ctrl+" : ""}${isCmd ? "Cmd+" : ""}${event.altKey ? "Alt+" : ""}${isShift ? "Shift+" : ""}${key.length === 1 ? key.toUpperCase() : key}`;
}
