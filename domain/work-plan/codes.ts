/** 工作方案的问题代码 The problem codes of the leading group and the plan; tasks and reviews of it may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'group-incomplete': problem(422, '领导小组不完整', 'The leading group is not complete'),
  'group-person-unfit': problem(422, '人员不能列入领导小组', 'Somebody cannot be in the group'),
  'matter-not-single': problem(
    422,
    '事项不是一人分管、一科受理',
    'A matter has not exactly one in charge and one accepting section',
  ),
  'group-missing': problem(422, '没有登记领导小组', 'No leading group is registered'),
  'plan-year-unfit': problem(422, '方案的年度或者日期不符', 'The year or the days do not fit'),
  'plan-not-as-printed': problem(
    422,
    '方案与所印发的不一致',
    'The plan is not as it has been printed',
  ),
  'plan-rows-missing': problem(422, '方案没有任务', 'The plan has no tasks'),
  'plan-exists': problem(409, '该年度的方案已经登记', 'The plan of that year is registered'),
  'task-without-section': problem(422, '任务没有责任科室', 'A task has no responsible section'),
  'section-unregistered': problem(422, '科室没有登记', 'A section is not registered'),
  'task-undated': problem(422, '任务没有完成时限', 'A task has no date and is not ongoing'),
  'task-date-conflict': problem(
    422,
    '完成时限与印发日期冲突',
    'The date of a task is in conflict with the day of issue',
  ),
  'amendment-paper-same': problem(
    422,
    '修改没有新的文件',
    'The amendment rests on no new document',
  ),
  'correction-paper-other': problem(
    422,
    '更正没有依据原文件',
    'The correction does not rest on the document of the plan',
  ),
  'amendment-row-unfit': problem(422, '该任务不能这样修改', 'The row cannot be amended so'),
  'amendment-own': problem(
    403,
    '复核的人就是提出的人',
    'Whoever has proposed it cannot confirm it',
  ),
  'amendment-unknown': problem(409, '没有待复核的这项修改', 'No such amendment is open'),
  'plan-tasks-open': problem(409, '还有任务没有完成', 'Some tasks are not done'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
