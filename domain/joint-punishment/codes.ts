/** 联合惩戒名单的问题代码 The problem codes that it declares. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'list-decision-unknown': problem(422, '没有该处罚决定', 'There is no such decision'),
  'list-decision-fallen': problem(409, '决定没有生效或者已经失效', 'The decision does not stand'),
  'list-decision-filed': problem(
    409,
    '本局案卷中有该决定',
    'A file of the bureau has this decision',
  ),
  'decision-not-final': problem(
    409,
    '复议、诉讼期限未满，也没有审结',
    'Review or suit is still open',
  ),
  'not-severe': problem(422, '没有认定情节严重', 'The decision does not find it severe'),
  'not-fraud': problem(422, '不是欺诈骗保', 'It is no fraud on the funds'),
  'listed-already': problem(409, '已经提出或者列入', 'It is proposed or listed already'),
  'not-listed': problem(409, '没有在名单上', 'It is not on the list'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
