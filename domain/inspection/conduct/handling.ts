/** 不得 What follows the result: rectification in one notice, re-checked by two; soft means; the case (QY-12.3, 12.4, 13.1). */
import type { GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { refuseClosing, refuseRectification } from '../rectification.ts';
import { certified } from '../judging.ts';
import type {
  caseFiling,
  HandlingActs,
  recheck,
  rectificationOrder,
  rectificationReport,
  softMeasure,
} from './acts-outcomes.ts';
import type { ConductState } from './state.ts';
import { findingsGone, notGone } from './gone.ts';
import {
  asTeam,
  caseOn,
  dayOfAct,
  nobodyKnown,
  reasonMissing,
  refusePresence,
} from './refusing.ts';
import { refuse } from '../../law/refuse.ts';

/** The findings that are to be rectified by the result, else by what was told provisionally. */
export const toRectify = ({ result, provisional }: ConductState): string[] =>
  (result ?? provisional)?.findings.filter((f) => f.outcome === 'rectification').map((f) => f.id) ??
  [];

// 第十二条 One notice with every finding and its date.
const orderHolds: GuardOf<typeof rectificationOrder, ConductState> = (act, s) => {
  const { facts } = act;
  if (!facts.written)
    return refuse(
      'document-missing',
      'QY-12.3',
      '整改要求须书面告知。',
      'The demands are told in writing.',
      '附整改通知书及文号。',
      'Attach the notice and its number.',
    );
  if (act.servedAt === undefined)
    return refuse(
      'service-missing',
      'QY-12.3',
      '整改通知须送达当事人。',
      'The notice is served on the party.',
      '补充送达证明。',
      'State its service with the proof.',
    );
  if (act.servedAt < act.occurredAt!)
    return refuse(
      'before-trigger',
      'QY-12.3',
      '送达早于责令。',
      'Served before it was ordered.',
      '不得早于责令之日。',
      'No earlier than the order.',
    );
  const found = toRectify(s);
  const again = refuseRectification(
    { orderedOn: dayOfAct(act), until: facts.until, findings: facts.findings },
    found,
    s.rectifications,
  );
  const strange = facts.findings.find((f) => !found.includes(f));
  return (
    again ??
    (strange === undefined
      ? undefined
      : refuse(
          'finding-unknown',
          'QY-12.3',
          `问题 ${strange} 不在告知的问题之列。`,
          `${strange} is not among what was found.`,
          '只列已告知的整改问题。',
          'List what was told as to be rectified.',
        ))
  );
};

/** The order that these findings belong to. */
export const orderOf = (findings: readonly string[], { rectifications }: ConductState) =>
  rectifications.find((r) => !r.rechecked && findings.every((f) => r.findings.includes(f)));
const unordered = (clause: string): Refusal =>
  refuse(
    'finding-unknown',
    clause,
    '这些问题没有责令改正，或者已经复核。',
    'These findings were not ordered to be rectified, or are re-checked already.',
    '填写整改通知所列的问题。',
    'Name findings of the notice.',
  );
const reportHolds: GuardOf<typeof rectificationReport, ConductState> = (act, s) =>
  orderOf(act.facts.findings, s) ? undefined : unordered('QY-12.3');

// 第十二条 Re-checked by two, finding by finding; what failed leads on.
const recheckHolds: GuardOf<typeof recheck, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (!known) return nobodyKnown('QY-12.3');
  const on = dayOfAct(act);
  const findings = facts.results.map((r) => r.finding);
  const order = orderOf(findings, s);
  if (!order) return unordered('QY-12.3');
  const left = order.findings.filter((f) => !findings.includes(f));
  if (left.length > 0)
    return refuse(
      'finding-unlisted',
      'QY-12.3',
      `没有复核：${left.join('、')}。`,
      `Not re-checked: ${left.join(', ')}.`,
      '逐项复核整改通知所列的问题。',
      'Re-check every finding of the notice.',
    );
  if (on < order.orderedOn)
    return refuse(
      'before-trigger',
      'QY-12.3',
      '复核早于责令改正。',
      'Re-checked before it was ordered.',
      '不得早于责令之日。',
      'No earlier than the order.',
    );
  const there = asTeam(
    known,
    facts.present.map((p) => p.officer),
  )!;
  const c = caseOn(there, on, facts.present, s.settings);
  const closing = refuseClosing(
    {
      certificates: [...certified(c, c.plan.team)],
      conforming: facts.results.every((r) => r.conforming),
    },
    facts.next,
  );
  return closing ?? refusePresence(there, on, facts.present, s.settings);
};

