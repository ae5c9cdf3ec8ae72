// What the panel beside a row and the marks of a row are made of: headings, lines, words, buttons, differences.

/**
 * Puts a word among the marks of a row, or takes it off.
 * @param {Element} row
 * @param {string} kind
 * @param {string} says
 */
export function showBadge(row, kind, says) {
  row.classList.toggle(kind, says !== "");
  let badge = row.querySelector(`.badge.${kind}`);
  if (!says) return badge?.remove();
  if (!badge) {
    badge = document.createElement("span");
    badge.className = `badge ${kind}`;
    row.querySelector(".marks")?.append(badge);
  }
  if (badge.textContent !== says) badge.textContent = says;
}

/** A part of the panel with its heading. @param {string} kind @param {string} title */
export function makePart(kind, title) {
  const section = document.createElement("section");
  section.className = kind;
  const head = document.createElement("h2");
  head.textContent = title;
  section.append(head);
  return section;
}

/** @param {string} text @param {string} kind */
export function line(text, kind) {
  const item = document.createElement("p");
  item.className = kind;
  item.append(text);
  return item;
}

/** @param {string} text @param {HTMLTextAreaElement} [field] whose direction and language it has; else its own first letter decides */
export function words(text, field) {
  const place = isolate(field);
  place.textContent = text;
  return place;
}

/** @param {HTMLTextAreaElement} [field] */
function isolate(field) {
  const place = document.createElement("bdi");
  if (field) [place.dir, place.lang] = [field.dir, field.lang];
  return place;
}

/** @param {string} says @param {() => void} does */
export function act(says, does) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = says;
  // The field keeps the caret.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", does);
  return button;
}

/** @param {{kind: "same" | "removed" | "added", words: string}[]} parts @param {HTMLTextAreaElement} [field] as for {@link words} */
export function difference(parts, field) {
  const place = isolate(field);
  place.className = "difference";
  for (const part of parts) {
    const element = document.createElement(part.kind === "removed" ? "del" : part.kind === "added" ? "ins" : "span");
    element.textContent = part.words;
    place.append(element, " ");
  }
  return place;
}
