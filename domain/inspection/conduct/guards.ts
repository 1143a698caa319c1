/** 不得 All guards of conduct by act, for the file; and why an act cannot be filed now, under its own article. */
import type { Act } from '../../law/act.ts';
import type { Guard, Guards } from '../../law/acts.ts';
import type { Possible } from '../../law/act-names.ts';
import type { Refusal } from '../../law/refusal.ts';
import type { EndActs, HearingActs, MeasureActs, OnSiteActs, ResultActs } from './acts.ts';
import type { CrimeActs, HandlingActs, TransferActs } from './acts-outcomes.ts';
import { crimeGuards } from './crime.ts';
import { endGuards } from './ending.ts';
import { wholeGone } from './gone.ts';
import { handlingGuards } from './handling.ts';
import { hearingGuards } from './hearing.ts';
import { measureGuards } from './measures.ts';
import { onSiteGuards } from './on-site.ts';
import { refuse } from '../../law/refuse.ts';
import { notAwaitedNow } from '../../law/not-awaited.ts';
import { resultGuards } from './result.ts';
import type { ConductState } from './state.ts';
import { transferGuards } from './transfers.ts';

type ConductActs =
  | OnSiteActs
  | MeasureActs
  | EndActs
  | HearingActs
  | ResultActs
  | HandlingActs
  | TransferActs
  | CrimeActs;
const ofEach: Guards<ConductActs, ConductState> = {
  ...onSiteGuards,
  ...measureGuards,
  ...endGuards,
  ...hearingGuards,
  ...resultGuards,
  ...handlingGuards,
  ...transferGuards,
  ...crimeGuards,
};
/** As they are called, of whatever act: that the right ones stand under each type is checked above. */
const all: { readonly [act: string]: readonly Guard<ConductState>[] } = ofEach;

/** As the file asks them: of the part of its state that conduct keeps. */
export const conductGuards: {
  readonly [act: string]: readonly ((
    act: Act,
    state: { conduct: ConductState },
  ) => Refusal | undefined)[];
} = Object.fromEntries(
  Object.entries(all).map(([type, guards]) => [
    type,
    [wholeGone(type), ...guards].map(
      (guard) => (act: Act, state: { conduct: ConductState }) => guard(act, state.conduct),
    ),
  ]),
);

/** Under which article an act of conduct stands; undefined: not an act of conduct. */
export const clauseOf = (type: string): string | undefined => clauses[type];

const clauses: { readonly [act: string]: string } = {
  'on-site-record': 'QY-10.7',
  pause: 'QY-10.6',
  resume: 'QY-10.6',
  'team-change': 'QY-10.6',
  'stop-order': 'QY-12.2',
  sealing: 'QY-13.3',
  'sealing-extension': 'QY-13.3',
  'sealing-release': 'QY-13.3',
  'inspection-end': 'QY-12.1',
  'end-correction': 'QY-12.1',
  abandonment: 'QY-12.1',
  'provisional-result': 'QY-10.10',
  statement: 'QY-10.10',
  'statement-waiver': 'QY-10.10',
  'legal-review': 'QY-11',
  'result-notice': 'QY-12.1',
  'result-publication': 'QY-6.3',
  'rectification-order': 'QY-12.3',
  'rectification-report': 'QY-12.3',
  recheck: 'QY-12.3',
  'soft-measure': 'QY-13.1',
  'case-filing': 'QY-12.4',
  transfer: 'QY-14.1',
  'transfer-acceptance': 'QY-14.2',
  'jurisdiction-dispute': 'QY-14.2',
  'jurisdiction-decision': 'QY-14.2',
  'crime-report': 'QY-14.3',
  'crime-decision': 'QY-14.3',
  'crime-transfer': 'QY-14.3',
  'police-answer': 'QY-14.3',
  'goods-handover': 'QY-14.3',
  'police-reconsideration': 'QY-14.3',
  'police-return': 'QY-14.3',
};

/** Under what it would be refused anyway; else that it is not the moment. Undefined: not an act of conduct. */
export function conductNotAwaited(
  act: Act,
  state: ConductState,
  possible: Possible,
): Refusal | undefined {
  const { type } = act;
  const clause = clauses[type];
  if (clause === undefined) return undefined;
  if (type === 'result-notice' && state.result)
    return refuse(
      'already-told',
      clause,
      '检查结果已经书面告知。',
      'The result has been told in writing.',
      '在原结果下办理。',
      'Go on under the result there is.',
    );
  if (type === 'result-notice')
    return refuse(
      'end-missing',
      clause,
      '检查还没有开始计算结束。',
      'No end of the inspection is known yet.',
      '先记录检查结束。',
      'Record the end first.',
    );
  const objection = conductGuards[type]!.map((guard) => guard(act, { conduct: state })).find(
    (refusal) => refusal !== undefined,
  );
  if (objection) return objection;
  const what = possible.nameOf(type);
  return notAwaitedNow(
    clause,
    `现在不能提交${what.zh}：引起它的事实尚未发生，或它已经办理。`,
    `${what.en} cannot be filed now: what triggers it has not happened, or it is done.`,
    possible,
  );
}
