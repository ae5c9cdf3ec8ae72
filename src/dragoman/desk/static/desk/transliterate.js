// Words typed in Latin letters, in the letters of a language: by tables, on this machine, the same for the same word.
//
// The longest row that fits is taken, from left to right. Long vowels are doubled (aa, ii, uu), emphatic and retroflex
// consonants are capitals (S, D, T, Z, H, N), as people type them who have no keyboard of the language.

/**
 * @typedef {{
 *   rows: Record<string, string>,
 *   first?: Record<string, string>,
 *   last?: Record<string, string>,
 *   afterVowel?: Record<string, string>,
 *   marks?: Record<string, string>,
 *   keepsCase?: boolean,
 *   finish?: (word: string) => string,
 * }} Table what stands for Latin letters: anywhere, at the beginning of a word, at its end, behind a vowel; and for marks behind it
 */

/** @param {string} pairs Latin letters and what stands for them, by turns; "-" stands for nothing @returns {Record<string, string>} */
function rows(pairs) {
  const parts = pairs.trim().split(/\s+/);
  /** @type {Record<string, string>} */
  const found = {};
  for (let place = 0; place < parts.length; place += 2) found[parts[place]] = parts[place + 1] === "-" ? "" : parts[place + 1];
  return found;
}

const ARABIC_MARKS = { "?": "؟", ",": "،", ";": "؛" };

/** @type {Table} */
const arabic = {
  rows: rows(`
    a - i - u - e - o - aa ا A ا ii ي ee ي I ي uu و oo و U و ai اي ay اي au او aw او
    b ب t ت th ث j ج H ح 7 ح kh خ x خ d د dh ذ r ر z ز s س sh ش S ص D ض T ط Z ظ 3 ع gh غ f ف q ق k ك l ل m م n ن h ه w و y ي
    p ب v ف g ج ch تش c ك 2 ء ' ء _ ـ
  `),
  first: rows("a أ A أ i إ u أ e إ o أ aa آ ii إي ee إي uu أو oo أو al ال 2a أ 2i إ"),
  last: rows("a ة ah ة at ة aa ا A ا i ي u و"),
  marks: ARABIC_MARKS,
};

/** @type {Table} */
const persian = {
  rows: rows(`
    a - e - o - aa ا A ا i ی ii ی ee ی I ی u و uu و oo و U و ey ی ay ای ow و
    b ب p پ t ت th ث j ج ch چ H ح kh خ x خ d د dh ذ r ر z ز zh ژ s س sh ش S ص Z ض T ط 3 ع gh غ f ف q ق k ک g گ l ل m م n ن v و w و
    h ه y ی c ک ' ع _ \u200c
  `),
  first: rows("a ا e ا o ا aa آ A آ i ای ii ای ee ای u او uu او oo او"),
  last: rows("e ه eh ه a ا o و"),
  marks: ARABIC_MARKS,
};

/** @type {Record<string, string>} */
const FINAL_HEBREW = { כ: "ך", מ: "ם", נ: "ן", פ: "ף", צ: "ץ" };

/** @type {Table} */
const hebrew = {
  rows: rows(`
    a - e - i י ii י o ו oo ו u ו uu ו aa א A א
    b ב v ב g ג d ד h ה w ו z ז ch ח H ח 7 ח T ט y י j ג k כ kh כ x כ l ל m מ n נ s ס 3 ע ' ע p פ f פ ts צ tz צ c צ q ק r ר sh ש S ש t ת th ת
  `),
  first: rows("a א e א i אי o או u או oo או v ו"),
  last: rows("a ה ah ה eh ה aa א"),
  finish: (word) => (word.length > 1 ? word.slice(0, -1) + (FINAL_HEBREW[word.slice(-1)] ?? word.slice(-1)) : word),
};

/** @type {Table} */
const russian = {
  rows: rows(`
    a а b б v в w в g г d д e е yo ё jo ё zh ж z з i и j й k к l л m м n н o о p п r р s с t т u у f ф kh х h х x кс ts ц c ц ch ч sh ш
    shch щ sch щ '' ъ y ы ' ь eh э yu ю ju ю ya я ja я ye е
  `),
  first: rows("y й"),
  afterVowel: rows("y й"),
  keepsCase: true,
};

/** @type {Table} */
const ukrainian = {
  rows: rows(`
    a а b б v в w в h г g ґ d д e е ye є je є zh ж z з y и i і yi ї ji ї j й k к l л m м n н o о p п r р s с t т u у f ф kh х x кс ts ц c ц
    ch ч sh ш shch щ sch щ ' ь yu ю ju ю ya я ja я
  `),
  afterVowel: rows("y й"),
  keepsCase: true,
};

