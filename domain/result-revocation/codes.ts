/** 撤销办理结果的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'result-unknown': problem(422, '没有该办理结果', 'There is no such result'),
  'case-still-open': problem(409, '案卷尚未结束', 'The case is still open'),
  'revocation-under-way': problem(409, '撤销正在办理', 'The revocation is under way'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
