// The index as a page reads it: which shards a query needs, where its words stand, and the texts of the best passages.
"use strict";

/**
 * @typedef {{version: string, starts: string, files: string[], rooms: string, passages: number, interviews: number,
 *   languages: string[], alphabet: string, group: number, chunk: number, shard: number, speaker: string}} SearchStart
 * @typedef {{years: (number | null)[], programmes: (number | null)[]}} SearchFacts
 * @typedef {[string, number | null, number | null, number | null, string | null, string | null, string | null]} SearchRow
 * @typedef {{slug: string, edition: number, title: string, original: string | null, source: string | null,
 *   target: string | null, date: string | null, programme: string | null, sound: string | null, own: boolean,
 *   offset: number, voices: [string, string[]][], passages: SearchRow[]}} SearchTexts
 * @typedef {{load: (kind: string, name: string) => Promise<any>}} SearchFiles
 * @typedef {{speaker?: string, programme?: number | null, from?: number | null, until?: number | null}} SearchFilter
 * @typedef {{text: string, terms: Set<string>, places: Map<number, number>,
 *   speakers: Map<number, number>, weight: number}} SearchWord
 * @typedef {{texts: SearchTexts, row: SearchRow, score: number, speaks: boolean}} SearchHit
 */

// Shards that one query loads at most. Words that need more are searched for in the newest interviews first.
const MOST_SHARDS = 6;
const MOST_WORDS = 12;
// Passages whose texts are loaded together.
const PAGE = 8;
// What a form counts that only begins like the word, and the name of somebody who speaks in the interview.
const ALIKE = 0.6;
const SPEAKS = 0.8;
const MOST_ALIKE = 2000;
// A word that begins alike has so many letters of the one that was typed, or all: "mie" begins too many others.
const WHOLE = 5;
const GROUP_PLACES = 2 ** 24;

/**
 * Less than 0 where the first stands before the second, by code points, as Python has it.
 * @param {string} one
 * @param {string} other
 */
function compareTerms(one, other) {
  const length = Math.min(one.length, other.length);
  for (let place = 0; place < length; place += 1) {
    if (one.charCodeAt(place) !== other.charCodeAt(place)) {
      const paired = place > 0 && one.charCodeAt(place) >= 0xdc00 && one.charCodeAt(place) < 0xe000 ? place - 1 : place;
      return Number(one.codePointAt(paired)) - Number(other.codePointAt(paired));
    }
  }
  return one.length - other.length;
}

class SearchIndex {
  /**
   * @param {SearchStart} start
   * @param {SearchWords} words
   * @param {SearchFiles} files
   */
  constructor(start, words, files) {
    this.start = start;
    this.words = words;
    this.files = files;
    this.starts = start.starts.split("|").map((one) => {
      const [term, code] = one.split(" ");
      return { term, group: code ? this.groupOf(code) : -1 };
    });
    this.base = start.alphabet.length / 2;
    this.digits = new Map([...start.alphabet].map((char, digit) => [char, digit]));
    this.rooms = this.numbers(start.rooms);
    // Where each interview's passages begin in its group.
    this.begins = this.rooms.map(() => 0);
    for (let number = 1; number < this.rooms.length; number += 1) {
      this.begins[number] = number % start.group ? this.begins[number - 1] + this.rooms[number - 1] : 0;
    }
    this.languages = [null, ...start.languages];
    /** @type {Map<number, Map<string, string[]>>} */
    this.shards = new Map();
  }

  /** @param {string} code */
  groupOf(code) {
    const { alphabet } = this.start;
    return alphabet.indexOf(code[0]) * alphabet.length + alphabet.indexOf(code[1]);
  }

  /** @param {string} written */
  numbers(written) {
    const numbers = [];
    let number = 0;
    for (const char of written) {
      const digit = /** @type {number} */ (this.digits.get(char));
      if (digit < this.base) {
        numbers.push(number * this.base + digit);
        number = 0;
      } else {
        number = number * this.base + digit - this.base;
      }
    }
    return numbers;
  }

