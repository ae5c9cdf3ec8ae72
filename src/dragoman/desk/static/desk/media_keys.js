// Keys of headsets and keyboards that are made for sound, and pedals: through the browser's media session, and as keys.

import { addKey } from "./keys.js";
import { currentRow, endOf, go, neighbour, startOf } from "./rows.js";
import { player } from "./sound.js";

// Ms.
const BACK = 2000;

/** @param {1 | -1} by */
function playNeighbour(by) {
  const row = neighbour(currentRow(), by);
  const start = row && startOf(row);
  if (!row || start === null) return;
  go(row);
  player?.play(start, endOf(row));
}

/** What each thing does; the keys are what pedals and keyboards send where the browser lets them through. */
const ACTIONS = /** @type {const} */ ([
  { action: "play", keys: "MediaPlayPause", does: "play or pause", run: () => player?.toggle() },
  { action: "pause", keys: "MediaStop", does: "pause", run: () => player?.media.pause() },
  { action: "seekbackward", keys: "MediaRewind", does: "back two seconds", run: () => player?.step(-BACK) },
  { action: "seekforward", keys: "MediaFastForward", does: "forth two seconds", run: () => player?.step(BACK) },
  { action: "previoustrack", keys: "MediaTrackPrevious", does: "go to the passage before and play it", run: () => playNeighbour(-1) },
  { action: "nexttrack", keys: "MediaTrackNext", does: "go to the next passage and play it", run: () => playNeighbour(1) },
]);

if (player) {
  for (const one of ACTIONS) {
    addKey({ keys: one.keys, does: one.does, group: "Media keys and pedals", run: one.run });
    navigator.mediaSession?.setActionHandler(one.action, one.run);
  }
  if (navigator.mediaSession) navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
}
