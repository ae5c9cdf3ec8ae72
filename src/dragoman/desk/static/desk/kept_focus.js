// A part of the page that is made anew while somebody is in it with the keyboard: they stay at the same thing.

/** @param {Element} control */
const nameOf = (control) => `${control.localName} ${control.getAttribute("aria-label") ?? (control instanceof HTMLTextAreaElement ? (control.labels[0]?.textContent ?? "") : control.textContent)}`;

/** @param {HTMLElement} place */
const controlsOf = (place) => [...place.querySelectorAll("button, textarea, summary")];

/**
 * Makes a part of the page anew. Whatever had the focus there has it afterwards: the thing of the same name, and of
 * several the one at the same place among them.
 * @param {HTMLElement} place
 * @param {() => void} make
 * @returns {boolean} false where that thing is gone
 */
export function keepFocus(place, make) {
  const before = controlsOf(place);
  const at = document.activeElement ? before.indexOf(document.activeElement) : -1;
  make();
  if (at < 0) return true;
  const name = nameOf(before[at]);
  const nth = before.slice(0, at).filter((one) => nameOf(one) === name).length;
  const same = controlsOf(place).filter((one) => nameOf(one) === name);
  const found = same[Math.min(nth, same.length - 1)];
  if (!(found instanceof HTMLElement)) return false;
  found.focus({ preventScroll: true });
  return true;
}
