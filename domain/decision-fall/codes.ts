/** 决定撤销、变更登记的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'final-decision-unknown': problem(422, '没有该处理决定', 'There is no such final decision'),
  'decision-of-a-case': problem(
    422,
    '处罚决定在立案查处案卷中办理',
    'A penalty is reversed in its case',
  ),
  'already-fallen': problem(409, '该决定已经不成立', 'The decision stands no more already'),
  'fall-recorded': problem(
    409,
    '该决定另有待确认的登记',
    'Another record of the decision waits to be confirmed',
  ),
  'fall-not-standing': problem(
    409,
    '没有可以撤回的登记',
    'There is no record that could be taken back',
  ),
  'ground-annulled': problem(
    409,
    '所依据的处罚决定已被撤销',
    'The penalty on which it rests was annulled',
  ),
  'left-unchanged': problem(422, '变更后的措施与原决定相同', 'What is left is the whole decision'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
