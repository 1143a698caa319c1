export const tag = '参保人员信用记录 Credit records of the insured';
