/** 登记 How it is recorded that a final decision of a rapid response fell, or that such a record was a mistake: one file each. */
import { decisionToFall, personOf, recordOf } from '../../db/decision-fall/store.ts';
import type { Sql } from '../../db/client.ts';
import { approverOf, unitOfOfficer } from '../../db/queries/subjects.ts';
import { clauseFor } from '../../domain/decision-fall/duties.ts';
import type { FallPayload, RetractionPayload } from '../../domain/decision-fall/forms.ts';
import {
  refuseFall,
  refuseRetraction,
  type DecisionToFall,
} from '../../domain/decision-fall/opening.ts';
import { decisionFall } from '../../domain/decision-fall/procedure.ts';
import { decisionFallSettingsOf } from '../../domain/decision-fall/settings-form.ts';
import type { Decision, Recorded } from '../../domain/decision-fall/terms.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { linkable } from '../intake/linkable.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';

/** One record of a decision at a time waits for its confirmation. */
const waiting = (): Promise<never> =>
  Promise.reject(
    new Problem('fall-recorded', {
      clause: clauseFor('institution'),
      say: {
        zh: '该决定另有登记待确认。',
        en: 'Another record of the decision waits to be confirmed.',
      },
      lawful: {
        zh: '先确认、退回或者撤回该登记。',
        en: 'Have that one confirmed, rejected or withdrawn first.',
      },
    }),
  );

export const recordFall = (
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: FallPayload,
): Promise<OpenedReply> =>
  openFileFor(deps, caller, {
    payload,
    key,
    procedure: decisionFall,
    prepare: (context) => prepareFall(deps, context, payload),
    ifOpen: waiting,
  });

export const takeBack = (
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: RetractionPayload,
): Promise<OpenedReply> =>
  openFileFor(deps, caller, {
    payload,
    key,
    procedure: decisionFall,
    prepare: (context) => prepareRetraction(deps, context, payload),
    ifOpen: waiting,
  });

type Prepared = Promise<NewFile | { refusal: Refusal }>;

async function prepareFall({ sql }: ActDeps, context: OpeningContext, p: FallPayload): Prepared {
  const decision = await named(sql, context, p.decision);
  const decidedAt = parseInstant(p.decidedAt)!;
  const effectiveAt = parseInstant(p.effectiveAt)!;
  const refusal = refuseFall({
    ...(await asked(sql, context, p.decision, p.approver, decision)),
    by: p.by,
    outcome: p.outcome,
    measures: p.measures,
    reasonGiven: p.reason !== undefined,
    decidedAt,
    effectiveAt,
    receivedAt: context.receivedAt,
  });
  if (refusal || !decision) return { refusal: refusal! };
  const record: Recorded = {
    kind: 'fall',
    cause: p.by,
    outcome: p.outcome,
    ...(p.measures && { measures: p.measures }),
    decidedAt,
    effectiveAt,
  };
  return newRecord(sql, context, p, { decision: p.decision, of: decision, record });
}

async function prepareRetraction(
  { sql }: ActDeps,
  context: OpeningContext,
  p: RetractionPayload,
): Prepared {
  const found = await recordOf(sql, p.fall);
  const told = found?.bureau === context.bureau.id ? found : undefined;
  const decision = told && (await named(sql, context, told.decision));
  const key = told?.decision ?? { file: p.fall, number: 0 };
  const refusal = refuseRetraction({
    ...(await asked(sql, context, key, p.approver, decision)),
    reversible: told?.reversible ?? false,
    groundFallen: told?.groundFallen ?? false,
  });
  if (refusal || !decision) return { refusal: refusal! };
  const record: Recorded = {
    kind: 'stand',
    cause: 'mistake',
    outcome: 'stands',
    decidedAt: context.receivedAt,
    effectiveAt: context.receivedAt,
    takesBack: p.fall,
  };
  return newRecord(sql, context, p, { decision: key, of: decision, record });
}

/** As far as the caller may know of its file. */
async function named(
  sql: Sql,
  { bureau, caller }: OpeningContext,
  decision: Decision,
): Promise<DecisionToFall | undefined> {
  const file = await linkable(sql, caller, decision.file);
  return file && decisionToFall(sql, bureau.id, decision);
}

async function asked(
  sql: Sql,
  { caller, receivedAt }: OpeningContext,
  { file }: Decision,
  approver: string,
  decision: DecisionToFall | undefined,
) {
  const office = await approverOf(sql, approver, caller.unit, civilDateOf(receivedAt));
  const person = await personOf(sql, { officer: approver, other: caller.id, file });
  return { caller: caller.unit, decision, approver: office && { ...office, ...person } };
}

interface NewRecord {
  decision: Decision;
  of: DecisionToFall;
  record: Recorded;
}

async function newRecord(
  sql: Sql,
  { bureau, caller, receivedAt }: OpeningContext,
  p: { approver: string; document: { sha256: string } },
  { decision, of, record }: NewRecord,
): Promise<NewFile> {
  const { file, number } = decision;
  return {
    subject: { kind: 'final-decision', id: `${file}:${number}` },
    idPattern: numbered(decisionFall.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: record.kind === 'fall' ? 'decision-fall-record' : 'decision-fall-retraction',
    stated: {
      facts: { decision: file, number, approver: p.approver, documentHash: p.document.sha256 },
    },
    opening: {
      units: {
        ...bodiesOf(of),
        recording: caller.unit,
        confirming: (await unitOfOfficer(sql, p.approver)) ?? caller.unit,
      },
      clause: clauseFor(of.subjectKind),
      decision,
      subject: { kind: of.subjectKind, id: of.subject },
      record,
      settings: decisionFallSettingsOf(bureau.settings),
    },
  };
}

/** Both bodies of the response read the record, whichever of them made it. */
export const bodiesOf = ({ units }: DecisionToFall): Record<string, string> =>
  Object.fromEntries(
    Object.entries(units ?? {}).filter(([role]) =>
      ['supervision-body', 'payment-division'].includes(role),
    ),
  );
