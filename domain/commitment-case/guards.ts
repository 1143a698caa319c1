/** 不得 What TJ84 forbids in a case, act by act. Pure; each refusal cites its article and says what would be lawful. Arts. 8 and 9 are different laws. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import type {
  Archive,
  ArchiveParts,
  CheckFinding,
  CheckRecord,
  ConductLink,
  CreditEntry,
  Distribution,
  RevocationSuggestion,
  State,
  StopOrder,
  Supplement,
  SupervisionResult,
} from './acts.ts';
import { refuseRevocation } from './revocation.ts';
import { sides } from './sides.ts';
import { refuse } from '../law/refuse.ts';
import type { Guard, GuardOf } from '../law/acts.ts';
import type { revocation } from './acts.ts';

const as = <T>(act: Act) => act as unknown as T;

/** Art. 8 or 9(2): under which of the two a stop is ordered. */
export const stopClause = (type: State['type']): string =>
  type === 'certification' ? 'TJ84-8' : 'TJ84-9.2';

const partNames = { application: '申请材料', commitment: '承诺书', result: '办理结果' } as const;
export const missingParts = (parts: ArchiveParts): (keyof ArchiveParts)[] =>
  (Object.keys(partNames) as (keyof ArchiveParts)[]).filter((part) => !parts[part]);

export function refuseParts(parts: ArchiveParts): Refusal | undefined {
  const missing = missingParts(parts);
  if (missing.length === 0) return undefined;
  return refuse(
    'archive-incomplete',
    'TJ84-5.2',
    `归档缺少：${missing.map((part) => partNames[part]).join('、')}。`,
    `The archive lacks: ${missing.join(', ')}.`,
    '申请材料、承诺书、办理结果三件齐全后归档。',
    'Archive all three: application, commitment and result.',
  );
}

// 第三条 One body may be on both sides; then two persons are.
const twoPersons: Guard<State> = (act, s) => {
  if (s.accepting !== s.supervising) return undefined;
  const side = sides[act.type];
  const others = side === 'accepting' ? s.supervisors : side === 'supervising' ? s.acceptors : [];
  const assignee = act.facts['assignee'];
  if (
    !others.includes(act.officer) &&
    !(typeof assignee === 'string' && s.acceptors.includes(assignee))
  )
    return undefined;
  return refuse(
    'same-person',
    'TJ84-3.1',
    '受理与监管为同一部门的，须由两名不同人员办理。',
    'Where one department accepts and supervises, two different persons do so.',
    '由另一名人员办理。',
    'Let another officer act.',
  );
};

// 第五条 All three parts; after the push a change is a new version, with its reason.
const archiveIsComplete: Guard<State> = (act) => refuseParts(as<Archive>(act).facts.parts);
const versionIsNew: Guard<State> = (act, s) => {
  const { parts, reasonGiven } = as<Archive>(act).facts;
  if (!reasonGiven)
    return refuse(
      'reason-missing',
      'TJ84-5.2',
      '变更已归档的档案须说明理由。',
      'A new version of the archive needs its reason.',
      '写明变更理由。',
      'State the reason.',
    );
  const same = (Object.keys(partNames) as (keyof ArchiveParts)[]).every(
    (part) => parts[part] === s.archive?.[part],
  );
  return same
    ? refuse(
        'archive-unchanged',
        'TJ84-5.2',
        '三件材料与现有版本相同。',
        'All three documents are those of the present version.',
        '无需新版本。',
        'Nothing to do.',
      )
    : undefined;
};

// 第六条 The designated person hands the file to an officer who may supervise the item and is there.
const distributorIsDesignated: Guard<State> = (act) =>
  as<Distribution>(act).known?.mayDistribute
    ? undefined
    : refuse(
        'distributor-not-designated',
        'TJ84-6',
        '分发由监管部门明确的专人办理。',
        'Files are distributed by the person whom the supervising department has designated.',
        '由值班表上的专人分发。',
        'Let the designated person distribute it.',
      );
