/** 投诉的问题代码 The problem codes that it declares. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'complaint-number-missing': problem(
    422,
    '没有平台的交办编号',
    'The number under which the platform handed it down is missing',
  ),
  'handing-down-undated': problem(
    422,
    '没有平台的交办时间',
    'When the platform handed it down is missing',
  ),
  'complaint-known': problem(409, '该投诉已经登记', 'This complaint is registered already'),
  'complained-of': problem(
    403,
    '被投诉的人员、部门不得办理',
    'Whoever is complained of has no hand in it',
  ),
  'platform-not-told': problem(
    422,
    '没有向交办平台反馈',
    'The platform that handed it down was not told',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
