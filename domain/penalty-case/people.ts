/** 办案人员 What the registries say of the officers whom an act names, on the day of the act, and who of them may do what. Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';
import type { People, Person } from './person.ts';
import { since, type State } from './state.ts';

export const personOf = (known: People | undefined, officer: string): Person | undefined =>
  known?.people.find((p) => p.officer === officer);
/** 同一人 Whether the person is one of these, under whichever account. */
export const isAmong = (
  officer: string,
  list: readonly string[],
  known: People | undefined,
): boolean =>
  [officer, ...(personOf(known, officer)?.also ?? [])].some((account) => list.includes(account));
/** Each person once. */
export const personsOf = (officers: readonly string[], known: People | undefined): string[] => {
  const persons: string[] = [];
  for (const officer of officers) if (!isAmong(officer, persons, known)) persons.push(officer);
  return persons;
};

/** Registered, and not removed by that day. */
export const present = (person: Person | undefined, on: CivilDate): boolean =>
  person?.registered === true && (person.removedOn === null || person.removedOn > on);

const certified = ({ certificate }: Person, on: CivilDate): boolean =>
  certificate !== null && certificate.from <= on && on <= certificate.until;

/** X-7 Investigators, those who were replaced as well, and the special group of a suspected crime. */
export const hasInvestigated = (officer: string, s: State, known?: People): boolean =>
  isAmong(officer, s.investigated, known) ||
  (isAmong(officer, s.grouped, known) && s.changed('crime-independent'));

const recused = (officer: string, clause = 'X-7'): Refusal =>
  refuse(
    'officer-recused',
    clause,
    `${officer} 已决定回避。`,
    `${officer} has been recused from this case.`,
    '由未回避的人员办理。',
    'Let somebody act who has not been recused.',
  );
const unregistered = (clause: string, officer: string): Refusal =>
  refuse(
    'officer-unregistered',
    clause,
    `${officer} 不是本局登记在册的人员，或者已被清除。`,
    `${officer} is no registered officer of the bureau, or has been removed.`,
    '写明在册人员的编号；人员有变动的先更新登记。',
    'State ids of registered officers; update the registry first where they have changed.',
  );

/** X-7 Who has reviewed or approved in a case does not look into it. */
const refuseJudge = (officer: string, s: State, known: People | undefined): Refusal | undefined =>
  isAmong(officer, s.reviewers, known) || isAmong(officer, s.approvers, known)
    ? refuse(
        'same-person',
        'X-7',
        `${officer} 已审核或者批准本案，不得再任调查人员。`,
        `${officer} has reviewed or approved in this case and cannot investigate it.`,
        '另行指定调查人员。',
        'Assign somebody else.',
      )
    : undefined;

/** 十四、十九、X-7 Who may investigate: of the body, certificated, with a commitment letter in force, not recused, and neither reviewer nor approver here. */
export function refuseInvestigator(
  officer: string,
  known: People,
  on: CivilDate,
  s: State,
): Refusal | undefined {
  const person = personOf(known, officer);
  if (!present(person, on)) return unregistered('TJ51-14.1', officer);
  if (isAmong(officer, s.recused, known)) return recused(officer);
  const judged = refuseJudge(officer, s, known);
  if (judged) return judged;
  if (!person!.ours || !certified(person!, on))
    return refuse(
      'investigator-unfit',
      'TJ51-14.1',
      `${officer} 不属于本监督机构，或者当日没有有效的执法证件。`,
      `${officer} is not of the supervision body, or has no certificate that is valid that day.`,
      '指定本机构持有效执法证件的人员。',
      'Assign officers of the body whose certificate is valid.',
    );
  // Who investigates already has begun under a letter: what runs out afterwards bars new work only.
  const stays = s.investigators.includes(officer);
  if (!stays && (person!.commitmentUntil === null || person!.commitmentUntil < on))
    return refuse(
      'commitment-unsigned',
      'TJ51-19.1',
      `${officer} 没有在有效期内的承诺书。`,
      `${officer} has no commitment letter in force.`,
      '先签订承诺书并登记，或者指定已签订的人员。',
      'Sign and register the letter first, or assign somebody who has signed.',
    );
  return undefined;
}

