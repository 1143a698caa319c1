/** 不得 What a file of a complaint refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Acts, conclusion, result, State, transfer } from './acts.ts';
import { RESPONSES } from './duties.ts';

export const refuse = refusing(RESPONSES);

/** Whoever is complained of does not deal with the complaint, in whichever unit and under whichever account that person is by now. */
const notAbout = (
  { officer, known }: { officer: string; known?: { own: boolean } },
  { about }: State,
): Refusal | undefined =>
  known?.own || about.includes(officer)
    ? refuse(
        'complained-of',
        '被投诉人员不得办理对自己的投诉。',
        'Whoever is complained of does not deal with the complaint.',
        '由其他人员办理。',
        'Let somebody else do it.',
      )
    : undefined;

const registered: GuardOf<typeof transfer, State> = ({ known }) =>
  known!.unit && known!.person
    ? undefined
    : refuse(
        'unknown-reference',
        '所写部门或者人员没有在本局登记。',
        'The section or the person named is not registered in the bureau.',
        '写明本局登记的部门和人员。',
        'Name a registered section and a registered person.',
      );

/** To another section, or to name whom it is about. */
const another: GuardOf<typeof transfer, State> = ({ facts }, { handling }) =>
  facts.to !== handling || facts.about !== undefined
    ? undefined
    : refuse(
        'not-awaited',
        '该部门正在承办。',
        'That section has it already.',
        '改转其他部门，或者写明查明的被投诉人员。',
        'Transfer it to another section, or name whom it is about.',
      );

const elsewhere: GuardOf<typeof transfer, State> = ({ known }) =>
  known!.complained
    ? refuse(
        'complained-of',
        '被投诉部门、被投诉人员所在部门不得办理。',
        'Neither the section complained of nor that of the person deals with the complaint.',
        '转给其他部门。',
        'Transfer it to another section.',
      )
    : undefined;

/** Never before the transfer that it follows. */
const afterTheLast: GuardOf<typeof transfer, State> = ({ occurredAt }, { since }) =>
  since === undefined || occurredAt! >= since
    ? undefined
    : refuse(
        'before-trigger',
        `早于登记或者上一次转办（${formatInstant(since)}）。`,
        `It would be before the registration or the transfer that it follows (${formatInstant(since)}).`,
        `不得早于 ${formatInstant(since)}。`,
        `No earlier than ${formatInstant(since)}.`,
      );

const documented: GuardOf<typeof result, State> = ({ facts }) => {
  if (facts.documentHash === undefined)
    return refuse(
      'document-missing',
      '没有附办理结果。',
      'The paper with the result is missing.',
      '附办理结果。',
      'Attach it.',
    );
  return facts.founded === 'unfounded' || facts.measures > 0
    ? undefined
    : refuse(
        'reason-missing',
        '投诉属实，没有写明怎样处理。',
        'It is founded, and nothing says what has been done.',
        '写明处理措施。',
        'State the measures.',
      );
};

/** What a platform has handed down is answered to it, too: only then has it been dealt with there. */
const platformTold: GuardOf<typeof conclusion, State> = ({ facts }, { handedDown }) => {
  if (!handedDown) return undefined;
  return facts.platform && facts.proofHash !== undefined
    ? undefined
    : refuse(
        'platform-not-told',
        '平台交办的投诉，没有附在平台反馈的凭证。',
        'A platform handed it down, and nothing proves that the platform was told the result.',
        '在平台反馈结果并附凭证。',
        'Enter the result there and attach the proof.',
      );
};

export const guards: Guards<Acts, State> = {
  'complaint-transfer': [notAbout, registered, another, elsewhere, afterTheLast],
  'complaint-response': [notAbout],
  'complaint-tracking': [notAbout],
  'complaint-result': [notAbout, documented],
  'complaint-conclusion': [notAbout, platformTold],
};

export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    RESPONSES,
    '先首次响应，再办理，然后办结；现在不接收这种文书。',
    'First the answer, then the result, then the conclusion; such an act is not awaited now.',
    possible,
  );
