/** 不得 What a file of a bad evaluation refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Acts, mistake, rectification, revisit, State, transfer } from './acts.ts';
import { CHAIN, RATES } from './duties.ts';

const refuse = refusing(CHAIN);

/** Whoever is reviewed neither handles nor revisits, in whichever unit and under whichever account that person is by now. */
const notReviewed = (
  { officer, known }: { officer: string; known?: { own: boolean } },
  { reviewed }: State,
): Refusal | undefined =>
  known?.own || reviewed.includes(officer)
    ? refuse(
        'reviewed-person',
        '被评价人员不得办理、回访对自己的评价。',
        'Whoever is reviewed neither handles the evaluation nor revisits.',
        '由其他人员办理。',
        'Let somebody else do it.',
      )
    : undefined;

const registered: GuardOf<typeof transfer, State> = ({ known }) => {
  if (known!.unit && known!.person) return undefined;
  return refuse(
    'unknown-reference',
    '所写部门或者人员没有在本局登记。',
    'The section or the person named is not registered in the bureau.',
    '写明本局登记的部门和人员。',
    'Name a registered section and a registered person.',
  );
};

const another: GuardOf<typeof transfer, State> = ({ facts }, { to }) =>
  facts.to === to
    ? refuse(
        'not-awaited',
        '已经转给该部门。',
        'That section has it already.',
        '改转其他部门，或者由该部门办理。',
        'Transfer it to another section, or let this one deal with it.',
      )
    : undefined;

/** 改转 Never before the transfer that it replaces. */
const afterTheLast: GuardOf<typeof transfer, State> = ({ occurredAt }, { since }) =>
  since === undefined || occurredAt === undefined || occurredAt >= since
    ? undefined
    : refuse(
        'before-trigger',
        `早于上一次转办（${formatInstant(since)}）。`,
        `It would be before the transfer that it replaces (${formatInstant(since)}).`,
        `不得早于 ${formatInstant(since)}。`,
        `No earlier than ${formatInstant(since)}.`,
      );

/** 整改 A result without anything done is none; what needs nothing done is for somebody outside to find. */
const measured: GuardOf<typeof rectification, State> = ({ facts }) => {
  if (facts.documentHash === undefined)
    return refuse(
      'document-missing',
      '没有附调查整改报告。',
      'The report on the investigation is missing.',
      '附调查整改报告。',
      'Attach the report.',
      RATES,
    );
  return facts.measures.length > 0
    ? undefined
    : refuse(
        'nothing-rectified',
        '没有任何整改措施，不是整改结果。',
        'Nothing has been done: this is no result of a rectification.',
        '写明整改措施；认为是误评的，由被评价部门以外的人员认定。',
        'State what was done; that the evaluation is mistaken is found by somebody outside the section.',
        RATES,
      );
};

/** 误评 By somebody outside every reviewed section: the one that the evaluation names, and those of whom it is about. Where there is none, the section it was transferred to is the reviewed one. */
const outside: GuardOf<typeof mistake, State> = ({ unit }, { sections, to }) =>
  (sections.length > 0 ? sections.includes(unit) : unit === to)
    ? refuse(
        'reviewed-section',
        '误评不得由被评价部门自行认定。',
        'The reviewed section does not find by itself that the evaluation is mistaken.',
        '由被评价部门以外的人员认定，或者提交整改结果。',
        'Let somebody outside find it, or submit the result of the rectification.',
        RATES,
      )
    : undefined;

const evidenced: GuardOf<typeof mistake, State> = ({ facts }) =>
  facts.evidenceHash === undefined
    ? refuse(
        'evidence-missing',
        '误评没有证据。',
        'No evidence shows that the evaluation is mistaken.',
        '附证据。',
        'Attach the evidence.',
        RATES,
      )
    : undefined;

/** 用户评议 Whoever was reached says how the result is. */
const appraised: GuardOf<typeof revisit, State> = ({ facts }) => {
  if (facts.reached === (facts.appraisal !== undefined)) return undefined;
  return facts.reached
    ? refuse(
        'appraisal-missing',
        '回访到了评价人，没有用户评议。',
        'The person was reached, and the appraisal is missing.',
        '写明用户评议；没有联系上的，写明没有联系上。',
        'State it, or say that the person was not reached.',
      )
    : refuse(
        'appraisal-missing',
        '没有联系上评价人，不会有用户评议。',
        'Nobody was reached, so nobody has appraised it.',
        '不写用户评议。',
        'Leave the appraisal out.',
      );
};

export const guards: Guards<Acts, State> = {
  'evaluation-acceptance': [notReviewed],
  'evaluation-transfer': [notReviewed, registered, another, afterTheLast],
  'evaluation-rectification': [notReviewed, measured],
  'evaluation-mistake': [notReviewed, outside, evidenced],
  'evaluation-feedback': [notReviewed],
  'evaluation-revisit': [notReviewed, appraised],
};

/** 五个环节依次进行 The stages come in their order and no other. */
export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    CHAIN,
    '受理、转办、调查整改、结果反馈、回访依次办理，现在不接收这种文书。',
    'The stages come in their order; such an act is not awaited now.',
    possible,
  );
