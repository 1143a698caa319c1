/** 不得 What a list refuses (TJ51-15): what nobody has seen, what is out of its order, what was not sent as it was confirmed. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Acts, State, acknowledgement, confirmation, delivery } from './acts.ts';
import { CLAUSE } from './duties.ts';

const refuse = refusing(CLAUSE);

const byPerson: GuardOf<typeof confirmation, State> = ({ known }) =>
  known?.person === true
    ? undefined
    : refuse(
        'person-required',
        '名单由工作人员确认，不由系统确认。',
        'A person confirms a list, not a system.',
        '由监督所的工作人员提交。',
        'Let an officer of the supervision body submit it.',
      );

const inOrder: GuardOf<typeof confirmation, State> = ({ known }) => {
  if (known!.earlier)
    return refuse(
      'earlier-list-open',
      '前一期的名单尚未确认，各期依次确认，不重不漏。',
      'The list of an earlier period is not confirmed: they are confirmed one after the other, so that nothing is told twice or never.',
      '先确认前一期。',
      'Confirm the earlier one first.',
    );
  return known!.missing.length === 0
    ? undefined
    : refuse(
        'recipient-unregistered',
        `没有登记接收部门：${known!.missing.join('、')}。`,
        `Recipients are not registered: ${known!.missing.join(', ')}.`,
        '由登记员登记卫生健康和市场监管部门。',
        'Let a registrar register both.',
      );
};

const asSeen: GuardOf<typeof confirmation, State> = ({ facts, known }) => {
  const { hash, entries } = known!;
  if (facts.contentHash !== hash)
    return refuse(
      'list-changed',
      '名单内容已变化，与所核对的不同。',
      'The content is another than the one that was looked through.',
      '重新查看名单，以新的 SHA-256 确认。',
      'Read the list again and confirm it by its new SHA-256.',
    );
  if (entries.length === 0 && !facts.zero)
    return refuse(
      'zero-report-missing',
      '本期没有处罚，须写明零报告。',
      'Nobody was sanctioned in the period: say that it is a zero report.',
      '填写 zero: true。',
      'Set zero to true.',
    );
  return entries.length > 0 && facts.zero
    ? refuse(
        'zero-report-wrong',
        `名单有 ${entries.length} 项，不是零报告。`,
        `There are ${entries.length} in the list: it is no zero report.`,
        '不填 zero。',
        'Leave zero out.',
      )
    : undefined;
};

const notBefore = (
  { occurredAt }: { occurredAt?: Instant },
  since: Instant | undefined,
): Refusal | undefined =>
  since === undefined || occurredAt! >= since
    ? undefined
    : refuse(
        'before-trigger',
        `所写时间早于前一步（${formatInstant(since)}）。`,
        `It is dated before the step that it follows (${formatInstant(since)}).`,
        '写明实际的时间。',
        'State when it was.',
      );

const asConfirmed: GuardOf<typeof delivery, State> = (act, { fixed }) =>
  act.facts.contentHash === fixed?.hash
    ? notBefore(act, fixed.at)
    : refuse(
        'list-changed',
        '送交的不是所确认的名单。',
        'What was delivered is not the list that was confirmed.',
        '送交所确认的内容，写明其 SHA-256。',
        'Deliver what was confirmed, and give its SHA-256.',
      );

/** X-12 Whom it went to is the line that was registered on that day. */
const toRegistered: GuardOf<typeof delivery, State> = ({ known }) =>
  known?.line === false
    ? refuse(
        'recipient-unregistered',
        '所写日期没有登记该接收部门。',
        'The recipient was not registered on that day.',
        '由登记员登记，或者更正日期。',
        'Let a registrar register it, or correct the day.',
      )
    : undefined;

/** 先告知，后更正 Nobody is told that something has changed who was not told of it, nor the second change before the first. */
const correctsWhatWasTold: GuardOf<typeof delivery, State> = ({ known }) =>
  !known || (known.told && !known.earlier)
    ? undefined
    : refuse(
        'list-not-told',
        known.told
          ? '该决定在此之前的更正尚未送交该部门。'
          : '所更正的名单在此之前没有送交该部门。',
        known.told
          ? 'A correction of the decision that comes before this one has not been delivered to it.'
          : 'The list that it corrects was not delivered to it before.',
        known.told ? '先送交前一更正。' : '先送交名单。',
        known.told ? 'Deliver that one first.' : 'Deliver the list first.',
      );

const afterDelivery: GuardOf<typeof acknowledgement, State> = (act, { delivered }) =>
  notBefore(act, delivered.get(act.facts.item));

export const guards: Guards<Acts, State> = {
  'list-confirmation': [byPerson, inOrder, asSeen],
  'list-delivery': [asConfirmed, toRegistered, correctsWhatWasTold],
  'list-acknowledgement': [afterDelivery],
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