  /**
   * The last shard that begins at or before a term in a group.
   * @param {string} term
   * @param {number} group
   */
  shardAt(term, group) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compareTerms(this.starts[middle].term, term) || this.starts[middle].group - group;
      if (order <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /**
   * The words of a query, with the shards that hold them. Words that nearly every passage has are in ``left``.
   * @param {string} query
   */
  plan(query) {
    const found = [...new Set(this.words.split(query))].slice(0, MOST_WORDS);
    const left = found.filter((word) => !this.words.allTerms(word, this.languages.slice(1)).size && this.languages.length > 1);
    /** @type {SearchWord[]} */
    const words = found
      .filter((word) => !left.includes(word))
      .map((text) => ({ text, terms: this.words.allTerms(text, this.languages), places: new Map(), speakers: new Map(), weight: 0 }));
    return { words, left };
  }

  /**
   * The shards of a word's terms: ranges, and how many there are.
   * @param {string[]} terms
   */
  rangesOf(terms) {
    return terms.map((term) => ({ first: this.shardAt(term, -1), last: this.shardAt(term, Infinity) }));
  }

  /** @param {number} number */
  async shard(number) {
    const known = this.shards.get(number);
    if (known) return known;
    /** @type {string} */
    const content = await this.files.load("rows", this.start.files[number]);
    const rows = new Map(content.split("|").map((row) => {
      const [term, ...groups] = row.split(" ");
      return [term, groups];
    }));
    this.shards.set(number, rows);
    return rows;
  }

  /**
   * The interview's number of a place.
   * @param {number} place
   */
  interviewOf(place) {
    const first = Math.floor(place / GROUP_PLACES) * this.start.group;
    const local = place % GROUP_PLACES;
    let number = Math.min(first + this.start.group, this.rooms.length) - 1;
    while (number > first && this.begins[number] > local) number -= 1;
    return number;
  }

  /**
   * @param {Map<number, number>} places
   * @param {string[]} groups
   * @param {number} share
   */
  addPlaces(places, groups, share) {
    for (const group of groups) {
      let place = this.groupOf(group) * GROUP_PLACES;
      for (const gap of this.numbers(group.slice(2))) {
        place += gap;
        if ((places.get(place) ?? 0) < share) places.set(place, share);
      }
    }
  }

  /**
   * Load some shards of a word, and take from them its places, those of words that begin alike, and its speakers.
   * @param {SearchWord} word
   * @param {Set<number>} numbers
   */
  async addShards(word, numbers) {
    const beginnings = [...word.terms].filter((term) => [...term].length >= 4).map((term) => {
      const chars = [...term];
      return { begin: chars.slice(0, Math.max(WHOLE, chars.length - 2)).join(""), longest: term.length + 3 };
    });
    for (const rows of await Promise.all([...numbers].map((number) => this.shard(number)))) {
      for (const [term, groups] of rows) {
        if (word.terms.has(term)) {
          this.addPlaces(word.places, groups, 1);
        } else if (term === word.text + this.start.speaker) {
          this.addPlaces(word.speakers, groups, 1);
        } else if (
          beginnings.some(({ begin, longest }) => term.startsWith(begin) && term.length <= longest) &&
          !term.endsWith(this.start.speaker) && groups.join("").length < MOST_ALIKE
        ) {
          this.addPlaces(word.places, groups, ALIKE);
        }
      }
    }
  }

  /**
   * Load what a query needs, within the bound on shards. ``older`` loads as much again of words that are not complete.
   * @param {SearchWord[]} words
   * @param {Map<SearchWord, number[]>} waiting the shards of each word that are not loaded, the newest first
   */
  async loadShards(words, waiting) {
    let left = MOST_SHARDS;
    const order = [...words].sort((one, other) => (waiting.get(one)?.length ?? 0) - (waiting.get(other)?.length ?? 0));
    const loads = [];
    for (const [place, word] of order.entries()) {
      const all = waiting.get(word) ?? [];
      const share = Math.max(place === 0 ? 1 : 0, Math.floor(left / (order.length - place)));
      const some = all.slice(0, share);
      left -= some.filter((number) => !this.shards.has(number)).length;
      waiting.set(word, all.slice(share));
      loads.push(this.addShards(word, new Set(some)));
    }
    await Promise.all(loads);
    for (const word of words) {
      const count = new Set([...word.places.keys(), ...word.speakers.keys()]).size;
      const part = (waiting.get(word)?.length ?? 0) + 1;
      word.weight = Math.log(1 + this.start.passages / Math.max(1, count * part));
    }
  }

  /**
   * @param {SearchWord[]} words
   */
  waitingOf(words) {
    /** @type {Map<SearchWord, number[]>} */
    const waiting = new Map();
    for (const word of words) {
      const numbers = new Set();
      for (const { first, last } of this.rangesOf([...word.terms, word.text + this.start.speaker])) {
        for (let number = last; number >= first; number -= 1) numbers.add(number);
      }
      waiting.set(word, [...numbers].sort((one, other) => other - one));
    }
    return waiting;
  }

  /**
   * The places that have any of the words, the best first, with their score, whether they have all of them, and whether
   * one of these only begins alike.
   * @param {SearchWord[]} words
   * @param {(place: number) => boolean} isWanted
   */
  rank(words, isWanted) {
    /** @type {Map<number, {score: number, words: number, alike: boolean}>} */
    const scores = new Map();
    const speakers = words.map((word) => new Set([...word.speakers.keys()].map((place) => this.interviewOf(place))));
    const add = (/** @type {number} */ place, /** @type {number} */ score, alike = false) => {
      const known = scores.get(place);
      if (known) {
        known.score += score;
        known.words += 1;
        known.alike ||= alike;
      } else {
        scores.set(place, { score, words: 1, alike });
      }
    };
    for (const word of words) {
      for (const [place, share] of word.places) add(place, share * word.weight, share === ALIKE);
    }
    for (const [number, word] of words.entries()) {
      for (const place of word.speakers.keys()) if (!scores.has(place)) scores.set(place, { score: 0, words: 0, alike: false });
      if (!speakers[number].size) continue;
      for (const place of scores.keys()) {
        if (!word.places.has(place) && speakers[number].has(this.interviewOf(place))) add(place, SPEAKS * word.weight);
      }
    }
    const found = [...scores].filter(([place, { words: count }]) => count > 0 && isWanted(place));
    found.sort(([place, one], [place2, other]) => other.score - one.score || place2 - place);
    return found.map(([place, { score, words: count, alike }]) => ({ place, score, all: count === words.length, alike }));
  }

  /**
   * The text of a place.
   * @param {number} place
   */
  async text(place) {
    const number = this.interviewOf(place);
    const group = Math.floor(place / GROUP_PLACES);
    const passage = (place % GROUP_PLACES) - this.begins[number];
    const chunk = Math.floor(passage / this.start.chunk);
    const name = `${group}/${number % this.start.group}.${chunk}`;
    /** @type {SearchTexts} */
    const texts = await this.files.load("texts", name);
    return { texts, row: texts.passages[passage % this.start.chunk] };
  }
}

class SearchQuery {
  /**
   * @param {SearchIndex} index
   * @param {string} query
   * @param {SearchFilter} filter
   * @param {SearchFacts | null} facts needed where the filter has a programme or years
   */
  constructor(index, query, filter = {}, facts = null) {
    this.index = index;
    this.filter = filter;
    this.facts = facts;
    const { words, left } = index.plan(query);
    this.words = words;
    this.left = left;
    this.said = index.words.split(filter.speaker ?? "");
    this.waiting = index.waitingOf(words);
    /** @type {{place: number, score: number, all: boolean, alike: boolean}[]} */
    this.ranked = [];
    /** @type {Set<number>} */
    this.shown = new Set();
    /** @type {Set<number> | null} */
    this.interviews = null;
  }

