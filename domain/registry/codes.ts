/** Check digits and forms of the national codes. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码 GB 32100-2015: the 18th character makes Σ cᵢ·3^(i−1) ≡ 0 (mod 31). */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false;
  return creditCheckCharacter(code.slice(0, 17)) === code[17];
}

/** The check character over the first 17 of a 统一社会信用代码. */
export function creditCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** 国家医保编码 of an institution: H (医疗机构) or P (零售药店), area code, five more. */
export const institutionCode = /^[HP]\d{6}[0-9A-Z]{5}$/;
/** 国家医保编码 of a practitioner: D (医师) or Y (药师), area code, six more. */
export const practitionerCode = /^[DY]\d{6}[0-9A-Z]{6}$/;
/** 诊疗科目代码 Two digits a level, up to three levels, as the 医疗机构诊疗科目名录 writes them: 03, 03.01, 04.01.01. */
export const departmentCode = /^\d{2}(\.\d{2}){0,2}$/;