/** 国令310 art. 5: officers of the body who may enforce that day, have not been recused, and have not judged the case. */
export function refuseEnforcer(
  officer: string,
  known: People | undefined,
  on: CivilDate,
  s: State,
  clause: string,
): Refusal | undefined {
  const person = personOf(known, officer);
  if (!present(person, on)) return unregistered(clause, officer);
  if (isAmong(officer, s.recused, known)) return recused(officer);
  return person!.ours && certified(person!, on)
    ? since(s, 'crime-independent', refuseJudge(officer, s, known))
    : refuse(
        'investigator-unfit',
        clause,
        `${officer} 不属于本监督机构，或者当日没有有效的执法证件。`,
        `${officer} is not of the supervision body, or has no certificate that is valid that day.`,
        '指定本机构持有效执法证件的人员。',
        'Assign officers of the body whose certificate is valid.',
      );
}

/** X-7 Who approves heads the body or a unit over it, and has neither investigated nor reviewed. */
export function refuseApprover(
  officer: string,
  known: People | undefined,
  on: CivilDate,
  s: State,
  clause: string,
): Refusal | undefined {
  const person = personOf(known, officer);
  if (!present(person, on) || !person!.head)
    return refuse(
      'approver-unfit',
      clause,
      `${officer} 不是本机构或者上级的在任负责人。`,
      `${officer} does not head the body or a unit over it.`,
      '报负责人批准。',
      'Have the head approve it.',
    );
  return refuseInvolved(officer, known, s);
}

/** X-7 Whoever approves has not been recused, and has neither investigated nor reviewed. */
export function refuseInvolved(
  officer: string,
  known: People | undefined,
  s: State,
): Refusal | undefined {
  if (isAmong(officer, s.recused, known)) return recused(officer);
  return hasInvestigated(officer, s, known) || isAmong(officer, s.reviewers, known)
    ? refuse(
        'same-person',
        'X-7',
        '批准人不得是本案调查人员或者法制审核人员。',
        'Who approves has neither investigated nor reviewed the case.',
        '由未参与调查、审核的负责人批准。',
        'Let a head approve who did neither.',
      )
    : undefined;
}

/** 十四 Registered for legal review, and never an investigator of the case. */
export function refuseReviewer(
  officer: string,
  known: People | undefined,
  on: CivilDate,
  s: State,
): Refusal | undefined {
  const clause = 'TJ51-14.1';
  if (hasInvestigated(officer, s, known))
    return refuse(
      'reviewer-is-investigator',
      clause,
      '法制审核人员不得是本案调查人员，包括已经更换的。',
      'The legal reviewer may not be an investigator of the case, nor have been one.',
      '由未参与调查的人员审核。',
      'Let somebody review it who did not investigate.',
    );
  const person = personOf(known, officer);
  if (!present(person, on)) return unregistered(clause, officer);
  if (isAmong(officer, s.recused, known)) return recused(officer);
  return person!.reviews
    ? undefined
    : refuse(
        'reviewer-unqualified',
        clause,
        '审核人员没有登记法制审核职责。',
        'Whoever reviews is not registered for legal review.',
        '由登记为 legal-reviewer 的人员提交。',
        'Let an officer registered as legal-reviewer file it.',
      );
}

/** 十四（三）Registered, not recused, each person once; investigators report to the discussion and are not counted. */
export function refuseDiscussion(
  participants: readonly string[],
  known: People | undefined,
  on: CivilDate,
  s: State,
): Refusal | undefined {
  const clause = 'TJ51-14.3';
  for (const officer of participants) {
    if (!present(personOf(known, officer), on)) return unregistered(clause, officer);
    if (isAmong(officer, s.recused, known)) return recused(officer);
  }
  const counted = personsOf(participants, known).filter(
    (officer) => !hasInvestigated(officer, s, known),
  );
  const least = s.settings.discussionParticipants;
  return counted.length < least
    ? refuse(
        'discussion-too-small',
        clause,
        `集体讨论参加人数不足（管理设定：调查人员之外至少 ${least} 人）。`,
        `Too few took part in the collective discussion (management setting: at least ${least} beside the investigators).`,
        '补足参加人员后再讨论。',
        'Hold the discussion with enough participants.',
      )
    : undefined;
}
