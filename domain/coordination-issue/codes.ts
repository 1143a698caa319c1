/** 协调事项的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'wrong-case': problem(422, '案卷与所写部门不符', 'The file is not of these departments'),
  'target-missing': problem(422, '没有写明报告对象', 'Who it is reported to is missing'),
  'target-unknown': problem(422, '报告对象没有登记', 'A body it is reported to is not registered'),
  'resolution-missing': problem(409, '问题没有解决', 'There is no resolution'),
  'resolution-not-noted': problem(
    409,
    '双方未都知悉解决结果',
    'The resolution is not noted by both sides',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
