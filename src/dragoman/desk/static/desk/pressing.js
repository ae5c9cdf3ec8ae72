// What a mouse button or a finger is down on. It has to stay until it is up: a button that is made anew meanwhile gets no click.

/** @type {Node | null} */
let pressed = null;
/** @type {(() => void)[]} */
const waiting = [];

/** @param {Element | null} place @returns {boolean} whether something in this part of the page is pressed */
export const isPressed = (place) => pressed !== null && (place?.contains(pressed) ?? false);

/** Has something done after each press, when its click has been handled. @param {() => void} call */
export function afterPress(call) {
  waiting.push(call);
}

document.addEventListener("pointerdown", (event) => (pressed = event.target instanceof Node ? event.target : null));
for (const end of ["pointerup", "pointercancel"])
  document.addEventListener(end, () =>
    setTimeout(() => {
      pressed = null;
      for (const call of waiting) call();
    }),
  );
