/** What the guards of conduct share: how they refuse, and who is there by the registries of the day. */
import type { Act } from '../../law/act.ts';
import type { Refusal } from '../../law/refusal.ts';
import { civilDateOf, formatInstant } from '../../time/civil-date.ts';
import type { CivilDate } from '../../time/instant.ts';
import { refusalOf } from '../findings.ts';
import { certificatesShown, recusal, twoOfficers } from '../gates/presence.ts';
import { onTheLists } from '../gates/draw.ts';
import { certified, holdsOn } from '../judging.ts';
import type { Member, OfPeople } from '../plan.ts';
import type { Head } from '../known.ts';
import type { InspectionSettings } from '../settings.ts';
import type { TeamRole } from '../terms.ts';
import type { ConductState } from './state.ts';
import type { People, Presence } from './told.ts';
import { refuse } from '../../law/refuse.ts';

export const reasonMissing = (clause: string, zh: string, en: string): Refusal =>
  refuse('reason-missing', clause, zh, en, '写明理由。', 'Give the reason.');
/** The civil day of what the act states, else of its arrival. */
export const dayOfAct = (act: Pick<Act, 'occurredAt' | 'receivedAt'>): CivilDate =>
  civilDateOf(act.occurredAt ?? act.receivedAt);

/** Nothing on site is dated before the start. */
export const afterStart = (act: Pick<Act, 'occurredAt'>, s: ConductState): Refusal | undefined =>
  (act.occurredAt ?? s.startedAt) < s.startedAt
    ? refuse(
        'before-trigger',
        'QY-12.1',
        `所写时间早于检查开始（${formatInstant(s.startedAt)}）。`,
        `Dated before the start (${formatInstant(s.startedAt)}).`,
        '不得早于检查开始。',
        'No earlier than the start.',
        s.startedAt,
      )
    : undefined;

/** The registries know nobody of the plan: the file was not opened by one. */
export const nobodyKnown = (clause: string): Refusal =>
  refuse(
    'not-of-the-team',
    clause,
    '方案和名录中查不到检查组。',
    'The plan and its team are not found.',
    '核对检查方案。',
    'Look at the plan.',
  );

/** The gates of the door, asked of those who are there on that day. */
export function caseOn(
  people: People,
  on: CivilDate,
  present: readonly Presence[],
  settings: InspectionSettings,
): OfPeople {
  const there = (m: Member) => present.some((p) => p.officer === m.officer);
  const startCheck = {
    present: present.map((p) => p.officer),
    shown: present.flatMap(({ officer, shown }) =>
      shown === 'none' ? [] : [{ officer, document: shown }],
    ),
    noticeServed: true,
  };
  return {
    stage: 'start',
    plan: {
      team: people.team.filter(there),
      institution: 'this',
      days: { from: on, until: on },
      items: [{ item: '', method: 'on-site', contents: [], standard: '' }],
    },
    known: { today: on, settings, officers: people.officers, startCheck },
  };
}

/** QY-10.4 to 10.6, X-7  Certificates shown, at least two whose certificates hold that day, nobody with an interest, nobody else. */
export function refusePresence(
  people: People | undefined,
  on: CivilDate,
  present: readonly Presence[],
  settings: InspectionSettings,
): Refusal | undefined {
  if (!people) return nobodyKnown('QY-10.6');
  const c = caseOn(people, on, present, settings);
  const found = [...certificatesShown(c), ...twoOfficers(c), ...recusal(c)].find(
    (f) => f.outcome === 'refused',
  );
  return found && refusalOf(found);
}

/** The same of officers who need not be of the team: a re-check, a special group. */
export function asTeam(
  people: People | undefined,
  officers: readonly string[],
): People | undefined {
  return (
    people && {
      ...people,
      team: officers.map((officer) => ({ officer, role: 'officer', from: 'body' })),
    }
  );
}

const isHeadOn = (heads: readonly Head[], officer: string | undefined, on: CivilDate): boolean =>
  heads.some((h) => h.officer === officer && holdsOn(h.in, on));

/** QY-10.1, X-7  Approved by a head of that day, in writing, who is not on the team. */
export function refuseApproval(
  people: People | undefined,
  approvedBy: string | undefined,
  written: boolean,
  on: CivilDate,
  clause: string,
): Refusal | undefined {
  if (!people) return nobodyKnown(clause);
  if (approvedBy === undefined || !written)
    return refuse(
      'approver-missing',
      clause,
      '没有主体负责人的书面批准。',
      'The written approval of the head is missing.',
      '报主体负责人批准。',
      'Have the head approve it.',
    );
  if (people.team.some((m) => m.officer === approvedBy))
    return refuse(
      'approver-on-team',
      clause,
      '批准人是检查组成员。',
      'Who approves is on the team.',
      '由未参与检查的负责人批准。',
      'Let a head approve who is not on the team.',
    );
  return isHeadOn(people.heads, approvedBy, on)
    ? undefined
    : refuse(
        'approver-not-head',
        clause,
        '批准人不是行政执法主体负责人。',
        'Who approves is not the head of the body.',
        '报正职或者登记的分管负责人批准。',
        'Have the head, or the registered deputy in charge, approve it.',
      );
}

/** QY-1.5, 6.1, 6.2, X-7  Who joins is on the rolls, certificated that day, without an interest; in a daily inspection drawn anew, with the reason. An assistant needs the roll only. */
export function refuseJoining(
  people: People,
  joins: string | undefined,
  role: TeamRole,
  on: CivilDate,
  settings: InspectionSettings,
): Refusal | undefined {
  if (joins === undefined) return undefined;
  const one = { ...people, team: [{ officer: joins, role, from: 'body' as const }] };
  const c = caseOn(one, on, [{ officer: joins, shown: 'certificate' }], settings);
  const found = [...onTheLists(c), ...recusal(c)].find((f) => f.outcome === 'refused');
  if (found) return refusalOf(found);
  if (role === 'assistant') return undefined;
  if (certified(c, c.plan.team).size === 0)
    return refuse(
      'certificate-not-valid',
      'QY-1.5',
      '该人员当日没有有效的执法证件。',
      'No certificate of this officer is valid that day.',
      '改派持有效证件的人员。',
      'Send somebody whose certificate is valid.',
    );
  if (people.kind !== 'daily') return undefined;
  const { draw } = people;
  if (draw?.revealed && draw.officers.includes(joins) && draw.redraw?.reasonGiven === true)
    return undefined;
  return refuse(
    'officers-not-drawn',
    'QY-6.2',
    '日常检查的执法人员须说明理由后重新抽取。',
    'In a daily inspection who joins is drawn anew, with the reason.',
    '重新抽取后填写抽取编号。',
    'Draw again and name the draw.',
  );
}
