// A list that asks for news again and again leaves them out while something in it is pressed: they come with the next ones.

import { isPressed } from "./pressing.js";

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent<{target: Element, shouldSwap: boolean}>} */ (event);
  if (detail.target.id === "jobs" && isPressed(detail.target)) detail.shouldSwap = false;
});