  /** How many passages have all of the words, in some form. */
  get count() {
    return this.ranked.filter((one) => one.all && !one.alike).length;
  }

  /** How many more have words that only begin like them. */
  get alike() {
    return this.ranked.filter((one) => one.all && one.alike).length;
  }

  /** Whether words are left that were searched for in the newest interviews only. */
  get hasOlder() {
    return [...this.waiting.values()].some((numbers) => numbers.length > 0);
  }

  /** Load what the words need, as much again each time. */
  async search() {
    await this.index.loadShards(this.words, this.waiting);
    if (this.said.length && !this.interviews) await this.findSpeaker();
    this.ranked = this.index.rank(this.words, (place) => this.isWanted(this.index.interviewOf(place)));
  }

  /** The interviews in which somebody speaks whose name has all the words that were asked for. */
  async findSpeaker() {
    const { index } = this;
    const sets = [];
    for (const said of this.said) {
      const [word] = index.plan(said).words;
      const name = said + index.start.speaker;
      const one = word ?? { text: said, terms: new Set(), places: new Map(), speakers: new Map(), weight: 0 };
      const [{ first, last }] = index.rangesOf([name]);
      for (let number = first; number <= last; number += 1) await index.addShards({ ...one, terms: new Set() }, new Set([number]));
      sets.push(new Set([...one.speakers.keys()].map((place) => index.interviewOf(place))));
    }
    this.interviews = sets.reduce((all, some) => new Set([...all].filter((number) => some.has(number))));
  }

