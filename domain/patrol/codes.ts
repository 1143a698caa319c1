/** 巡查的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'stage-backward': problem(409, '不得退回前一阶段', 'No way back to an earlier stage'),
  'skip-reason-missing': problem(
    422,
    '越过阶段没有说明理由',
    'A stage is skipped without a reason',
  ),
  'talk-minutes-missing': problem(422, '约谈没有记录', 'The talk has no minutes'),
  'two-officers-needed': problem(422, '执法人员不足两人', 'Fewer than two officers'),
  'party-missing': problem(422, '当事人一方没有到场', 'Nobody came for the party'),
  'demand-open': problem(409, '改正要求尚未落实', 'A demand is not met'),
  'demand-unfit': problem(
    422,
    '改正要求与回头看结果不符',
    'A demand does not go with this result of the look back',
  ),
  'demand-day-open': problem(422, '改正期限尚未届满', 'The day of the demand has not passed'),
  'look-back-before-case': problem(
    409,
    '立案查处办结之前不得回头看',
    'No look back before the penalty case has ended',
  ),
  'look-back-owed': problem(409, '回头看尚未完成', 'The look back is still owed'),
  'look-back-same-officers': problem(
    422,
    '回头看人员参加过约谈或者调查',
    'Who looks back has held the talk or investigated',
  ),
  'case-pending': problem(409, '立案正在办理', 'The case is being filed'),
  'end-unfit': problem(422, '该阶段不能这样结束', 'A patrol does not end so at this stage'),
  'subject-standing': problem(
    422,
    '登记中主体没有终止',
    'The registry has the subject as standing',
  ),
  'follows-unfit': problem(
    422,
    '所写前卷不是同一主体、同一案由已结束的巡查',
    'The patrol named is no ended one of this subject and matter',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
