/** 第七、八、九条 What the supervising department feeds back: what the check found, with what its type of commitment asks. */
import type { Act } from '../law/act.ts';
import type { FactsOf, GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { supervisionResult } from './acts.ts';
import { refuseFinding } from './checking.ts';
import type { State } from './state.ts';

type FeedsBack = GuardOf<typeof supervisionResult, State>;

export const toTheAcceptor: FeedsBack = ({ facts }, s) =>
  facts.to === s.accepting
    ? undefined
    : refuse(
        'wrong-department',
        'TJ84-7',
        '监管结果应当反馈本件的受理部门。',
        'The result goes to the department that accepted this case.',
        '反馈至批准本件的受理部门。',
        'Feed it back to the department that granted it.',
      );

// 第七条 The feedback says what the check found; a check that erred is corrected first.
export const checkComesFirst: FeedsBack = (_act, s) =>
  s.checked
    ? undefined
    : refuse(
        'check-missing',
        'TJ84-7',
        '反馈之前须有检查记录。',
        'The feedback rests on a check record.',
        '先提交检查记录。',
        'File the check record first.',
      );
export const agreesWithCheck: FeedsBack = ({ facts }, s) => {
  const { result, canSupplement } = facts;
  if (!s.finding) return undefined;
  const judged =
    s.type === 'certification' ||
    s.finding.canSupplement === undefined ||
    canSupplement === undefined ||
    s.finding.canSupplement === canSupplement;
  if (s.finding.result === result && judged) return undefined;
  return refuse(
    'contradicts-check',
    'TJ84-7',
    '反馈与检查记录的结论不一致。',
    'The feedback differs from what the check record found.',
    '按检查记录反馈；检查记录有误的，先提交更正的检查记录并说明理由。',
    'Feed back what the record found; where it errs, file a corrected check record with its reason first.',
  );
};

// 第八条 certification: 不符 alone decides, so there is nothing to supplement; it comes with a handling suggestion.
// 第九条 credit: 不符 needs the judgement whether the materials can be completed; while they can, the promised date.
export const resultFitsType: FeedsBack = (act, s) => {
  const { facts } = act;
  const adverse = facts.result === 'not-conforming';
  const unfit = refuseFinding(s, facts);
  if (unfit) return unfit;
  if (s.type === 'certification')
    return adverse && !facts.suggestion ? noSuggestion('TJ84-8') : undefined;
  if (adverse && facts.canSupplement === undefined)
    return refuse(
      'judgement-missing',
      'TJ84-9.2',
      '不符须判断承诺材料能否补齐达到标准。',
      'Not conforming: it must be judged whether the materials can be completed to the standard.',
      '填写 canSupplement。',
      'State canSupplement.',
    );
  if (adverse && facts.canSupplement === false)
    return facts.suggestion ? undefined : noSuggestion('TJ84-9.2');
  return facts.result === 'conforming' ? undefined : refuseNoPromise(act, facts);
};
const noSuggestion = (clause: string) =>
  refuse(
    'suggestion-missing',
    clause,
    '反馈不符须附处理建议。',
    'What does not conform is fed back with a handling suggestion.',
    '填写 handlingSuggestion。',
    'Give handlingSuggestion.',
  );
function refuseNoPromise(
  { receivedAt }: Pick<Act, 'receivedAt'>,
  { promisedOn }: FactsOf<typeof supervisionResult>,
): Refusal | undefined {
  if (!promisedOn)
    return refuse(
      'promised-date-missing',
      'TJ84-9.2',
      '能够补齐的须写明承诺的日期。',
      'What can still be completed needs the promised date.',
      '填写 promisedOn。',
      'State promisedOn.',
    );
  if (promisedOn > civilDateOf(receivedAt)) return undefined;
  return refuse(
    'promised-date-past',
    'TJ84-9.2',
    '承诺的日期须在将来。',
    'The promised date must lie ahead.',
    '写明将来的日期，或判断无法补齐。',
    'State a later date, or judge that it cannot be completed.',
  );
}

/** 第九条第一款 Nothing is conforming while a promised material is not. */
export const materialsAreJudged: FeedsBack = ({ facts }, s) => {
  const unknown = facts.conforming.find((m) => !s.missing.includes(m));
  if (unknown)
    return refuse(
      'material-unknown',
      'TJ84-9.1',
      `${unknown} 不在重点监管的材料中。`,
      `${unknown} is not under key supervision.`,
      `重点监管的材料：${s.missing.join('、') || '无'}。`,
      `Under key supervision: ${s.missing.join(', ') || 'none'}.`,
    );
  const open = s.missing.filter((m) => !facts.conforming.includes(m));
  if (facts.result !== 'conforming' || open.length === 0) return undefined;
  return refuse(
    'materials-open',
    'TJ84-9.1',
    `重点监管的材料尚未逐项判为相符：${open.join('、')}。`,
    `Promised materials are not found conforming yet: ${open.join(', ')}.`,
    '在 conforming 中逐项列明，或填写待补齐。',
    'List each in conforming, or feed back to-supplement.',
  );
};