const DEVANAGARI_CONSONANTS = rows(`
  k क kh ख g ग gh घ ng ङ ch च c च chh छ j ज jh झ T ट Th ठ D ड Dh ढ N ण t त th थ d द dh ध n न p प ph फ f फ़ b ब bh भ m म y य r र l ल L ळ
  v व w व sh श Sh ष s स h ह z ज़ q क़ x क्ष ksh क्ष gy ज्ञ jny ज्ञ RR ड़ G ग़
`);
/** A vowel by itself, and behind a consonant. @type {Record<string, [string, string]>} */
const DEVANAGARI_VOWELS = {
  a: ["अ", ""], aa: ["आ", "ा"], A: ["आ", "ा"], i: ["इ", "ि"], ii: ["ई", "ी"], ee: ["ई", "ी"], I: ["ई", "ी"], u: ["उ", "ु"], uu: ["ऊ", "ू"],
  oo: ["ऊ", "ू"], U: ["ऊ", "ू"], R: ["ऋ", "ृ"], e: ["ए", "े"], ai: ["ऐ", "ै"], ay: ["ऐ", "ै"], o: ["ओ", "ो"], au: ["औ", "ौ"],
};
const DEVANAGARI_SIGNS = rows("M ं H ः ~ ँ");
const VIRAMA = "्";

/** @param {string} word @returns {string | null} */
function devanagari(word) {
  let made = "";
  let open = false;
  for (let place = 0; place < word.length; ) {
    const found = longest(word, place, [DEVANAGARI_VOWELS, DEVANAGARI_CONSONANTS, DEVANAGARI_SIGNS]);
    if (found === null) return null;
    const isLast = place + found.length === word.length;
    if (found in DEVANAGARI_VOWELS) {
      // Nobody says a short a at the end of a word, so that who types one means the long one; and so it is with i.
      const meant = isLast && place > 0 ? ({ a: "aa", i: "ii" }[found] ?? found) : found;
      made += DEVANAGARI_VOWELS[meant][open ? 1 : 0];
      open = false;
    } else if (found in DEVANAGARI_CONSONANTS) {
      made += (open ? VIRAMA : "") + DEVANAGARI_CONSONANTS[found];
      open = true;
    } else {
      made += DEVANAGARI_SIGNS[found];
      open = false;
    }
    place += found.length;
  }
  return made;
}

/** @type {Record<string, Table>} */
const TABLES = { ar: arabic, arz: arabic, fa: persian, prs: persian, he: hebrew, ru: russian, uk: ukrainian };
const DEVANAGARI = ["hi", "mr", "ne"];

/** @param {string} tag */
const primary = (tag) => tag.toLowerCase().split("-")[0];

/** @param {string} tag a BCP 47 tag @returns {boolean} whether there is a table for a language */
export function knows(tag) {
  return primary(tag) in TABLES || DEVANAGARI.includes(primary(tag));
}

/**
 * A word in the letters of a language; null where it is no word of Latin letters, or has one that no table knows.
 * @param {string} word
 * @param {string} tag
 * @returns {string | null}
 */
export function transliterate(word, tag) {
  if (!/^[A-Za-z0-9'_~]*[A-Za-z][A-Za-z0-9'_~]*$/.test(word)) return null;
  if (DEVANAGARI.includes(primary(tag))) return devanagari(word);
  const table = TABLES[primary(tag)];
  return table ? byTable(word, table) : null;
}

/** What stands for a mark behind a word. @param {string} mark @param {string} tag */
export function markIn(mark, tag) {
  return TABLES[primary(tag)]?.marks?.[mark] ?? mark;
}

/** @param {string} word @param {Table} table @returns {string | null} */
function byTable(word, table) {
  let made = "";
  for (let place = 0; place < word.length; ) {
    const cased = table.keepsCase ? word.toLowerCase() : word;
    const whole = find(cased, place, table) ?? (table.keepsCase ? null : find(cased.toLowerCase(), place, table));
    if (whole === null) return null;
    const [length, letters] = whole;
    made += table.keepsCase ? inCase(word.slice(place, place + length), letters, word) : letters;
    place += length;
  }
  return table.finish ? table.finish(made) : made;
}

/**
 * How many Latin letters are taken, and what stands for them.
 * @param {string} word
 * @param {number} place
 * @param {Table} table
 * @returns {[number, string] | null}
 */
function find(word, place, table) {
  const first = place === 0 ? (table.first ?? {}) : {};
  for (let length = Math.min(4, word.length - place); length > 0; length -= 1) {
    const part = word.slice(place, place + length);
    if (place > 0 && place + length === word.length && table.last && part in table.last) return [length, table.last[part]];
    if (table.afterVowel && part in table.afterVowel && /[aeiouy]/.test(word.charAt(place - 1))) return [length, table.afterVowel[part]];
    if (part in first) return [length, first[part]];
    if (part in table.rows) return [length, table.rows[part]];
  }
  return null;
}

/**
 * The letters as the Latin ones are written: small, with a capital, all capitals.
 * @param {string} part
 * @param {string} letters
 * @param {string} word
 */
function inCase(part, letters, word) {
  if (part === part.toLowerCase()) return letters;
  return word.length > 1 && word === word.toUpperCase() ? letters.toUpperCase() : letters.charAt(0).toUpperCase() + letters.slice(1);
}

/**
 * @param {string} word
 * @param {number} place
 * @param {Record<string, unknown>[]} tables
 * @returns {string | null}
 */
function longest(word, place, tables) {
  for (let length = Math.min(3, word.length - place); length > 0; length -= 1) {
    const part = word.slice(place, place + length);
    if (tables.some((table) => part in table)) return part;
  }
  const small = word.charAt(place).toLowerCase();
  return small !== word.charAt(place) && tables.some((table) => small in table) ? small : null;
}
