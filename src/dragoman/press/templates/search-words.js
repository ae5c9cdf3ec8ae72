// What a reader types, as the index has it: folded and stemmed. The same is done in words.py and stems.py.
"use strict";

/**
 * @typedef {{affixes: Record<string, string>, keep: number, at_start: boolean}} Affixes
 * @typedef {{steps: Affixes[], clitics: string[], clitic_keep: number}} Rules
 * @typedef {{
 *   folding: {case: Record<string, string>, gone: string, letters: Record<string, string>},
 *   unspaced: string, stop: Record<string, string>, stems: Record<string, Rules>, scripts: Record<string, string[]>,
 * }} WordRules
 */

class SearchWords {
  /** @param {WordRules} rules */
  constructor(rules) {
    this.rules = rules;
    this.gone = new Set(rules.folding.gone);
    // What each character is folded to, once it was met.
    /** @type {Map<string, string>} */
    this.folded = new Map();
    this.stop = new Map(Object.entries(rules.stop).map(([language, words]) => [language, new Set(words.split(" "))]));
    this.isUnspaced = new RegExp(`[${rules.unspaced}]`, "u");
    this.runs = new RegExp(`[${rules.unspaced}]+|[^${rules.unspaced}]+`, "gu");
  }

  /**
   * The letters and figures folded one by one, a space for each other character that can be seen.
   * @param {string} text
   */
  fold(text) {
    let folded = "";
    for (const char of text) {
      let other = this.folded.get(char);
      if (other === undefined) {
        const small = this.rules.folding.case[char] ?? char.toLowerCase();
        other = [...small.normalize("NFKD")].map((part) => this.foldOne(part)).join("");
        this.folded.set(char, other);
      }
      folded += other;
    }
    return folded;
  }

  /** @param {string} char */
  foldOne(char) {
    if (this.gone.has(char) || /\p{Cf}/u.test(char)) return "";
    const other = this.rules.folding.letters[char];
    if (other !== undefined) return other;
    if (/[\p{L}\p{M}]/u.test(char)) return char;
    if (/\p{Nd}/u.test(char)) return String(digitOf(char));
    return /\p{N}/u.test(char) ? char : " ";
  }

  /**
   * The folded words of a text; of a script without spaces, every two characters side by side.
   * @param {string} text
   */
  split(text) {
    const words = this.fold(text).split(" ").filter(Boolean);
    const parts = words.flatMap((word) => (this.isUnspaced.test(word) ? this.cut(word) : [word]));
    return parts.filter((part) => [...part].length >= 2 || /^\p{Nd}$/u.test(part) || this.isUnspaced.test(part));
  }

  /** @param {string} word */
  cut(word) {
    return (word.match(this.runs) ?? []).flatMap((run) => {
      const chars = [...run];
      if (!this.isUnspaced.test(run) || chars.length === 1) return [run];
      return chars.slice(1).map((char, place) => chars[place] + char);
    });
  }

  /**
   * The terms of a folded word in a language; none where nearly every passage has it.
   * @param {string} word
   * @param {string | null} language a primary tag
   */
  terms(word, language) {
    if (language && this.stop.get(language)?.has(word)) return [];
    const script = () => Object.entries(this.rules.scripts).find(([, [first, last]]) => first <= word[0] && word[0] <= last);
    const rules = this.rules.stems[language ?? script()?.[0] ?? ""];
    return rules ? stemsOf(word, rules) : [word];
  }

  /**
   * The terms of a folded word in each of some languages.
   * @param {string} word
   * @param {(string | null)[]} languages
   */
  allTerms(word, languages) {
    return new Set(languages.flatMap((language) => this.terms(word, language)));
  }
}

/**
 * @param {string} word
 * @param {Rules} rules
 */
function stemsOf(word, rules) {
  const starts = [word];
  for (const clitic of rules.clitics) {
    if (word.startsWith(clitic) && lengthOf(word) - lengthOf(clitic) >= rules.clitic_keep) starts.push(word.slice(clitic.length));
  }
  return [...new Set(starts.map((start) => stemOf(start, rules.steps)))];
}

/** @type {WeakMap<Record<string, string>, number>} */
const longestAffix = new WeakMap();

/**
 * @param {string} word
 * @param {Affixes[]} steps
 */
function stemOf(word, steps) {
  let chars = [...word];
  for (const { affixes, keep, at_start: atStart } of steps) {
    let longest = longestAffix.get(affixes);
    if (longest === undefined) {
      longest = Math.max(...Object.keys(affixes).map((affix) => affix.length));
      longestAffix.set(affixes, longest);
    }
    for (let size = Math.min(longest, chars.length - keep); size > 0; size -= 1) {
      const affix = (atStart ? chars.slice(0, size) : chars.slice(-size)).join("");
      if (Object.hasOwn(affixes, affix)) {
        chars = atStart ? [...affixes[affix], ...chars.slice(size)] : [...chars.slice(0, -size), ...affixes[affix]];
        break;
      }
    }
  }
  return chars.join("");
}

/** @param {string} word */
function lengthOf(word) {
  return [...word].length;
}

/**
 * The value of a decimal digit of any script: those of a script stand in a row.
 * @param {string} char
 */
function digitOf(char) {
  const code = /** @type {number} */ (char.codePointAt(0));
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return before % 10;
}
