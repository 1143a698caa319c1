/**
 * 遮蔽 What may stand in a text that anybody reads (TJ51-7): institutions by their full names, natural persons by the first character and 某, patients
 * not at all. Numbers that belong to a person are found by their form. Names are compared by the database, which knows those of the case. Pure.
 */

/** Without what could be put between the characters of a name or a number. */
const plain = (text: string): string =>
  text.normalize('NFKC').replaceAll(/[\s\p{Cf}·.\-_*,，、]/gu, (c) => (c === '*' ? '*' : ''));

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 公民身份号码 GB 11643: a date of birth in it, and its check character. */
function isIdentity(code: string): boolean {
  if (!/^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(code))
    return false;
  const sum = weights.reduce((total, weight, n) => total + weight * Number(code[n]), 0);
  return '10X98765432'[sum % 11] === code[17];
}

/** Every run of that length, also inside a longer one. */
const runsOf = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
    text.slice(at, at + length),
  );

/** 个人号码 How many identity numbers, mobile numbers and bank cards stand in it. */
export function identifiersIn(text: string): number {
  const digits = plain(text.toUpperCase()).match(/[\dX]{11,}/g) ?? [];
  return digits.filter(
    (run) =>
      runsOf(run, 18).some(isIdentity) || /^1[3-9]\d{9}$/.test(run) || /^62\d{14,17}$/.test(run),
  ).length;
}
