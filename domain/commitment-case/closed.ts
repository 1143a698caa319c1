/** 已结的承诺制案件 A result outlives its case: what is filed too late in the case may be lawful elsewhere (TJ84-10.1, 10.3). */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { alreadyRevoked } from './revocation.ts';

/** `revoked`: whether the result is, in this file or in another one. Nothing where the case has nothing of its own to say. */
export function refuseInClosedCase(
  type: string,
  { revoked }: { revoked: boolean },
): Refusal | undefined {
  if (type === 'revocation' || type === 'revocation-suggestion')
    return revoked ? alreadyRevoked : revokedElsewhere;
  return type === 'credit-objection' ? objectedElsewhere : undefined;
}

const revokedElsewhere = refuse(
  'file-closed',
  'TJ84-10.1',
  '案卷已经结束，撤销不在本卷办理。',
  'The file has ended: its result is not revoked in it any more.',
  '由监管部门提交书面撤销建议（POST /v1/result-revocations），另立撤销卷办理。',
  'The supervising department suggests it in writing (POST /v1/result-revocations); it is revoked in a file of its own.',
);
const objectedElsewhere = refuse(
  'file-closed',
  'TJ84-10.3',
  '案卷已经结束，异议不在本卷提出。',
  'The file has ended: objections are not filed in it any more.',
  '向信用记录提出异议（POST /v1/credit-records/{id}/objections）。',
  'Object to the credit record itself (POST /v1/credit-records/{id}/objections).',
);
