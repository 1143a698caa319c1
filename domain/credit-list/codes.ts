/** 信用监管事项清单的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'adoption-undated': problem(422, '没有写明清单通过的日期', 'The day of the adoption is missing'),
  'adoption-order': problem(
    422,
    '早于前一版清单的通过日期',
    'It would be adopted before the version before it',
  ),
  'power-type-missing': problem(422, '事项没有权力类型', 'An item has no power type'),
  'list-not-as-printed': problem(
    422,
    '首版清单与附件不一致',
    'The first list is not that of the annex',
  ),
  'list-unchanged': problem(409, '清单没有变化', 'The list is what it was'),
  'list-adopted-meanwhile': problem(409, '另一版清单刚刚登记', 'Another version has just come'),
  'changes-left-out': problem(422, '报告遗漏了变更', 'The report leaves out a change'),
  'change-not-made': problem(422, '报告了没有发生的变更', 'It reports a change that was not made'),
  'receipt-paper-missing': problem(422, '没有市信用办的收件凭证', 'No paper proves its receipt'),
  'published-before-adoption': problem(
    422,
    '公布早于清单通过',
    'It would be published before its adoption',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
