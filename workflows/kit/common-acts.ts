/** 通用文书 Acts that every file takes at any time, whatever its procedure: 督办, 补录确认, a calendar notice, 重试. */
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type * as acts from '../../domain/law/common-act-types.ts';
import { holdsRole, type Standing } from '../../domain/law/authority.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { commonClauses } from '../../domain/law/common-clauses.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import type { Wait } from '../../domain/law/wait.ts';
import { inTime } from '../../domain/time/due.ts';
import { calendarRevision } from './calendar-revision.ts';
import {
  nothingToChase,
  notACoordinator,
  nothingToAnswer,
  notTheDebtor,
  nothingClaimed,
  nothingToCorrect,
  notAParty,
  correctionIsNoUse,
  sameUnit,
} from './common-refusals.ts';
import * as entries from './entries.ts';
import type { Offer } from './offers.ts';
import type { CommonAct, OpenFile } from './open-file.ts';
import { breachRow } from './rows.ts';
import type { Settlement } from './settlement.ts';
import type { Waits } from './waits.ts';

/** 督办 A unit is chased for a duty that it owes. It is counted and shown (TJ84-15.4; for Annex 1 a management act). */
const chase: CommonAct<ActOf<typeof acts.chase>> = {
  clause: commonClauses.chase,
  refuse({ waits }, act, standing) {
    const wait = waits.openWait(act.facts.duty);
    if (!wait) return nothingToChase;
    const may = holdsRole(standing, 'coordinator') || [wait.owedTo, wait.owedBy].includes(act.unit);
    return may ? undefined : notACoordinator;
  },
  accept({ waits, draft }, act) {
    const wait = waits.openWait(act.facts.duty);
    if (!wait) return;
    wait.chases++;
    wait.unanswered++;
    draft.touch(wait);
  },
};

/** A duty that is open, or that was settled. */
const either = (waits: Waits, key: string): Wait | undefined =>
  waits.openWait(key) ?? waits.settledWait(key);

const chaseAnswer: CommonAct<ActOf<typeof acts.chaseAnswer>> = {
  clause: commonClauses['chase-answer'],
  refuse({ waits }, act) {
    const wait = either(waits, act.facts.duty);
    if (!wait || wait.unanswered === 0) return nothingToAnswer;
    return wait.owedBy === act.unit ? undefined : notTheDebtor;
  },
  accept({ waits, draft }, act) {
    const wait = either(waits, act.facts.duty);
    if (!wait) return;
    wait.unanswered = 0;
    draft.touch(wait);
  },
};

/** 补录确认 X-13: an officer of another unit confirms the evidence of a late entry or rejects it. Only a confirmation reverses the breach. */
const evidenceConfirmation: CommonAct<ActOf<typeof acts.evidenceConfirmation>> = {
  clause: commonClauses['evidence-confirmation'],
  refuse({ waits }, act) {
    const wait = waits.settledWait(act.facts.duty);
    if (!wait?.claimed) return nothingClaimed;
    return wait.claimed.act.unit === act.unit ? sameUnit : undefined;
  },
  accept({ waits, settlement, draft }, act) {
    const wait = waits.settledWait(act.facts.duty);
    if (!wait?.claimed) return;
    const { date, otherwise } = wait.claimed;
    wait.claimed = undefined;
    const confirmed = act.facts.confirmed;
    if (wait.breached)
      settlement.breach(
        breachRow(wait, confirmed ? 'reversed' : 'standing', confirmed ? date : otherwise),
      );
    if (confirmed && wait.breached) draft.enter(entries.reversed(wait, act, 'evidence-confirmed'));
  },
};

/**
 * 收到更正 TJ51-A1-X1: an act reached the addressee earlier than it was stamped (a failed line, a letter handed over). Logged with its evidence,
 * it is a claim like a late entry: the breach stands until an officer of another unit confirms the evidence.
 */
