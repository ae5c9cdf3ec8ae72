// Parts of the page that change while somebody works in them: the focus stays at the same thing, and that thing in its place.

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

/**
 * Makes a change that may move rows, such as one of their height. The row that has the focus stays where it is in the window,
 * and whole where it has grown.
 * @param {() => void} change
 */
export function keepInPlace(change) {
  const row = document.activeElement?.closest(".row");
  const before = row?.getBoundingClientRect();
  change();
  if (!row || !before || before.top < 0 || before.top >= window.innerHeight) return;
  const now = row.getBoundingClientRect();
  window.scrollBy(0, now.top - before.top);
  if (now.height > before.height) document.activeElement?.scrollIntoView({ block: "nearest" });
}
