/** 巡查立卷 May this patrol be opened (TJ51-4.1)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse, refusing } from '../law/refuse.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';

export interface PatrolToOpen {
  roles: readonly string[];
  subject: { kind: string; id: string };
  foundAt: Instant;
  receivedAt: Instant;
  /** Each file that it comes from, as far as the caller may read it; `subject`: whom that file is about, where it is about somebody here. */
  origins: readonly ({ subject: { kind: string; id: string } | null } | undefined)[];
  /** Of the patrol that it is said to follow: whether it is an ended one of this subject and matter. */
  follows: boolean | undefined;
  /** All that it rests on are findings of an earlier patrol of this subject and matter. */
  stale: boolean;
}

const say = refusing('TJ51-4.1');

export function refuseOpening(p: PatrolToOpen): Refusal | undefined {
  if (!p.roles.includes('supervision-body'))
    return say(
      'not-owed-by-you',
      '“网警”巡查由医保监督机构办理。',
      'A supervision body patrols.',
      '由监督所提交。',
      'Let the supervision body submit it.',
    );
  if (p.foundAt > p.receivedAt)
    return say(
      'in-the-future',
      `发现时间晚于系统收到的时间（${formatInstant(p.receivedAt)}）。`,
      `The finding is dated after its arrival (${formatInstant(p.receivedAt)}).`,
      '写明实际的发现时间。',
      'State when it was found.',
    );
  return refuseLinks(p) ?? refuseStale(p);
}

function refuseLinks({ origins, subject, follows }: PatrolToOpen): Refusal | undefined {
  if (origins.includes(undefined))
    return say(
      'link-unknown',
      '来源案卷不存在，或者本单位无权查看。',
      'An origin does not exist, or your unit may not read it.',
      '核对案卷编号。',
      'Check the file.',
    );
  if (
    origins.some(
      (o) => o?.subject && (o.subject.kind !== subject.kind || o.subject.id !== subject.id),
    )
  )
    return say(
      'origin-of-another',
      '来源案卷不是同一主体。',
      'An origin is about another subject.',
      '只写同一主体的来源案卷。',
      'Name files about this subject only.',
    );
  return follows === false
    ? say(
        'follows-unfit',
        '所写前一巡查不是同一主体、同一案由已经结束的巡查。',
        'The patrol named is no ended one of this subject and matter.',
        '核对案卷编号，或者不写。',
        'Check the file, or leave it out.',
      )
    : undefined;
}

/** 重复 A finding counts once: a second time it is a duplicate, and no case. */
const refuseStale = ({ stale }: PatrolToOpen): Refusal | undefined =>
  stale
    ? refuse(
        'duplicate',
        'TJ51-11',
        '所引发现已在同一主体、同一案由的前一巡查中办理，没有新的事实。',
        'The findings that are cited were dealt with in an earlier patrol of this subject and matter, and nothing here is new.',
        '确有新的事实的写明 newFacts。',
        'Say newFacts where there is something new.',
      )
    : undefined;
