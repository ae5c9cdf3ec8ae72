// The recording beside the rows: which row is being spoken, and which passages somebody has listened to.

import { Heard, Player, drawWaveform } from "./player.js";
import { request } from "./net.js";
import { base, say, whole } from "./page.js";
import { clock, current, endOf, fieldOf, listRows, startOf } from "./rows.js";
import { hasDirty } from "./texts.js";

const media = /** @type {HTMLMediaElement | null} */ (document.getElementById("media"));
const heard = new Heard();
/** @type {HTMLLIElement | null} */
let spoken = null;
/** Called with the row that is being spoken and the time. @type {((row: HTMLLIElement | null, ms: number) => void)[]} */
export const followers = [];
/** The player; null where the recording is not on this machine. */
export const player = media ? new Player(media, { moved: follow, heard: noteHeard, missing: sayMissing }) : null;
const wave = /** @type {HTMLCanvasElement | null} */ (document.getElementById("wave"));
if (player && wave?.dataset.peaks) drawWaveform(wave, wave.dataset.peaks, player);

/** @type {{start: number, end: number, row: HTMLLIElement}[]} */
let timeline = [];
/** Whether the rows have other times than the timeline: it is read again once it is needed, and not at every key. */
let isOld = true;

function readTimeline() {
  if (!isOld) return timeline;
  isOld = false;
  timeline = [];
  for (const row of listRows()) {
    const start = startOf(row);
    if (start !== null) timeline.push({ start, end: endOf(row) ?? start, row });
  }
  return timeline.sort((one, other) => one.start - other.start);
}

/** Takes in that rows have come or gone, or have other times. */
export const forgetTimes = () => (isOld = true);
void whole.then(forgetTimes);

/** Marks the row that is being spoken. One class is moved; nothing scrolls while a field is in use. @param {number} ms */
function follow(ms) {
  readTimeline();
  let [low, high] = [0, timeline.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeline[middle].start <= ms) low = middle + 1;
    else high = middle;
  }
  const found = low > 0 && ms <= timeline[low - 1].end + 500 ? timeline[low - 1].row : null;
  markRow(found);
  for (const tell of followers) tell(found, ms);
}

/** @param {HTMLLIElement | null} found */
function markRow(found) {
  if (found === spoken) return;
  spoken?.classList.remove("spoken");
  spoken = found;
  spoken?.classList.add("spoken");
  if (spoken && !current()) spoken.scrollIntoView({ block: "nearest" });
}

/** @param {number} from @param {number} to */
function noteHeard(from, to) {
  heard.add(from, to);
  for (const { start, end, row } of readTimeline()) {
    if (start > to || end < from || end <= start || row.classList.contains("listened") || row.dataset.heard) continue;
    if (!heard.holds(start, end) || hasDirty(row)) continue;
    row.dataset.heard = "sent";
    const texts = { source: fieldOf(row, "source").value, target: fieldOf(row, "target").value };
    request(`${base}/listened`, { segment: row.id, ...texts })
      .then(() => row.classList.add("listened"))
      .catch(() => delete row.dataset.heard);
  }
}

/** Says that a time is not in the file, which may be a part of the recording. @param {number} ms */
function sayMissing(ms) {
  say(`${clock(ms)} is not in the file of the recording that is on this machine, which begins at ${clock(player?.offset ?? 0)}.`);
}
