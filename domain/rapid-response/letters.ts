/** （一）（二）What a further letter may bring, and how the two bodies answer it. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { furtherAnswer, furtherLetter } from './acts.ts';
import { filingIsComplete } from './closing.ts';
import type { State } from './state.ts';
import {
  clauseCoversWhatIsAlleged,
  refusalIsInTheAgreement,
  suspensionHasItsClause,
} from './suspending.ts';
import { grounds, letterClause, stepOf } from './terms.ts';

/** （一）The same letter twice is one letter. */
export const letterIsNew: GuardOf<typeof furtherLetter, State> = ({ facts }, s) => {
  if (!s.letters.includes(facts.documentHash)) return undefined;
  return refuse(
    'duplicate-letter',
    stepOf(s, '1a'),
    '该文号的函告已在本件中。',
    'A letter with this document number is in the file already.',
    '无需重复函告；新的事实请用新的文号。',
    'Nothing to do; new facts come with a new document number.',
  );
};

/** （一）Its grounds are those of the subject, as at the opening. */
export const groundsFit: GuardOf<typeof furtherLetter, State> = ({ facts }, s) => {
  const alleged = facts.grounds ?? [];
  return alleged.some((ground) => !(grounds[s.subject] as readonly string[]).includes(ground))
    ? wrongGround(stepOf(s, '1a'), grounds[s.subject])
    : undefined;
};

export const wrongGround = (clause: string, possible: readonly string[]): Refusal =>
  refuse(
    'wrong-ground',
    clause,
    '违反协议条款不是对医师、药师的函告事由。',
    'Breach of agreement is no ground against a practitioner.',
    `可选：${possible.join('、')}。`,
    `One of: ${possible.join(', ')}.`,
  );

/** （一）A suspension that a letter tells of came before the letter. */
export const suspensionCameFirst: GuardOf<typeof furtherLetter, State> = (act, s) => {
  const { suspension } = act.facts;
  if (!suspension || suspension.decidedAt <= act.receivedAt) return undefined;
  return {
    ...refuse(
      'suspension-after-letter',
      letterClause('B', s.subject),
      `暂停时间（${formatInstant(suspension.decidedAt)}）晚于函告到达（${formatInstant(act.receivedAt)}）。`,
      'The suspension is later than the letter.',
      '暂停须在函告之前。',
      'The suspension must come before the letter.',
    ),
    earliest: suspension.decidedAt,
  };
};

/** （一）（二）Each body answers a further letter with its own kind of decision; there is never a second suspension beside the first. */
export const answerFits: GuardOf<typeof furtherAnswer, State> = (act, s) => {
  const { facts } = act;
  const supervises = act.unit === s.supervisionUnit;
  const clause = stepOf(s, supervises ? '2b' : '2a');
  const own = supervises ? ['filed', 'not-filed'] : ['suspend', 'no-change'];
  if (!own.includes(facts.outcome))
    return refuse(
      'wrong-answer',
      clause,
      '支付处答复暂停与否，监督所答复立案与否。',
      'The payment division answers on suspension, the supervision body on filing.',
      `可选：${own.join('、')}。`,
      `One of: ${own.join(', ')}.`,
    );
  if (facts.outcome === 'suspend') {
    if (s.suspended || !s.decided)
      return refuse(
        'second-suspension',
        stepOf(s, '1a'),
        '同一主体只有一次暂停，后续函告不另行暂停。',
        'One suspension a subject: a further letter opens no second one.',
        '首次函告的暂停决定照常办理；本函选择 no-change。',
        'Decide on the first letter as usual; answer this one with no-change.',
      );
    // An answer of the time before this was asked stays as it was judged.
    const covered =
      facts.clauseCovers === undefined
        ? undefined
        : (refusalIsInTheAgreement(act, s) ?? clauseCoversWhatIsAlleged(act, s));
    return suspensionHasItsClause(act, s) ?? covered;
  }
  return facts.outcome === 'no-change' ? undefined : filingIsComplete(act, s);
};
