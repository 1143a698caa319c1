/** 信用信息报告的问题代码 The problem codes of the reports to the credit office. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'report-differs': problem(
    409,
    '报送的不是本期固定的内容',
    'What was reported is not the content of the period',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
