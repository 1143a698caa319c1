/** 十四 The penalty case of a response: which one it is, what a filing that names it needs, and that its 办结 alone closes the response. Pure. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { caseClosure, NamedCase } from './acts.ts';
import type { State } from './state.ts';
import { stepOf } from './terms.ts';

/** The case on which a filing has settled; before that, the one that was named here; else the body's own one that comes from here under a number filed here, or under any number while none is known. */
export const caseOf = ({ cases, caseNos, counts }: Pick<State, 'cases' | 'caseNos' | 'counts'>) =>
  cases.find((c) => c.file === counts) ??
  cases.find((c) => c.named) ??
  cases.find((c) => c.own && (caseNos.length === 0 || caseNos.includes(c.caseNo)));

interface Filing {
  facts: { outcome: string; caseNo?: string; penaltyCase?: string };
  known?: NamedCase;
}

/** （二）No case is denied that comes from here, whether it is open or has ended. */
export function deniesNoCase({ facts }: Filing, s: State): Refusal | undefined {
  const filed = caseOf(s);
  if (facts.outcome !== 'not-filed' || !filed) return undefined;
  const clause = stepOf(s, '2b');
  if (!filed.ended) return refuseWhileOpen(s, clause);
  if (!s.changed('ended-case-not-denied')) return undefined;
  return refuse(
    'penalty-case-over',
    clause,
    `本件已立案查处（${filed.file}，已结案），不得答复不予立案。`,
    `A case was filed from here, ${filed.file}, and has ended: it cannot be said that none is.`,
    '答复已立案，写明该案的案号。',
    'Answer that it is filed, under the number of that case.',
  );
}

/** （二）A penalty case that is named is one of this subject that the body may read, and open. */
export function namedCaseStands({ facts, known }: Filing, s: State): Refusal | undefined {
  const clause = stepOf(s, '2b');
  if (facts.penaltyCase === undefined) return undefined;
  if (!known?.readable)
    return refuse(
      'link-unknown',
      clause,
      '所写立案查处案卷不存在，或者本单位无权查看。',
      'The penalty case named does not exist, or your unit may not read it.',
      '核对案卷编号。',
      'Check the file.',
    );
  if (!known.same)
    return refuse(
      'origin-of-another',
      clause,
      '所写立案查处案卷不是同一主体。',
      'The penalty case named is about another subject.',
      '填写本主体的立案查处案卷。',
      'Name a case about this subject.',
    );
  if (!known.open)
    return refuse(
      'penalty-case-over',
      clause,
      '所写立案查处案卷已经结案。',
      'The penalty case named has ended.',
      '填写未结的立案查处案卷；没有的，只写案号。',
      'Name one that is open; where there is none, state the number alone.',
    );
  return facts.caseNo === undefined || facts.caseNo === known.caseNo
    ? undefined
    : refuse(
        'case-number-differs',
        clause,
        '案号与所写立案查处案卷的案号不符。',
        'The case number is not that of the penalty case named.',
        '更正案号，或者不写案号。',
        'Correct the number, or leave it out.',
      );
}

/** 十四 The response has a penalty case: its 办结 closes it, and there is no second entry by hand. */
export const closesWithItsCase: GuardOf<typeof caseClosure, State> = (_act, s) =>
  refuseWhileOpen(s, 'TJ51-14.1');

function refuseWhileOpen(s: State, clause: string): Refusal | undefined {
  const open = caseOf(s);
  if (!open || open.ended) return undefined;
  return refuse(
    'penalty-case-open',
    clause,
    `本件的立案查处案卷 ${open.file} 尚未结案。`,
    `The penalty case ${open.file} of this file is open.`,
    '在该案卷中办理结案，本件随之办结。',
    'Close it there: this file is closed with it.',
  );
}