const assigneeIsFit: Guard<State> = (act, s) => {
  const { facts, known } = as<Distribution>(act);
  if (!known?.maySupervise)
    return refuse(
      'assignee-not-authorised',
      'TJ84-6',
      '该人员不是本事项的监管人员。',
      'This officer does not supervise the item.',
      '分发给值班表上负责该事项的人员。',
      'Choose an officer on the roster for the item.',
    );
  if (known.absent)
    return refuse(
      'assignee-absent',
      'TJ84-6',
      '该人员当日不在岗。',
      'This officer is absent on that day.',
      '分发给在岗的监管人员。',
      'Choose an officer who is there.',
    );
  if (act.type !== 'reassignment') return undefined;
  if (!facts.reasonGiven)
    return refuse(
      'reason-missing',
      'TJ84-6',
      '改派须说明理由。',
      'A reassignment needs its reason.',
      '写明改派理由。',
      'State the reason.',
    );
  return facts.assignee === s.assignee
    ? refuse(
        'already-assigned',
        'TJ84-6',
        '本件已由该人员监管。',
        'The file is with this officer already.',
        '改派给另一名人员。',
        'Choose somebody else.',
      )
    : undefined;
};

// 第七条 Who was assigned checks and feeds back, to the department that accepted.
const byTheAssignee: Guard<State> = (act, s) =>
  act.officer === s.assignee
    ? undefined
    : refuse(
        'not-the-assignee',
        'TJ84-7',
        '检查和反馈由被分发的监管人员办理。',
        'The officer to whom the file was distributed checks it and feeds back.',
        '由该监管人员办理，或先改派。',
        'Let the assigned officer act, or reassign the file first.',
      );
const toTheAcceptor: Guard<State> = (act, s) =>
  as<SupervisionResult>(act).facts.to === s.accepting
    ? undefined
    : refuse(
        'wrong-department',
        'TJ84-7',
        '监管结果应当反馈本件的受理部门。',
        'The result goes to the department that accepted this case.',
        '反馈至批准本件的受理部门。',
        'Feed it back to the department that granted it.',
      );

/**
 * 第八条、第九条第二款 Whether what was found demands the stop order: 不符 alone for 证明事项告知承诺制; for 信用承诺制 also the judgement
 * that the materials cannot be completed to the standard.
 */
export const demandsStop = (
  type: State['type'],
  { result, canSupplement }: CheckFinding,
): boolean => result === 'not-conforming' && (type === 'certification' || canSupplement === false);

/** What neither a check nor a feedback can find: art. 8 knows no supplementing, art. 9 no supplementing of what cannot be completed. */
function refuseFinding(
  { type }: State,
  { result, canSupplement }: CheckFinding,
): Refusal | undefined {
  if (result !== 'to-supplement') return undefined;
  if (type === 'certification')
    return refuse(
      'result-not-for-type',
      'TJ84-8',
      '证明事项告知承诺制没有待补齐：与承诺不符即应责令停止。',
      'Certification on commitment knows no supplementing: what differs from the commitment is stopped.',
      '填写相符或者不符。',
      'Conforming or not conforming.',
    );
  return canSupplement === false
    ? refuse(
        'contradictory-judgement',
        'TJ84-9.2',
        '无法补齐的不是待补齐。',
        'What cannot be completed is not to be supplemented.',
        '结果填写不符。',
        'The result is not-conforming.',
      )
    : undefined;
}

const findingFitsType: Guard<State> = (act, s) => {
  const { result, canSupplement } = as<CheckRecord>(act).facts;
  return result === undefined
    ? undefined
    : refuseFinding(s, { result, ...(canSupplement !== undefined && { canSupplement }) });
};

