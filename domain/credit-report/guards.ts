/** 不得 What a report refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { Acts, State, delivery } from './acts.ts';
import { CLAUSE } from './duties.ts';

const refuse = refusing(CLAUSE);

/** Accurate and whole: what was fixed when the period ended, in its bytes. */
const asFixed: GuardOf<typeof delivery, State> = ({ facts }, { contentHash }) =>
  facts.contentHash === contentHash
    ? undefined
    : refuse(
        'report-differs',
        '报送的内容与本期固定的不同。',
        'What was reported is another than the content that was fixed for the period.',
        '报送所固定的内容，写明其 SHA-256。',
        'Report what was fixed, and give its SHA-256.',
      );

/** X-12 The office is an outsider: without its own paper nothing proves that the report has arrived. */
const proved: GuardOf<typeof delivery, State> = ({ facts }) =>
  facts.receipt === 'given'
    ? undefined
    : refuse(
        'receipt-paper-missing',
        '报市信用办以其收件为准：没有收件凭证，或者凭证就是报告本身。',
        'What counts is the receipt by the office: no paper proves it, or the paper is the report itself.',
        '附市信用办的收件凭证。',
        'Attach the paper with which the office received it.',
      );

export const guards: Guards<Acts, State> = {
  'credit-report-delivery': [asFixed, proved],
};

export const notAwaited = (act: Act, possible: Possible): Refusal => {
  const what = possible.nameOf(act.type);
  return notAwaitedNow(
    CLAUSE,
    `现在不能提交${what.zh}。`,
    `${what.en} cannot be filed now.`,
    possible,
  );
};
