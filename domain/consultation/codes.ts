/** 会商的问题代码 The problem codes that no other procedure uses. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'same-department': problem(422, '会商须有两个部门', 'A consultation needs two departments'),
  'period-invalid': problem(422, '数据期间无效', 'The period of the figures is not valid'),
  'attendee-unknown': problem(422, '到会人员不在名册', 'Somebody who attended is not registered'),
  'side-missing': problem(422, '一方没有到会', 'One side did not attend'),
  'problems-missing': problem(422, '没有列明主要问题', 'The main problems are not listed'),
  'problems-contradict': problem(
    422,
    '问题的写法互相矛盾',
    'The list of problems contradicts itself',
  ),
  'measures-missing': problem(422, '问题缺少对策措施', 'A problem lacks its measure'),
  'measure-date-past': problem(
    422,
    '措施期限早于会商之日',
    'The date of a measure is before the meeting',
  ),
  'date-not-later': problem(422, '改期之日不在今日以后', 'The new date is not later'),
  'meeting-missing': problem(409, '会商尚未召开', 'The consultation has not been held'),
  'record-missing': problem(409, '没有审管联动工作记录', 'The work record is missing'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
