/** 黑名单的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'blacklist-basis-missing': problem(422, '没有列入的依据', 'The listing names no ground of law'),
  'principal-missing': problem(422, '须由正职批准', 'It takes the principal of the bureau'),
  'listing-statement-unanswered': problem(409, '陈述尚未答复', 'The statement is not answered yet'),
  'waived-before-notice': problem(422, '放弃陈述早于告知', 'Waived before the notice'),
  'statement-open': problem(409, '陈述期未满', 'The time for the statement is not over'),
  'grading-changed': problem(409, '评价已经更正', 'The grading was corrected'),
  'grading-stands': problem(422, '评价仍提出列入', 'The grading still proposes it'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