const recheckedNotGone: GuardOf<typeof recheck, ConductState> = ({ facts: { results } }, s) =>
  findingsGone(
    results.map((r) => r.finding),
    s,
  );

/** Every finding named must still be owed this handling. */
const owed = (
  findings: readonly string[],
  left: readonly string[],
  clause: string,
): Refusal | undefined => {
  const strange = findings.find((f) => !left.includes(f));
  return strange === undefined
    ? undefined
    : refuse(
        'finding-unknown',
        clause,
        `问题 ${strange} 不是如此处理，或者已经处理。`,
        `${strange} is not to be dealt with so, or it is done.`,
        `填写：${left.join('、') || '无'}。`,
        `Name: ${left.join(', ') || 'none'}.`,
      );
};
const softHolds: GuardOf<typeof softMeasure, ConductState> = (act, s) =>
  owed(act.facts.findings, s.toSoften, 'QY-13.1');

// 第十二条 Strictly checked by somebody not on the team; then filed, as a case of its own or in the rapid response linked.
const refuseUnchecked: GuardOf<typeof caseFiling, ConductState> = ({ facts, known }) => {
  if (!facts.checked)
    return refuse(
      'review-missing',
      'QY-12.4',
      '没有经过严格的立案审核。',
      'The strict check before filing is missing.',
      '先由未参与检查的人员审核。',
      'Have it checked by somebody who is not on the team.',
    );
  if (!known?.checker)
    return refuse(
      'unknown-reference',
      'QY-12.4',
      '名册中没有该审核人员。',
      'Who checks is not registered.',
      '由在册人员审核。',
      'Let a registered officer check it.',
    );
  return known.team.some((m) => m.officer === facts.checker)
    ? refuse(
        'reviewer-is-investigator',
        'QY-12.4',
        '立案审核人员参与了检查。',
        'Who checks the filing is on the team.',
        '由未参与检查的人员审核。',
        'Let somebody check who is not on the team.',
      )
    : undefined;
};
const filingHolds: GuardOf<typeof caseFiling, ConductState> = ({ facts, known }, s) => {
  if (facts.outcome === 'not-filed')
    return facts.reasonGiven
      ? owed(facts.findings, s.toFile, 'QY-12.4')
      : reasonMissing('QY-12.4', '不予立案须说明理由。', 'Not filing a case needs its reason.');
  if (facts.caseNo === undefined && facts.file === undefined)
    return refuse(
      'case-number-missing',
      'QY-12.4',
      '没有案号，也没有关联的案卷。',
      'Neither a case number nor a linked file.',
      '填写案号，或者关联快速反应案卷。',
      'Give the case number, or link the rapid response.',
    );
  if (facts.file !== undefined && !known!.found)
    return refuse(
      'link-unknown',
      'QY-12.4',
      '没有该机构的这一快速反应案卷。',
      'There is no such rapid response of this institution.',
      '核对案卷编号。',
      'Look at the id of the file.',
    );
  return owed(facts.findings, s.toFile, 'QY-12.4');
};

export const handlingGuards: Guards<HandlingActs, ConductState> = {
  'rectification-order': [notGone, orderHolds],
  'rectification-report': [notGone, reportHolds],
  recheck: [recheckedNotGone, recheckHolds],
  'soft-measure': [notGone, softHolds],
  'case-filing': [notGone, refuseUnchecked, filingHolds],
};
