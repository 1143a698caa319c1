/** 立案 May this case be filed (TJ51-14.1)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { demandMissing } from './inquiry.ts';
import type { SubjectKind } from './terms.ts';

export interface CaseToFile {
  roles: readonly string[];
  subject: { kind: SubjectKind; id: string };
  basisGiven: boolean;
  filedAt: Instant;
  clueAt: Instant | undefined;
  receivedAt: Instant;
  demandLacking: boolean;
  /** What the registry says of the head who has approved the filing, on its day; undefined: not registered. */
  approver: { person: boolean; present: boolean; head: boolean; over: boolean } | undefined;
  /** Of the extension of the verification; null: none was asked for. */
  extensionBy: CaseToFile['approver'] | null;
  /** Each file that it comes from, as far as the caller may read it; `subject`: whom that file is about, where it is about somebody here. */
  origins: readonly ({ subject: { kind: string; id: string } | null } | undefined)[];
  /** Of the case whose decision has fallen: whether it is a closed one of the same subject and matter with a decision that stood. */
  supersedes: boolean | undefined;
}

const refuse = refusing('TJ51-14.1');

export function refuseFiling(c: CaseToFile): Refusal | undefined {
  if (!c.roles.includes('supervision-body'))
    return refuse(
      'not-owed-by-you',
      '立案由医保监督机构办理。',
      'A supervision body files cases.',
      '由监督所提交。',
      'Let the supervision body submit it.',
    );
  return refuseDates(c) ?? refuseContents(c) ?? refuseOrigins(c);
}

function refuseDates({ filedAt, clueAt, receivedAt }: CaseToFile): Refusal | undefined {
  if (filedAt > receivedAt)
    return refuse(
      'in-the-future',
      `立案时间晚于系统收到的时间（${formatInstant(receivedAt)}）。`,
      `The filing is dated after its arrival (${formatInstant(receivedAt)}).`,
      '写明实际的立案时间。',
      'State when it was filed.',
    );
  return clueAt !== undefined && clueAt > filedAt
    ? refuse(
        'before-trigger',
        '立案时间早于线索收到的时间。',
        'The filing is dated before the clue came.',
        `不得早于 ${formatInstant(clueAt)}。`,
        `No earlier than ${formatInstant(clueAt)}.`,
      )
    : undefined;
}

const fit = (approver: CaseToFile['approver']): boolean =>
  approver !== undefined && approver.person && approver.present && approver.head && approver.over;

function refuseContents(c: CaseToFile): Refusal | undefined {
  if (!c.basisGiven)
    return refuse(
      'basis-missing',
      '立案须写明依据。',
      'A filing states its legal basis.',
      '写明依据。',
      'State it.',
    );
  if (!fit(c.approver) || (c.extensionBy !== null && !fit(c.extensionBy)))
    return refuse(
      'approver-unfit',
      '批准人不是本机构或者上级的在任负责人。',
      'Who approves does not head the body or a unit over it.',
      '报负责人批准。',
      'Have the head approve it.',
    );
  return c.demandLacking ? demandMissing : undefined;
}

function refuseOrigins({ origins, subject, supersedes }: CaseToFile): Refusal | undefined {
  if (origins.includes(undefined) || supersedes === false)
    return refuse(
      'link-unknown',
      supersedes === false
        ? '所写原案卷不是同一主体、同一案由已结案并有决定的立案查处案卷；公安机关退回的，原案须已移送。'
        : '来源案卷不存在，或者本单位无权查看。',
      supersedes === false
        ? 'The case named is no closed one of this subject and matter with a decision that stood, or, where the police return it, that was transferred.'
        : 'An origin does not exist, or your unit may not read it.',
      '核对案卷编号。',
      'Check the file.',
    );
  return origins.some(
    (origin) =>
      origin?.subject && (origin.subject.kind !== subject.kind || origin.subject.id !== subject.id),
  )
    ? refuse(
        'origin-of-another',
        '来源案卷不是同一主体。',
        'An origin is about another subject.',
        '只写同一主体的来源案卷。',
        'Name files about this subject only.',
      )
    : undefined;
}
