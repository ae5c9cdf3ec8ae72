// The sound pauses while somebody types, and goes on a second after the last key. Off unless switched on.

import { addKey } from "./keys.js";
import { grid } from "./page.js";
import { player } from "./sound.js";

const KEPT = "dragoman pause";
// Ms without a key, and how far the sound goes back before it goes on.
const REST = 1000;
const BACK = 500;

const button = document.getElementById("typing-pause");
let isOn = localStorage.getItem(KEPT) === "on";
let timer = 0;
let isWaiting = false;

function show() {
  button?.setAttribute("aria-pressed", isOn ? "true" : "false");
}

function toggle() {
  isOn = !isOn;
  localStorage.setItem(KEPT, isOn ? "on" : "off");
  show();
}

/** Goes on, unless somebody has started or stopped the sound themselves meanwhile. */
function goOn() {
  if (!isWaiting || !player) return;
  isWaiting = false;
  player.step(-BACK);
  player.media.play().catch(() => undefined);
}

if (player) {
  const { media } = player;
  if (button) button.hidden = false;
  show();
  grid.addEventListener("input", () => {
    if (!isOn || (media.paused && !isWaiting)) return;
    if (!media.paused) media.pause();
    isWaiting = true;
    clearTimeout(timer);
    timer = window.setTimeout(goOn, REST);
  });
  media.addEventListener("play", () => (isWaiting = false));
  addKey({ keys: "Ctrl+Shift+F9", does: "pause the sound while you type, or not", group: "Sound", run: toggle });
}

/** Whether the sound waits for a pause in typing; then a key that stops it stops it for good. */
export function stopWaiting() {
  const was = isWaiting;
  isWaiting = false;
  return was;
}
