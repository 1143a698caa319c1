/** 第九、十条 What comes in while the materials are awaited, and what follows from the supervision: revocation, link, credit entry, transfer. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type {
  conductLink,
  creditEntry,
  revocation,
  revocationSuggestion,
  supplement,
  transfer,
} from './acts.ts';
import { refuseRevocation } from './revocation.ts';
import type { State } from './state.ts';
import { stopClause } from './stopping.ts';

export const materialIsPromised: GuardOf<typeof supplement, State> = ({ facts }, s) =>
  s.missing.includes(facts.material)
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
export const suggestionIsWritten: GuardOf<typeof revocationSuggestion, State> = ({ facts }) =>
  facts.written
    ? undefined
    : refuse(
        'suggestion-not-written',
        'TJ84-10.1',
        '撤销建议须为书面。',
        'The suggestion to revoke is made in writing.',
        '附书面建议的编号和 SHA-256。',
        'Attach the written suggestion with its SHA-256.',
      );
export const revocationIsComplete: GuardOf<typeof revocation, State> = (act, s) =>
  refuseRevocation(act, s.revoking ?? 'TJ84-10.1');

export const linkHasEvidence: GuardOf<typeof conductLink, State> = ({ facts, known }) => {
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
export const creditIsFounded: GuardOf<typeof creditEntry, State> = ({ facts, known }, s) => {
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
export const nothingImmediate: GuardOf<typeof transfer, State> = ({ facts }, s) => {
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
  return facts.reasonGiven
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
