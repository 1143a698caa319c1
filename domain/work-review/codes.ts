/** 督查的问题代码 The problem codes of the periodic reviews. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'earlier-review-open': problem(
    409,
    '前一期尚未审定',
    'The review of an earlier period is not closed',
  ),
  'review-content-other': problem(
    409,
    '内容与所核对的不同',
    'The content is another than the one that was looked at',
  ),
  'review-not-closed': problem(409, '本期尚未审定', 'The review is not closed yet'),
  'review-rewritten': problem(409, '已有更新的版本', 'There is a newer version'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
