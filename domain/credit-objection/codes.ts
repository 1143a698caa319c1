/** 异议的问题代码 The problem codes of objections to records and grades. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'objection-not-by-subject': problem(
    422,
    '异议不是由信用主体提出',
    'The objection is not made by the subject',
  ),
  'objection-open': problem(409, '同一对象的异议正在处理', 'An objection to it is open already'),
  'objection-groundless': problem(422, '没有写明异议的理由', 'The objection gives no ground'),
  'grade-not-in-force': problem(409, '该主体没有信用等级', 'The subject has no grade'),
  'objection-unchecked': problem(409, '异议尚未核查', 'The objection is not checked yet'),
  'decider-involved': problem(
    403,
    '登记、评价人员不得决定异议',
    'Whoever recorded or graded does not decide',
  ),
  'record-not-of-subject': problem(
    422,
    '记录不属于该主体，或者已不计',
    'The record is not of the subject, or has fallen',
  ),
  'credit-code-unknown': problem(
    404,
    '查询码不存在或者已失效',
    'The code is unknown or has expired',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
