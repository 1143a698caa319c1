/** 第十一条 May this report start a cascade? Pure; the registries' answers come in. */
import { maySupervise } from '../commitment-case/departments.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import type { LicenceEvent } from './acts.ts';

export interface ReportToOpen {
  event: LicenceEvent;
  documented: boolean;
  decidedOn: CivilDate;
  today: CivilDate;
  senderRoles: readonly string[];
  /** A result, live or not, has depended on the licence. */
  known: boolean;
  /** The cascade that this licence has had. */
  reported?: string;
}

const names = { revoked: '吊销', cancelled: '注销', expired: '期满失效' } as const;

/** Why the report starts nothing; nothing when it can. */
export function refuseReport(r: ReportToOpen): Refusal | undefined {
  if (!maySupervise(r.senderRoles))
    return refuse(
      'not-owed-by-you',
      'TJ84-11',
      '吊销情况由监管部门反馈。',
      'A supervising department reports a revoked licence.',
      '由监管部门提交。',
      'Let a supervising department submit it.',
    );
  if (r.event !== 'revoked') {
    return refuse(
      'licence-not-revoked',
      'TJ84-11',
      `${names[r.event]}不是依法吊销，不引起撤销。`,
      `A licence that is ${r.event} is not revoked: nothing follows from it under art. 11.`,
      '仅依法吊销适用；其他情形按检查结果办理（TJ84-8、TJ84-9.2）。',
      'Only a lawful revocation counts; for the rest, check the case (TJ84-8, TJ84-9.2).',
    );
  }
  if (!r.documented)
    return refuse(
      'document-missing',
      'TJ84-11',
      '没有吊销决定文书。',
      'The decision that revoked the licence is missing.',
      '附吊销决定的编号和 SHA-256。',
      'Attach the decision with its SHA-256.',
    );
  if (r.decidedOn > r.today)
    return refuse(
      'in-the-future',
      'TJ84-11',
      `吊销日期（${r.decidedOn}）在将来。`,
      `The licence is said to be revoked in the future (${r.decidedOn}).`,
      '吊销之后再反馈。',
      'Report it when it is revoked.',
    );
  if (!r.known)
    return refuse(
      'licence-unknown',
      'TJ84-11',
      '没有办理结果依据过该证照。',
      'No result has ever depended on this licence.',
      '核对证照种类和编号；与其无关的办理结果不得撤销。',
      'Check kind and number; what does not depend on it is not revoked.',
    );
  return r.reported === undefined ? undefined : alreadyReported(r.reported);
}

/** Revoked once: later approvals on the licence are caught by themselves. */
export function alreadyReported(file: string): Refusal {
  return refuse(
    'licence-reported',
    'TJ84-11',
    `该证照的吊销已在 ${file} 办理。`,
    `The revocation of this licence is dealt with in ${file}.`,
    `在 ${file} 中确认；之后批准的办理结果自动列入。`,
    `Confirm in ${file}; what is approved later is caught by itself.`,
  );
}
