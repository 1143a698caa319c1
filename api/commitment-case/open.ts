/** An approval on commitment opens a file, by an officer or out of 一网通 (TJ84-3.2, 4). */
import { approvalKnowledge, type ApprovalKnowledge } from '../../db/commitment-case/store.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { commitmentCase } from '../../domain/commitment-case/procedure.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import type { Approval } from '../../domain/commitment-case/acts.ts';
import { basisOn } from '../../domain/commitment-case/basis.ts';
import type { ImplementingRule } from '../../domain/commitment-case/rule-periods.ts';
import {
  refuseOpening,
  remarksOn,
  resultHasFile,
  type ApprovalToOpen,
} from '../../domain/commitment-case/opening.ts';
import { partsOf, type ApprovalPayload } from '../../domain/commitment-case/approval.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { Problem } from '../http/problems.ts';
import { commitmentSettingsRead } from '../commitment-registries/settings.ts';

/** Also for what comes from 一网通 (TJ84-4): the same record, the same law. */
export async function openCommitmentCase(
  deps: ActDeps,
  caller: Caller,
  key: string,
  body: ApprovalPayload,
): Promise<OpenedReply> {
  const { receivedAt, ...payload } = body;
  return openFileFor(deps, caller, {
    payload,
    receivedAt,
    key,
    procedure: commitmentCase,
    prepare: (context) => prepare(deps, context, payload),
    ifOpen: async (file) => {
      throw Problem.refused(resultHasFile(file));
    },
  });
}

async function prepare(
  deps: ActDeps,
  { bureau, caller, receivedAt, arrivedAt }: OpeningContext,
  p: Omit<ApprovalPayload, 'receivedAt'>,
): Promise<NewFile | { refusal: NonNullable<ReturnType<typeof refuseOpening>> }> {
  const basis = basisOn(bureau, p.approvedOn);
  if ('code' in basis) return { refusal: basis };
  const accepting = acceptingUnit(caller, p.accepting);
  const today = civilDateOf(receivedAt);
  const known = await approvalKnowledge(deps.sql, {
    bureau: bureau.id,
    item: p.item,
    accepting,
    result: p.result,
    approvedOn: p.approvedOn,
    today,
  });
  const approval = toOpen(p, accepting, known, today);
  const refusal = refuseOpening(approval);
  if (refusal) return { refusal };
  const { settings, invalid } = commitmentSettingsRead(bureau);
  const year = civilDateOf(arrivedAt).slice(0, 4);
  return {
    subject: { kind: 'result', id: p.result },
    idPattern: numbered(
      `${commitmentCase.prefix}-${p.type === 'certification' ? 'ZM' : 'XY'}`,
      bureau.id,
      year,
    ),
    type: 'approval',
    stated: factsOfApproval(p, approval),
    opening: {
      ...registered(p.item, known),
      type: p.type,
      item: p.item,
      basis,
      approvedOn: p.approvedOn,
      subject: { kind: 'result', id: p.result },
      units: { accepting, supervising: known.supervising! },
      settings,
      remarks: [...remarksOn(approval), ...invalid],
      ...(basis.force === 'adopted' && { force: 'management' }),
    },
  };
}

/** What the registries say on the day of the opening: the list, the rule in force, and whether both sides have a coordinator. */
function registered(item: string, known: ApprovalKnowledge) {
  const rule = ruleOf(item, known);
  return {
    listVersion: known.listVersion,
    ...(rule && { rule }),
    coordinators: {
      accepting: known.acceptingCoordinator !== null,
      supervising: known.supervisingCoordinator !== null,
    },
  };
}

/** What the engine is told of the approval. */
const factsOfApproval = (
  { result, item, push }: Omit<ApprovalPayload, 'receivedAt'>,
  { type, approvedOn, listVersion, missing, explained, archive }: ApprovalToOpen,
): ActFacts<Approval['facts']> => ({
  facts: {
    result,
    item,
    type,
    approvedOn,
    listVersion: listVersion!,
    missing: [...missing],
    explained,
    ...(archive && { archive }),
    ...(push && { push: true }),
  },
});

/** A person files for the own department; a system says for which one it reports. */
function acceptingUnit(caller: Caller, stated: string | undefined): string {
  if (stated === undefined || stated === caller.unit || caller.kind === 'system')
    return stated ?? caller.unit;
  throw new Problem('not-owed-by-you', {
    clause: 'TJ84-5.1',
    say: {
      zh: '批准由受理部门自己提交。',
      en: 'The accepting department submits its own approvals.',
    },
    lawful: { zh: '不填 accepting。', en: 'Leave accepting out.' },
  });
}

function toOpen(
  p: Omit<ApprovalPayload, 'receivedAt'>,
  accepting: string,
  known: ApprovalKnowledge,
  today: CivilDate,
): ApprovalToOpen {
  return {
    type: p.type,
    approvedOn: p.approvedOn,
    today,
    listVersion: known.listVersion ?? undefined,
    accepting: { unit: accepting, roles: known.roles ?? [] },
    supervising: known.supervising ?? undefined,
    item:
      known.item === null
        ? undefined
        : {
            id: known.item,
            types: known.types ?? [],
            materials: (known.materials ?? []).map((m) => m.id),
          },
    missing: (p.missing ?? []).map(({ material, promisedOn }) => ({ material, promisedOn })),
    explained: p.explanation !== undefined,
    archive: p.archive && partsOf(p.archive),
    push: p.push ?? false,
    filed: known.filed ?? undefined,
  };
}

function ruleOf(
  item: string,
  { ruleVersion, check, feedback }: ApprovalKnowledge,
): ImplementingRule | undefined {
  return ruleVersion === null
    ? undefined
    : { item, version: ruleVersion, ...(check && { check }), ...(feedback && { feedback }) };
}
