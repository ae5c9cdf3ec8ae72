// How something was said elsewhere: a passage of any interview is played, from its own recording.

import { request } from "./net.js";
import { addressOf, say, state } from "./page.js";
import { endOf, rowOf, startOf } from "./rows.js";
import { player } from "./sound.js";

const sound = new Audio();
/** The second of the file at which the passage ends. */
let end = Infinity;
sound.addEventListener("timeupdate", () => {
  if (sound.currentTime >= end) sound.pause();
});

/** Stops what is played from another interview. @returns {boolean} whether something was played */
export function stopElsewhere() {
  if (sound.paused) return false;
  sound.pause();
  return true;
}

/**
 * Plays a passage, of this interview or of another.
 * @param {string} key of the interview
 * @param {string} segment
 */
export async function playPassage(key, segment) {
  stopElsewhere();
  const row = key === state.key ? rowOf(segment) : null;
  const start = row && startOf(row);
  if (row && player && start !== null) return player.play(start, endOf(row));
  let found;
  try {
    found = await request(`${addressOf(key)}/passages/${encodeURIComponent(segment)}/spoken`);
  } catch (error) {
    return say(error);
  }
  if (found.start === null || found.offset === null) return say("The recording of that passage is not on this machine, or it has no time.");
  const from = (found.start - found.offset) / 1000;
  if (from < 0) return say("That passage is not in the file of its recording that is on this machine.");
  player?.media.pause();
  end = found.end === null ? Infinity : (found.end - found.offset) / 1000;
  const address = `${addressOf(key)}/sound`;
  if (sound.getAttribute("src") !== address) sound.src = address;
  sound.currentTime = from;
  await sound.play().catch(() => say("The recording of that interview cannot be played here."));
}
