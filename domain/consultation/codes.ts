/** 会商的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'period-invalid': problem(422, '数据期间无效', 'The period of the figures is not valid'),
  'problems-missing': problem(422, '没有列明主要问题', 'The main problems are not listed'),
  'problems-contradict': problem(
    422,
    '问题的写法互相矛盾',
    'The list of problems contradicts itself',
  ),
  'measures-missing': problem(422, '问题缺少对策措施', 'A problem lacks its measure'),
  'meeting-missing': problem(409, '会商尚未召开', 'The consultation has not been held'),
  'record-missing': problem(409, '没有审管联动工作记录', 'The work record is missing'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
