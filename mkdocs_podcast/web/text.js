/** Text in a form that can be compared. */

/** Of Latin, Greek, Cyrillic, Hebrew and Arabic; elsewhere, marks change the letter. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** @type {Record<string, string>} */
const LETTERS = { Æ: "AE", Œ: "OE", Ø: "O", Ł: "L", Đ: "D" };

/** Signs that keyboards and typesetters write differently. @type {[RegExp, string][]} */
const SIGNS = [
  [/[\u00ad\u200b-\u200d\u2060\ufeff]/, ""], // soft hyphens, and spaces without width
  [/\s/, " "],
  [/[‘’‚‛‹›`´′]/, "'"],
  [/[“”„‟«»″]/, '"'],
  [/[‐-―−]/, "-"],
];

/** @type {Record<string, string>} */
const folded = {};

function foldCharacter(/** @type {string} */ character) {
  for (const [pattern, sign] of SIGNS) if (pattern.test(character)) return sign;
  const bare = character
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .normalize("NFC")
    .toLowerCase()
    .toUpperCase(); // makes SS of ß and ẞ
  return LETTERS[bare] ?? bare;
}

/**
 * Remove case, accents and repeated spaces, and make signs plain ones. `offsets` has the position in the text of each folded character, and
 * then the length of the text.
 */
export function fold(/** @type {string} */ text) {
  const offsets = [];
  let result = "";
  let offset = 0;
  for (const character of text) {
    const plain = (folded[character] ??= foldCharacter(character));
    if (plain !== " " || !result.endsWith(" ")) result += plain;
    while (offsets.length < result.length) offsets.push(offset);
    offset += character.length;
  }
  return { text: result, offsets: [...offsets, offset] };
}