// 第七条 Before the feedback a record may be corrected, with its reason; a stop that has been served is not corrected away.
const correctionIsFounded: Guard<State> = (act, s) => {
  if (!s.checked) return undefined;
  const { result, canSupplement, correctionReasonGiven } = as<CheckRecord>(act).facts;
  if (!correctionReasonGiven)
    return refuse(
      'reason-missing',
      'TJ84-7',
      '已有检查记录；更正须说明理由。',
      'There is a check record already; a correction needs its reason.',
      '填写 correctionReason，或者按检查记录反馈。',
      'Give correctionReason, or feed back what was found.',
    );
  if (
    !s.stopped ||
    (result !== undefined &&
      demandsStop(s.type, { result, ...(canSupplement !== undefined && { canSupplement }) }))
  )
    return undefined;
  return refuse(
    'stop-order-served',
    stopClause(s.type),
    '责令停止已经送达，不能以更正检查记录使其失去依据。',
    'The stop order has been served: correcting the record does not take its ground away.',
    '按检查记录反馈；责令停止通过其救济途径撤销。',
    'Feed back what was found; the order is undone by its own remedies.',
  );
};

// 第七条 The feedback says what the check found; a check that erred is corrected first.
const checkComesFirst: Guard<State> = (_act, s) =>
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
const agreesWithCheck: Guard<State> = (act, s) => {
  const { result, canSupplement } = as<SupervisionResult>(act).facts;
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
const resultFitsType: Guard<State> = (act, s) => {
  const { facts } = as<SupervisionResult>(act);
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
  act: Act,
  { promisedOn }: SupervisionResult['facts'],
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
  if (promisedOn > civilDateOf(act.receivedAt)) return undefined;
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
const materialsAreJudged: Guard<State> = (act, s) => {
  const { facts } = as<SupervisionResult>(act);
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

// 第八条、第九条第二款 A stop order says why, and what the party can do against it; it follows the check.
const orderIsComplete: Guard<State> = (act, s) => {
  const { facts } = as<StopOrder>(act);
  const clause = stopClause(s.type);
  if (!facts.reasonGiven)
    return refuse(
      'reason-missing',
      clause,
      '责令停止须说明理由。',
      'A stop order gives its reasons.',
      '写明理由。',
      'State the reasons.',
    );
  if (!facts.remediesGiven)
    return refuse(
      'remedies-missing',
      clause,
      '责令停止须告知救济机关和期限。',
      'A stop order names the remedies: body and period.',
      '填写 remedies。',
      'Give remedies.',
    );
  if (
    s.checkedAt === undefined ||
    Math.min(act.servedAt ?? Infinity, act.occurredAt ?? Infinity) >= s.checkedAt
  )
    return undefined;
  return {
    ...refuse(
      'before-trigger',
      clause,
      `责令停止早于检查（${formatInstant(s.checkedAt)}）。`,
      `The order is dated before the check (${formatInstant(s.checkedAt)}).`,
      '责令停止不得早于检查发现。',
      'The order follows the check.',
    ),
    earliest: s.checkedAt,
  };
};
const materialIsPromised: Guard<State> = (act, s) =>
  s.missing.includes(as<Supplement>(act).facts.material)
    ? undefined
    : refuse(
        'material-unknown',
        'TJ84-9.1',
        '该材料不在重点监管的材料中。',
        'This material is not under key supervision.',
        `重点监管的材料：${s.missing.join('、') || '无'}。`,
        `Under key supervision: ${s.missing.join(', ') || 'none'}.`,
      );

// 第十条 The suggestion is a document; the revocation says why and what can be done against it; never twice.
const suggestionIsWritten: Guard<State> = (act) =>
  as<RevocationSuggestion>(act).facts.written
    ? undefined
    : refuse(
        'suggestion-not-written',
        'TJ84-10.1',
        '撤销建议须为书面。',
        'The suggestion to revoke is made in writing.',
        '附书面建议的编号和 SHA-256。',
        'Attach the written suggestion with its SHA-256.',
      );
const revocationIsComplete: GuardOf<typeof revocation, State> = (act, s) =>
  refuseRevocation(act, s.revoking ?? 'TJ84-10.1');

const linkHasEvidence: Guard<State> = (act) => {
  const { facts, known } = as<ConductLink>(act);
  if (!facts.evidence)
    return refuse(
      'evidence-missing',
      'TJ84-10.2',
      '转入快速反应或者立案须附证据。',
      'The link needs its evidence.',
      '附证据材料。',
      'Attach the evidence.',
    );
  return facts.file && !known?.found
    ? refuse(
        'link-unknown',
        'TJ84-10.2',
        '本局没有该案卷。',
        'The bureau has no such file.',
        '核对案卷编号，或填写案号。',
        'Check the file, or state the case number.',
      )
    : undefined;
};

// 第十条第二款 A confirmed fact, once a case.
const creditIsFounded: Guard<State> = (act, s) => {
  const { facts, known } = as<CreditEntry>(act);
  if (known?.entered || s.credited) return alreadyCredited;
  if (!s.dishonest)
    return refuse(
      'fact-unconfirmed',
      'TJ84-10.3',
      '监管结果没有确认失信行为。',
      'The supervision has not confirmed any dishonest conduct.',
      '先由监管部门确认。',
      'The supervising department confirms it first.',
    );
  return facts.factGiven && facts.basis
    ? undefined
    : refuse(
        'basis-missing',
        'TJ84-10.3',
        '录入信用记录须有事实和依据。',
        'A credit entry needs the fact and its basis.',
        '写明事实并附依据。',
        'State the fact and attach its basis.',
      );
};
export const alreadyCredited = refuse(
  'already-credited',
  'TJ84-10.3',
  '本件的失信行为已经录入。',
  'The conduct in this case has been entered.',
  '有异议的，提交信用记录异议。',
  'File an objection to the credit entry.',
);

/** A case does not leave before what must be done at once. */
const nothingImmediate: Guard<State> = (act, s) => {
  if (s.revoking)
    return refuse(
      'transfer-too-early',
      s.revoking,
      '撤销尚未办理，不得移送结案。',
      'A revocation is owed: the case cannot leave before it.',
      '先撤销办理结果。',
      'Revoke the result first.',
    );
  if (s.stopOwed)
    return refuse(
      'transfer-too-early',
      stopClause(s.type),
      '责令停止尚未作出，不得移送结案。',
      'A stop order is owed: the case cannot leave before it.',
      '先责令停止并送达。',
      'Order and serve the stop first.',
    );
  if (s.linking)
    return refuse(
      'transfer-too-early',
      'TJ84-10.2',
      '已确认的违法违规违约行为尚未转办，不得移送结案。',
      'Confirmed unlawful conduct is not dealt with yet.',
      '先将违法行为转办。',
      'File the link to a rapid response or case first.',
    );
  if (s.dishonest && !s.credited)
    return refuse(
      'transfer-too-early',
      'TJ84-10.3',
      '已确认的失信行为尚未录入，不得移送结案。',
      'Confirmed dishonest conduct is not entered yet.',
      '先录入信用记录。',
      'File the credit entry first.',
    );
  return act.facts['reasonGiven'] === true
    ? undefined
    : refuse(
        'reason-missing',
        'TJ84-10.2',
        '移送须说明理由。',
        'A transfer gives its reasons.',
        '写明理由。',
        'State the reasons.',
      );
};

const own: { readonly [act: string]: readonly Guard<State>[] } = {
  archive: [archiveIsComplete],
  'archive-version': [archiveIsComplete, versionIsNew],
  push: [],
  distribution: [distributorIsDesignated, assigneeIsFit],
  reassignment: [distributorIsDesignated, assigneeIsFit],
  'check-record': [byTheAssignee, findingFitsType, correctionIsFounded],
  'supervision-result': [
    byTheAssignee,
    toTheAcceptor,
    checkComesFirst,
    agreesWithCheck,
    resultFitsType,
    materialsAreJudged,
  ],
  'stop-order': [orderIsComplete],
  supplement: [materialIsPromised],
  'revocation-suggestion': [suggestionIsWritten],
  revocation: [revocationIsComplete],
  'conduct-link': [linkHasEvidence],
  'credit-entry': [creditIsFounded],
  'credit-objection': [],
  'feedback-receipt': [],
  transfer: [nothingImmediate],
};
export const guards: { readonly [act: string]: readonly Guard<State>[] } = Object.fromEntries(
  Object.entries(own).map(([act, of]) => [act, [twoPersons, ...of]]),
);
