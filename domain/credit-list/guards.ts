/** 不得 What a file of one adoption refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { startOfDay } from '../time/civil-date.ts';
import { type Acts, publication, report, type State } from './acts.ts';
import { LIST, REPORT } from './duties.ts';

/** X-12 The office is an outsider: without its own paper nothing proves that the report has arrived. */
const proved: GuardOf<typeof report, State> = ({ facts }) =>
  facts.receipt === 'given'
    ? undefined
    : refuse(
        'receipt-paper-missing',
        REPORT,
        facts.receipt === 'none'
          ? '报至市信用办以其收件为准，没有收件凭证。'
          : '收件凭证就是报告本身，不能证明市信用办已经收到。',
        facts.receipt === 'none'
          ? 'What counts is the receipt by the office, and no paper proves it.'
          : 'The paper is the report itself and proves no receipt.',
        '附市信用办的收件凭证。',
        'Attach the paper with which the office received it.',
      );

/** 汇总 All changes of this adoption and no others: a report that leaves one out discharges nothing. */
const whole: GuardOf<typeof report, State> = ({ facts }, { changes }) => {
  const missing = changes.filter((change) => !facts.changes.includes(change));
  const others = facts.changes.filter((change) => !changes.includes(change));
  const lawful: [string, string] = [
    `本次变更为：${changes.join('、')}。`,
    `The changes of this adoption are: ${changes.join(', ')}.`,
  ];
  if (missing.length > 0)
    return refuse(
      'changes-left-out',
      REPORT,
      `报告遗漏 ${missing.length} 项变更。`,
      `The report leaves out ${missing.length} of the changes.`,
      ...lawful,
    );
  return others.length === 0
    ? undefined
    : refuse(
        'change-not-made',
        REPORT,
        `报告有 ${others.length} 项变更不是本次清单的变更。`,
        `It reports ${others.length} that are no changes of this adoption.`,
        ...lawful,
      );
};

const afterAdoption: GuardOf<typeof publication, State> = ({ occurredAt }, { adoptedOn }) =>
  occurredAt === undefined || occurredAt >= startOfDay(adoptedOn)
    ? undefined
    : refuse(
        'published-before-adoption',
        LIST,
        `公布时间早于清单通过的日期（${adoptedOn}）。`,
        `It would be published before its adoption (${adoptedOn}).`,
        `${adoptedOn} 及以后。`,
        `On or after ${adoptedOn}.`,
      );

export const guards: Guards<Acts, State> = {
  'credit-list-publication': [afterAdoption],
  'credit-list-report': [proved, whole],
};

/** 首版清单无须报告 Of the first list nothing was added, deleted or modified. */
export const notAwaited =
  ({ changes }: State) =>
  (act: Act, possible: Possible): Refusal =>
    act.type === report.type
      ? notAwaitedNow(
          REPORT,
          changes.length === 0 ? '首版清单没有变更，无须报告。' : '本次变更已经报告。',
          changes.length === 0
            ? 'A first list changes nothing: no report is owed.'
            : 'The changes have been reported.',
          possible,
        )
      : notAwaitedNow(
          LIST,
          '本件现在不接收这种文书。',
          'Such an act is not awaited now.',
          possible,
        );
