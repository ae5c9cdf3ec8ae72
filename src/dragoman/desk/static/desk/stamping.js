// Rows that are typed while their sound plays: the loop of a row, its beginning stamped by a key, new rows.

import { addKey } from "./keys.js";
import { mayEdit, say } from "./page.js";
import { NO_TIME, setEnd, spanEdit } from "./passage_edits.js";
import { currentRow, endOf, go, isRead, lastRow, neighbour, startOf } from "./rows.js";
import { act, save, sync } from "./saving.js";
import { player } from "./sound.js";

// Ms that are looped of a passage whose end is not known.
const OPEN_LOOP = 5000;
const NO_RECORDING = "The recording is not on this machine, so nothing is being played.";

/** The keys of typing beside the sound. @param {() => boolean} editing whether somebody may edit and is in a row */
export function addStampKeys(editing) {
  addKey({ keys: "F9", does: "loop this passage, and each that you go to; again to stop", group: "Sound", when: () => player !== null, run: () => toggleLoop() });
  addKey({ keys: "F8", does: "the passage begins at what is being played", group: "Times", when: editing, run: () => stamp(currentRow()) });
  addKey({
    keys: "Ctrl+F8",
    does: "the next passage begins at what is being played, and go to it; the last one ends there",
    group: "Times",
    when: editing,
    run: () => {
      const row = currentRow();
      const next = neighbour(row, 1);
      if (row && !next && isRead(row)) stampEnd(row);
      stamp(next);
      go(next, "source");
    },
  });
  addKey({ keys: "Alt+Insert", does: "a new passage behind this one, from what is being played on", group: "Editing", when: () => editing() || (mayEdit && !lastRow()), run: () => void add() });
}

/** Plays the row that was entered, where rows are looped. @param {HTMLLIElement} row */
export function loopRow(row) {
  const start = startOf(row);
  if (!player?.loops || start === null) return;
  player.play(start, endOf(row) ?? endOfOpen(row, start));
}

/**
 * Where the loop of a passage without an end turns back: where the next one begins.
 * @param {HTMLLIElement} row
 * @param {number} start
 */
function endOfOpen(row, start) {
  const next = neighbour(row, 1, (one) => (startOf(one) ?? -1) > start);
  return (next && startOf(next)) ?? start + OPEN_LOOP;
}

function toggleLoop() {
  const row = currentRow();
  if (!player) return;
  if (player.loops) {
    player.loops = false;
    return;
  }
  if (!row || startOf(row) === null) {
    say(NO_TIME);
    return;
  }
  player.loops = true;
  loopRow(row);
}

/**
 * Says that a row begins at what is being played. The row before it ends there, where its end is not known.
 * @param {HTMLLIElement | null} row
 */
function stamp(row) {
  if (!row) return;
  if (!player) {
    say(NO_RECORDING);
    return;
  }
  const now = player.now;
  if (now < 0) {
    say("The interview begins later than this place of the recording.");
    return;
  }
  const end = endOf(row);
  const edits = [spanEdit(row, now, end !== null && end > now ? end : null)];
  const before = neighbour(row, -1);
  const start = before && startOf(before);
  if (before && start !== null && start < now && endOf(before) === null) edits.push(spanEdit(before, start, now));
  save(row, edits);
}

/** Says that the last row ends at what is being played. @param {HTMLLIElement} row */
function stampEnd(row) {
  const start = startOf(row);
  if (!player) say(NO_RECORDING);
  else if (start === null) say(NO_TIME);
  else setEnd(row, start, player.now);
}

/** Adds a passage behind the one that somebody is in; the first one where there is none. */
async function add() {
  const row = currentRow();
  const behind = neighbour(row, 1)?.id;
  const edit = { verb: "add", segment: row?.id ?? "", ...(player?.playing && player.now >= 0 ? { span: [player.now, null] } : {}) };
  if (row) save(row, [edit]);
  else act([edit]);
  await sync.settled();
  const made = neighbour(row, 1);
  if (made && made.id !== behind) go(made, "source");
}
