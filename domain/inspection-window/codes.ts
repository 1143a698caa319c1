/** 检查窗口的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'end-unchanged': problem(422, '结束日期没有变化', 'The end is unchanged'),
  'past-inspection-differs': problem(
    409,
    '该历史检查已登记且内容不同',
    'The inspection of before is registered otherwise',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
