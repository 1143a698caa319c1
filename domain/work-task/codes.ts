/** 任务的问题代码 The problem codes of the tasks of a plan. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'task-evidence-missing': problem(422, '没有完成的证明', 'The evidence is missing'),
  'task-evidence-own': problem(
    403,
    '确认的人就是提交证明的人',
    'Whoever has given the evidence cannot accept it',
  ),
  'task-date-unknown': problem(
    422,
    '不是冲突的两个日期之一',
    'It is none of the two dates in conflict',
  ),
  'not-of-the-group': problem(403, '不是领导小组成员', 'Not in the leading group'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
