// Whether an input method is composing: until it ends, what stands in the field is no text yet.

import { grid } from "./page.js";

let composing = false;
grid.addEventListener("compositionstart", () => (composing = true));
grid.addEventListener("compositionend", () => (composing = false));

export const isComposing = () => composing;
