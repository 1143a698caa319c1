/** Early, misplaced or too late to matter: why an act cannot be filed now, under its own article, and what can be. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import { alreadyCredited } from './consequences.ts';
import type { State } from './state.ts';
import { demandsStop, stopClause } from './stopping.ts';
import { alreadyRevoked } from './revocation.ts';
import { sides } from './sides.ts';

const clauses: { readonly [act: string]: string } = {
  archive: 'TJ84-5.2',
  'archive-version': 'TJ84-5.2',
  push: 'TJ84-5.2',
  distribution: 'TJ84-6',
  reassignment: 'TJ84-6',
  'check-record': 'TJ84-7',
  'supervision-result': 'TJ84-7',
  supplement: 'TJ84-9.1',
  'revocation-suggestion': 'TJ84-10.1',
  revocation: 'TJ84-10.1',
  'conduct-link': 'TJ84-10.2',
  transfer: 'TJ84-10.2',
  'credit-entry': 'TJ84-10.3',
  'credit-objection': 'TJ84-10.3',
  'licence-revoked': 'TJ84-11',
  'revoked-elsewhere': 'TJ84-10.1',
  'feedback-receipt': 'TJ84-15.4',
};

/** Under which article an act stands, whether or not it is awaited. */
export const clauseOf = (act: string, type: State['type']): string =>
  act === 'stop-order' ? stopClause(type) : (clauses[act] ?? 'X-5');

type Reason = (s: State) => Refusal | undefined;
const reasons: { readonly [act: string]: Reason } = {
  archive: (s) =>
    s.archive
      ? refuse(
          'archive-is-versioned',
          'TJ84-5.2',
          '已经归档；变更须作为新版本。',
          'It is archived; a change is a new version.',
          '提交档案新版本并说明理由。',
          'File the new version of the archive with its reason.',
        )
      : undefined,
  push: (s) =>
    s.pushed
      ? refuse(
          'already-pushed',
          'TJ84-4',
          '本件已经推送。',
          'The case has been pushed already.',
          '无需重复推送；档案有变更的提交档案新版本。',
          'Nothing to do; file the new version of the archive where the archive has changed.',
        )
      : s.archive
        ? undefined
        : refuse(
            'archive-first',
            'TJ84-5.2',
            '推送之前须归档。',
            'The archive comes before the push.',
            '先归档。',
            'File the archive first.',
          ),
  'supervision-result': (s) =>
    waiting(s) ??
    (s.assignee && !final(s)
      ? refuse(
          'check-missing',
          'TJ84-7',
          '反馈之前须有检查记录。',
          'The feedback rests on a check record.',
          '先提交检查记录。',
          'File the check record first.',
        )
      : undefined),
  'check-record': waiting,
  'stop-order': stopIsUnfounded,
  'revocation-suggestion': (s) =>
    s.suggested
      ? refuse(
          'already-suggested',
          'TJ84-10.1',
          '撤销建议已经提出。',
          'The revocation has been suggested already.',
          '等待受理部门撤销。',
          'The accepting department revokes.',
        )
      : s.revoked
        ? alreadyRevoked
        : s.result === undefined || final(s)
          ? undefined
          : notFinal(s),
  revocation: (s) =>
    s.revoked
      ? alreadyRevoked
      : refuse(
          'no-suggestion',
          'TJ84-10.1',
          '没有监管部门的书面撤销建议，也没有吊销反馈。',
          'There is neither a written suggestion to revoke nor a revoked licence.',
          '收到书面建议后立即撤销。',
          'Revoke at once when the written suggestion has come.',
        ),
  'credit-entry': (s) =>
    s.credited
      ? alreadyCredited
      : refuse(
          'fact-unconfirmed',
          'TJ84-10.3',
          '监管结果没有确认失信行为。',
          'The supervision has not confirmed any dishonest conduct.',
          '先由监管部门确认。',
          'The supervising department confirms it first.',
        ),
};

/** 第九条第二款 While the materials can be completed, the case waits for the promised date. */
function waiting(s: State): Refusal | undefined {
  return s.waiting ? stillCompletable : undefined;
}
const stillCompletable = refuse(
  'can-be-supplemented',
  'TJ84-9.2',
  '承诺材料还能补齐：等到承诺的日期后再作判断。',
  'The materials can still be completed: the case waits for the promised date and is judged again.',
  '材料补齐后或者承诺日期届满后再次检查。',
  'Check again when they are in, or when the promised date has passed.',
);
/** 第九条第二款 Why what needs a final judgement cannot be done yet: the case waits for the promised date, or the judgement is missing. */
function notFinal(s: State): Refusal {
  if (s.waiting) return stillCompletable;
  const again = s.result !== undefined;
  return refuse(
    'judgement-missing',
    'TJ84-9.2',
    again
      ? '承诺的日期已过或者材料已经补齐，尚未再次判断能否达到标准。'
      : '尚未判断承诺材料能否补齐达到标准。',
    again
      ? 'The promised date has passed or the materials are in: it has not been judged again whether they meet the standard.'
      : 'It has not been judged whether the materials can be completed to the standard.',
    s.checked
      ? '提交监管结果反馈，并判断材料能否补齐。'
      : '先提交检查记录，再反馈，并判断材料能否补齐。',
    s.checked
      ? 'File the supervision result with the judgement whether the materials can be completed.'
      : 'File the check record, then the supervision result with the judgement whether the materials can be completed.',
  );
}
/** Nothing is waited for any more: 相符, or 不符 that cannot be completed. */
const final = (s: State): boolean =>
  s.result === 'conforming' || (s.result === 'not-conforming' && s.canSupplement !== true);

/** A stop needs 不符 (art. 8); for credit also the judgement that nothing can be completed (art. 9). What was checked counts before it is fed back. */
function stopIsUnfounded(s: State): Refusal | undefined {
  const {
    finding = s.result && {
      result: s.result,
      ...(s.canSupplement !== undefined && { canSupplement: s.canSupplement }),
    },
  } = s;
  if (!finding) return undefined;
  if (finding.result === 'conforming')
    return refuse(
      'stop-order-unfounded',
      stopClause(s.type),
      '监管结果为相符，不得责令停止。',
      'The result is conforming: nothing may be stopped.',
      '无需责令停止。',
      'Nothing to do.',
    );
  return demandsStop(s.type, finding) ? undefined : notFinal(s);
}

export function notAwaited(state: State): (act: Act, possible: Possible) => Refusal {
  return (act, possible) =>
    reasons[act.type]?.(state) ??
    notNow(act, state, {
      ...possible,
      types: possible.types.filter((one) => Object.hasOwn(sides, one)),
    });
}

function notNow(act: Act, state: State, possible: Possible): Refusal {
  const what = possible.nameOf(act.type);
  return notAwaitedNow(
    clauseOf(act.type, state.type),
    `现在不能提交${what.zh}：引起它的事实尚未发生，或它已经办理。`,
    `${what.en} cannot be filed now: what triggers it has not happened, or it is done.`,
    possible,
  );
}
