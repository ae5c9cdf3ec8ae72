// The recording: plays from a second, a span, or in a loop; counts what was really played; draws the waveform.

/**
 * @typedef {{start: number, end: number | null}} Stretch times in ms
 */

// Ms: a step between two reports of the player that is longer was a jump and not listening.
const LONGEST_STEP = 1500;
const SLOWEST = 0.5;
const FASTEST = 2;
const LEAD_IN = 1000;

export class Player {
  /**
   * Every time is one of the interview, in ms; the file that is played may begin later or earlier than the interview.
   * @param {HTMLMediaElement} media
   * @param {{
   *   moved: (ms: number) => void,
   *   heard: (from: number, to: number) => void,
   *   missing: (ms: number) => void,
   * }} told of the place as it plays; of each stretch that was played at a speed at which one can follow; of a time that is
   *   not in this file
   */
  constructor(media, { moved, heard, missing }) {
    this.media = media;
    this.moved = moved;
    this.heard = heard;
    this.missing = missing;
    /** Ms by which the file begins after the whole recording. */
    this.offset = Number(media.dataset.offset ?? 0);
    /** @type {Stretch | null} */
    this.span = null;
    this.loops = false;
    /** Where the player was when it last said so, while it plays. @type {number | null} */
    this.last = null;
    media.preservesPitch = true;
    media.addEventListener("timeupdate", () => this.update());
    media.addEventListener("seeking", () => (this.last = null));
    media.addEventListener("pause", () => {
      this.update();
      this.last = null;
    });
  }

  get now() {
    return Math.round(this.media.currentTime * 1000) + this.offset;
  }

  /** Where the file ends; null while that is not known. @returns {number | null} */
  get end() {
    const { duration } = this.media;
    return Number.isFinite(duration) ? Math.floor(duration * 1000) + this.offset : null;
  }

  get playing() {
    return !this.media.paused;
  }

  update() {
    const now = this.now;
    const rate = this.media.playbackRate;
    if (this.last !== null && now > this.last && now - this.last <= LONGEST_STEP * rate) {
      if (rate >= SLOWEST && rate <= FASTEST && !this.media.muted && this.media.volume > 0) this.heard(this.last, now);
    }
    this.last = this.media.paused ? null : now;
    const end = this.span?.end;
    if (this.span && typeof end === "number" && now >= end && this.playing) {
      if (this.loops) this.seek(this.span.start - LEAD_IN);
      else {
        this.media.pause();
        this.span = null;
      }
    }
    this.moved(now);
  }

  /** Whether a time is in the file. @param {number} ms */
  holds(ms) {
    return ms >= this.offset && !(ms - this.offset >= this.media.duration * 1000);
  }

  /** @param {number} ms */
  seek(ms) {
    this.media.currentTime = Math.max(0, ms - this.offset) / 1000;
    this.last = null;
  }

  /**
   * Plays from a time on; of a passage that begins before the file, what is in it.
   * @param {number} ms
   * @param {number | null} [end] where to stop
   */
  play(ms, end = null) {
    const start = end !== null && end > this.offset ? Math.max(ms, this.offset) : ms;
    if (!this.holds(start)) {
      this.missing(ms);
      return;
    }
    this.span = end === null ? null : { start, end };
    this.seek(start);
    this.media.play().catch(() => undefined);
  }

  toggle() {
    if (this.playing) this.media.pause();
    else {
      this.span = null;
      this.media.play().catch(() => undefined);
    }
  }

  /** @param {number} ms */
  step(ms) {
    this.seek(this.now + ms);
  }

  /** @param {number} by */
  changeRate(by) {
    this.media.playbackRate = Math.min(FASTEST, Math.max(SLOWEST, Math.round((this.media.playbackRate + by) * 20) / 20));
  }
}

/** What has been played of each passage: whether all of it has. */
export class Heard {
  constructor() {
    /** @type {Stretch[]} stretches in order that do not touch */
    this.stretches = [];
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  add(from, to) {
    const touching = this.stretches.filter((one) => one.start <= to + 20 && (one.end ?? 0) >= from - 20);
    const start = Math.min(from, ...touching.map((one) => one.start));
    const end = Math.max(to, ...touching.map((one) => one.end ?? 0));
    this.stretches = this.stretches.filter((one) => !touching.includes(one));
    this.stretches.push({ start, end });
    this.stretches.sort((one, other) => one.start - other.start);
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {boolean} whether it was played from its beginning to its end, but for a breath at each
   */
  holds(start, end) {
    const slack = Math.min(300, (end - start) / 10);
    return this.stretches.some((one) => one.start <= start + slack && (one.end ?? 0) >= end - slack);
  }
}

/**
 * Draws the waveform, and moves the player where it is clicked.
 * @param {HTMLCanvasElement} canvas
 * @param {string} address of the peaks: one byte a tenth of a second, the loudest of it
 * @param {Player} player
 */
export async function drawWaveform(canvas, address, player) {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) return;
  if (response.status === 202) {
    // It is being worked out.
    window.setTimeout(() => void drawWaveform(canvas, address, player), 2000);
    return;
  }
  const peaks = new Uint8Array(await response.arrayBuffer());
  const draw = () => {
    const context = canvas.getContext("2d");
    if (!context || !peaks.length) return;
    const width = (canvas.width = canvas.clientWidth * devicePixelRatio);
    const height = (canvas.height = canvas.clientHeight * devicePixelRatio);
    const played = ((player.now - player.offset) / 100 / peaks.length) * width;
    const style = getComputedStyle(canvas);
    context.clearRect(0, 0, width, height);
    for (let x = 0; x < width; x += 2) {
      const first = Math.floor((x / width) * peaks.length);
      const last = Math.max(first + 1, Math.floor(((x + 2) / width) * peaks.length));
      let most = 0;
      for (let place = first; place < last; place += 1) most = Math.max(most, peaks[place] ?? 0);
      const tall = Math.max(1, (most / 255) * height);
      context.fillStyle = x < played ? style.color : style.outlineColor;
      context.fillRect(x, (height - tall) / 2, 1.5, tall);
    }
  };
  draw();
  addEventListener("resize", draw);
  player.media.addEventListener("timeupdate", draw);
  canvas.addEventListener("click", (event) => player.seek(player.offset + (event.offsetX / canvas.clientWidth) * peaks.length * 100));
}
