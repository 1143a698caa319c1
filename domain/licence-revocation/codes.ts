/** 吊销证照的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'licence-not-revoked': problem(422, '证照不是依法吊销', 'The licence was not lawfully revoked'),
  'licence-unknown': problem(422, '没有办理结果依据该证照', 'No result depends on the licence'),
  'licence-reported': problem(
    409,
    '该证照的吊销已经反馈',
    'The revocation of the licence has been reported',
  ),
  'not-on-the-list': problem(422, '不在清单上', 'Not on the list'),
  'not-your-result': problem(403, '由其他部门受理', 'Accepted by another department'),
  'already-confirmed': problem(409, '已经确认', 'Confirmed already'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