const receiptCorrection: CommonAct<ActOf<typeof acts.receiptCorrection>> = {
  clause: commonClauses['receipt-correction'],
  refuse({ waits, settlement }, act) {
    const wait = waits.settledWait(act.facts.duty);
    if (!wait || !correctable(settlement, wait)) return nothingToCorrect;
    if (![wait.owedBy, wait.owedTo].includes(act.unit)) return notAParty;
    const correctedTo = act.facts.correctedTo;
    return correctedTo < wait.from || !inTime(correctedTo, wait.due)
      ? correctionIsNoUse(wait)
      : undefined;
  },
  accept({ waits, settlement }, act) {
    const wait = waits.settledWait(act.facts.duty);
    if (!wait) return;
    const otherwise = settlement.breached(wait.key)?.doneAt ?? act.receivedAt;
    wait.claimed = { act, date: act.facts.correctedTo, otherwise };
    settlement.breach(breachRow(wait, 'claimed-in-time', otherwise));
  },
};

const correctable = (settlement: Settlement, wait: Wait): boolean =>
  wait.breached &&
  !wait.claimed &&
  wait.duty.judgedBy === 'receipt' &&
  settlement.breached(wait.key)?.state === 'standing';

/** 重试 Wakes a file that shows `technical`; a healthy file only notes it. */
const retry: CommonAct<ActOf<typeof acts.retry>> = {
  clause: commonClauses.retry,
  refuse: (_open, _act, standing) =>
    holdsRole(standing, 'coordinator', 'administrator') ? undefined : notACoordinator,
  accept: () => {},
};

/** 关联 TJ84-10.2, QY-12.4: another file of ours has sent this matter here; the link is shown in both. */
const linked: CommonAct<ActOf<typeof acts.linked>> = {
  clause: 'TJ84-10.2',
  ours: true,
  refuse: () => undefined,
  accept({ file }, act) {
    const { file: from, clause = 'TJ84-10.2' } = act.facts;
    file.notes.push(
      `关联案卷 ${from}（${clause}），证据在该卷。Linked with ${from}; the evidence is on that file.`,
    );
  },
};

/** Each under the type under which it is declared. */
const own: { readonly [A in acts.CommonActs as A['type']]: CommonAct<ActOf<A>> } = {
  chase,
  'chase-answer': chaseAnswer,
  'evidence-confirmation': evidenceConfirmation,
  'receipt-correction': receiptCorrection,
  'calendar-revision': calendarRevision,
  retry,
  linked,
};
const commonActs: { readonly [type: string]: CommonAct } = own;

/** Which of these acts can be filed now, and by whom. Nothing is offered that would be refused. */
export function commonOffers({ waits: { open, settled: done }, settlement }: OpenFile): Offer[] {
  const settled = [...done];
  const offer = (
    act: keyof typeof commonClauses,
    by: readonly string[],
    more: Partial<Offer> = {},
  ): Offer[] =>
    by.length > 0 || more.roles
      ? [{ act, by: [...new Set(by)].sort(), clause: commonClauses[act], ...more }]
      : [];
  return [
    ...(open.length > 0
      ? offer(
          'chase',
          open.flatMap((w) => [w.owedTo, w.owedBy]),
          { roles: ['coordinator'] },
        )
      : []),
    ...offer(
      'chase-answer',
      [...open, ...settled].filter((w) => w.unanswered > 0).map((w) => w.owedBy),
    ),
    ...settled.flatMap((w) =>
      w.claimed
        ? offer('evidence-confirmation', ['*'], { except: [w.claimed.act.unit], duty: w.key })
        : [],
    ),
    ...settled
      .filter((w) => correctable(settlement, w))
      .flatMap((w) => offer('receipt-correction', [w.owedBy, w.owedTo], { duty: w.key })),
    ...offer('retry', [], { roles: ['coordinator', 'administrator'] }),
  ];
}

/** Judges one of these acts; `undefined` when the type is not one of them. */
export function judgeCommonAct(
  open: OpenFile,
  act: Act,
  standing: Standing | null,
  refusedAlready: Refusal | undefined,
): Verdict | undefined {
  const kind = commonActs[act.type];
  if (!kind) return undefined;
  const refusal = kind.ours
    ? undefined
    : (refusedAlready ?? (standing ? kind.refuse(open, act, standing) : undefined));
  if (refusal) return { accepted: false, refusal };
  open.draft.enter(
    entries.accepted(act, kind.ours ? String(act.facts['clause'] ?? kind.clause) : kind.clause),
  );
  kind.accept(open, act);
  return { accepted: true };
}
