// The spaces around what is put into a text: a mark or a name does not touch the words beside it.

/** Languages that are written without spaces between words. */
const UNSPACED = new Set(["bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"]);
const UNSPACED_END = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]$/u;
/** Behind these a word begins without a space. */
const JOINS = /[\s\p{Ps}\p{Pi}"'’‘\-\u2010\/]$/u;

/**
 * What is to be put in the place of a field's selection, with spaces where words touch it.
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 */
export function withSpaces(field, words) {
  const before = field.value.slice(0, field.selectionStart);
  const behind = field.value.slice(field.selectionEnd);
  if (UNSPACED.has(field.lang.split("-")[0])) return words;
  const first = before && !JOINS.test(before) && !UNSPACED_END.test(before) ? " " : "";
  const last = /^[\p{L}\p{N}\p{Ps}\p{Pi}]/u.test(behind) && !UNSPACED_END.test([...behind][0]) ? " " : "";
  return first + words + last;
}
