/** 不得 What a file of a complaint refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { Acts, conclusion, result, State } from './acts.ts';
import { RESPONSES } from './duties.ts';

export const refuse = refusing(RESPONSES);

/** Whoever is complained of does not deal with the complaint, in whichever unit that person is by now. */
const notAbout = ({ officer }: { officer: string }, { about }: State): Refusal | undefined =>
  officer === about
    ? refuse(
        'complained-of',
        '被投诉人员不得办理对自己的投诉。',
        'Whoever is complained of does not deal with the complaint.',
        '由其他人员办理。',
        'Let somebody else do it.',
      )
    : undefined;

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
