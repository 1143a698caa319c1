/**
 * 遮蔽 What may stand in a text that anybody reads (TJ51-7): institutions by their full names, natural persons by the first character and 某, patients
 * not at all. Numbers that belong to a person are found by their form. Names are compared by the database, which knows those of the case. Pure.
 */
import { isCreditCode } from '../registry/codes.ts';

/** One stretch without letters: its digits, and where a group of them begins and ends, whatever stands between the groups. */
interface Stream {
  digits: string;
  starts: Set<number>;
  ends: Set<number>;
}

/** Letters end a number; nothing else does. */
const streamsOf = (text: string): Stream[] =>
  text
    .normalize('NFKC')
    .split(/\p{L}/u)
    .map((stretch) => {
      const stream: Stream = { digits: '', starts: new Set(), ends: new Set() };
      for (const [group] of stretch.matchAll(/\d+/g)) {
        stream.starts.add(stream.digits.length);
        stream.digits += group;
        stream.ends.add(stream.digits.length);
      }
      return stream;
    });

/** 银行卡校验 ISO/IEC 7812: every second digit from the right is doubled. */
function isLuhn(code: string): boolean {
  const sum = [...code].toReversed().reduce((total, digit, n) => {
    const value = Number(digit) * (n % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const day = String.raw`(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const mobile = /^(?:(?:00)?86)?1[3-9]\d{9}$/;
const card = /^62\d{14,17}$/;
/** 公民身份号码 GB 11643, whatever stands at its end: a wrong check character, an X or a mask hides nobody. */
const identity = new RegExp(`^[1-8]\\d{5}(?:18|19|20)\\d{2}${day}\\d{3,4}$`);
/** 十五位 As they were given until 1999. */
const oldIdentity = new RegExp(`^[1-8]\\d{5}\\d{2}${day}\\d{3}$`);

const lengths = [11, 13, 15, 16, 17, 18, 19];
const isIdentifier = (code: string): boolean =>
  mobile.test(code) ||
  oldIdentity.test(code) ||
  identity.test(code) ||
  (card.test(code) && isLuhn(code));

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** With the check character that belongs to it. */
const isSoundIdentity = (code: string): boolean =>
  identity.test(code.slice(0, 17)) &&
  '10X98765432'[weights.reduce((sum, weight, n) => sum + weight * Number(code[n]), 0) % 11] ===
    code[17];

/** 统一社会信用代码 It belongs to an institution, and may look like a number of a person. */
const withoutCreditCodes = (text: string): string =>
  text.replaceAll(/(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g, (code) =>
    isCreditCode(code) && !isSoundIdentity(code) ? '号' : code,
  );

/** Whole groups of digits, however they are set apart; sound identity numbers also inside a longer group. */
const countIn = ({ digits, starts, ends }: Stream): number =>
  [...digits].filter(
    (_, from) =>
      isSoundIdentity(digits.slice(from, from + 18)) ||
      (starts.has(from) &&
        lengths.some(
          (length) => ends.has(from + length) && isIdentifier(digits.slice(from, from + length)),
        )),
  ).length;

/** 个人号码 How many places look like an identity number, a mobile number or a bank card; those that overlap count each. */
export const identifiersIn = (text: string): number =>
  streamsOf(withoutCreditCodes(text)).reduce((total, stream) => total + countIn(stream), 0);
