/** 好差评的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'reviewed-person': problem(403, '被评价人员不得办理', 'Whoever is reviewed has no hand in it'),
  'reviewed-section': problem(
    403,
    '须由被评价部门以外的人员认定',
    'Only somebody outside the reviewed section finds it',
  ),
  'nothing-rectified': problem(422, '没有整改措施', 'Nothing has been done about it'),
  'appraisal-missing': problem(422, '没有用户评议', 'The appraisal of the user is missing'),
  'evaluation-differs': problem(
    409,
    '该编号的评价内容不同',
    'The evaluation under this number says something else',
  ),
  'evaluation-settled': problem(409, '该编号的评价已经核定', 'It has been settled already'),
  'bad-evaluation-stands': problem(
    409,
    '差评不因好评作废',
    'A good evaluation does not take the place of a bad one',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