  /** @param {number} interview */
  isWanted(interview) {
    const { programme, from, until } = this.filter;
    if (this.interviews && !this.interviews.has(interview)) return false;
    if (programme !== undefined && programme !== null && this.facts?.programmes[interview] !== programme) return false;
    if (from === undefined && until === undefined) return true;
    const year = this.facts?.years[interview] ?? null;
    if ((from ?? null) === null && (until ?? null) === null) return true;
    return year !== null && year >= (from ?? -Infinity) && year <= (until ?? Infinity);
  }

  /**
   * The next passages, with their texts, the best first; fewer than a page where there are no more.
   * @returns {Promise<SearchHit[]>}
   */
  async next() {
    /** @type {SearchHit[]} */
    const hits = [];
    while (hits.length < PAGE) {
      const some = this.ranked.filter((one) => !this.shown.has(one.place)).slice(0, PAGE - hits.length);
      if (!some.length) break;
      const texts = await Promise.all(some.map((one) => this.index.text(one.place)));
      for (const [number, { texts: all, row }] of texts.entries()) {
        this.shown.add(some[number].place);
        if (row && this.isSaidBy(all, row)) hits.push(this.judge(all, row, some[number].score));
      }
    }
    return hits.sort((one, other) => other.score - one.score);
  }

  /**
   * @param {SearchTexts} texts
   * @param {SearchRow} row
   */
  isSaidBy(texts, row) {
    if (!this.said.length) return true;
    const voice = row[1] === null ? null : texts.voices[row[1]];
    return voice !== null && this.said.every((word) => this.isNamed(voice, word));
  }

  /**
   * @param {[string, string[]]} voice
   * @param {string} word
   */
  isNamed(voice, word) {
    return voice[1].some((spelling) => this.index.words.split(spelling).includes(word));
  }

  /**
   * A passage with its texts: words that stand in it as they were typed count a little more.
   * @param {SearchTexts} texts
   * @param {SearchRow} row
   * @param {number} score
   */
  judge(texts, row, score) {
    const { words } = this.index;
    const said = new Set([...words.split(row[5] ?? ""), ...words.split(row[6] ?? "")]);
    const voice = row[1] === null ? null : texts.voices[row[1]];
    let exact = 0;
    let named = 0;
    for (const word of this.words) {
      if (said.has(word.text)) exact += word.weight;
      if (voice && this.isNamed(voice, word.text)) named += 1;
    }
    return { texts, row, score: score + 0.3 * exact, speaks: named > 0 && !exact };
  }

  /**
   * A text in pieces, of which every second one is a word that was searched for.
   * @param {string} text
   * @param {string | null} language
   */
  mark(text, language) {
    const wanted = new Set(this.words.flatMap((word) => [...word.terms, word.text]));
    const { words, start } = this.index;
    const code = language?.split("-")[0].toLowerCase() ?? null;
    const known = code && start.languages.includes(code) ? code : null;
    /** @type {string[]} */
    const pieces = [""];
    for (const piece of text.split(/([\p{L}\p{M}\p{N}\p{Cf}]+)/u)) {
      const found = words.split(piece).some((word) => wanted.has(word) || words.terms(word, known).some((term) => wanted.has(term)));
      if (found) pieces.push(piece, "");
      else pieces[pieces.length - 1] += piece;
    }
    return pieces;
  }
}
