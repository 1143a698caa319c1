/** 不得 What a listing refuses (QHD-2.4d): no jump to D, nobody decides what he has prepared, and nobody leaves without a reason. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { Acts, State, approval, notice, removal, removalProposal, waiver } from './acts.ts';
import { CLAUSE } from './duties.ts';

const refuse = refusing(CLAUSE);

const basisNamed: GuardOf<typeof notice, State> = ({ facts }) =>
  facts.basisGiven
    ? undefined
    : refuse(
        'blacklist-basis-missing',
        '没有写明列入所依据的法律、行政法规或者国家政策文件编号。',
        'The ground of law is not named by its number.',
        '写明依据的编号。',
        'Name it.',
      );

const reasoned = ({ facts }: { facts: { reasonGiven: boolean } }): Refusal | undefined =>
  facts.reasonGiven
    ? undefined
    : refuse('reason-missing', '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.');

const byPrincipal = ({ known }: { known?: { principal: boolean } }): Refusal | undefined =>
  known?.principal === true
    ? undefined
    : refuse(
        'principal-missing',
        '由本局正职审批。',
        'The principal of the bureau decides it.',
        '由登记的正职提交。',
        'Let the registered principal submit it.',
      );

const byAnother =
  (zh: string, en: string) =>
  (officer: string, handlers: ReadonlySet<string>): Refusal | undefined =>
    handlers.has(officer)
      ? refuse('same-person', zh, en, '由另一人审批。', 'Let another person decide.')
      : undefined;
const notTheirOwn = byAnother(
  '告知、答复、代主体提交材料或者登记其失信行为的人不得审批。',
  'Whoever served the notice, answered, filed for the subject or recorded its acts does not decide.',
);
const notTheProposer = byAnother(
  '建议移出的人不得审批。',
  'Whoever proposed the removal does not decide on it.',
);

/** 先告知、陈述、答复 Before that nobody decides, whatever the head thinks. */
const afterHearing: GuardOf<typeof approval, State> = (_act, { heard, unanswered }) => {
  if (!heard)
    return refuse(
      'statement-open',
      '陈述期未满，主体也没有放弃。',
      'The subject may still state its case, and has not waived it.',
      '期满、放弃或者答复之后审批。',
      'Decide when the time is over, the statement is waived or answered.',
    );
  return unanswered
    ? refuse(
        'listing-statement-unanswered',
        '主体的陈述尚未答复。',
        'The statement of the subject is not answered.',
        '先答复。',
        'Answer it first.',
      )
    : undefined;
};

/** 放弃陈述 Nobody gives up what he has not been told of; a statement is heard whenever it was made. */
const waivedAfterNotice: GuardOf<typeof waiver, State> = ({ occurredAt }, { toldAt }) =>
  occurredAt !== undefined && toldAt !== null && occurredAt < toldAt
    ? refuse(
        'waived-before-notice',
        '放弃陈述的时间早于告知。',
        'The statement was waived before the notice was served.',
        '提交告知之后的放弃材料，或者等待期满。',
        'File a waiver made after the notice, or wait for the end of the window.',
      )
    : undefined;

/** A record may have fallen at this instant, and the file may not have heard of it. */
const stillProposed: GuardOf<typeof approval, State> = ({ facts, known }) =>
  facts.outcome === 'not-listed' || known?.proposed === true
    ? undefined
    : refuse(
        'grading-changed',
        '评价已经更正，不再提出列入。',
        'The grading was corrected and proposes it no more.',
        '等待本件办结。',
        'Wait for this file to end.',
      );

const approvedByAnother: GuardOf<typeof approval, State> = ({ officer, known }, { handlers }) =>
  notTheirOwn(officer, known?.prepared === true ? new Set([officer]) : handlers);

const removedByAnother: GuardOf<typeof removal, State> = ({ officer, known }, { proposer }) =>
  notTheProposer(
    officer,
    new Set(known?.proposer === true ? [officer] : proposer === null ? [] : [proposer]),
  );

/** The grading is a ground only where it proposes the subject no more. */
const groundHolds: GuardOf<typeof removalProposal, State> = ({ facts }, { groundless }) =>
  facts.ground !== 'grading' || groundless
    ? undefined
    : refuse(
        'grading-stands',
        '最近一次评价仍提出列入。',
        'The last grading still proposes the listing.',
        '以信用修复或者决定为由。',
        'Give a repair or a decision as the ground.',
      );

export const guards: Guards<Acts, State> = {
  'blacklist-notice': [basisNamed],
  'blacklist-waiver': [waivedAfterNotice],
  'blacklist-answer': [reasoned],
  'blacklist-approval': [afterHearing, byPrincipal, approvedByAnother, reasoned, stillProposed],
  'blacklist-removal-proposal': [reasoned, groundHolds],
  'blacklist-removal': [byPrincipal, removedByAnother, reasoned],
};

/** A direct jump to the list, without notice. */
export const notAwaited =
  ({ heard }: State) =>
  (act: Act, possible: Possible): Refusal => {
    const what = possible.nameOf(act.type);
    return notAwaitedNow(
      CLAUSE,
      heard ? `现在不能提交${what.zh}。` : `须先告知主体、等待陈述，现在不能提交${what.zh}。`,
      heard
        ? `${what.en} cannot be filed now.`
        : `The subject is told and heard first; this cannot be filed now: ${what.en}.`,
      possible,
    );
  };
