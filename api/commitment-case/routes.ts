/** POST /v1/commitment-cases: an approval on commitment opens a file; the daily push; what is shown of a case beside its file. */
import { z } from 'zod';
import {
  approvalKnowledge,
  archiveVersionsOf,
  assigneeOf,
  caseOpening,
  keySupervisionList,
  keySupervisionOf,
  remindersOf,
  resultOf,
  toPush,
  type ApprovalKnowledge,
} from '../../db/commitment-case/store.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { commitmentCase } from '../../domain/commitment-case/procedure.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import type { Approval } from '../../domain/commitment-case/acts.ts';
import { linked } from '../../domain/law/common-act-types.ts';
import { basisOn } from '../../domain/commitment-case/basis.ts';
import type { ImplementingRule } from '../../domain/commitment-case/duties.ts';
import {
  refuseOpening,
  remarksOn,
  resultHasFile,
  type ApprovalToOpen,
} from '../../domain/commitment-case/opening.ts';
import {
  approvalShape,
  archiveShape,
  partsOf,
  type ApprovalPayload,
} from '../../domain/commitment-case/forms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { deliver, fileOr404, keyHeader, keyOf, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { bring } from '../background/system-acts.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import {
  openFileFor,
  type NewFile,
  type OpeningContext,
  type OpenedReply,
} from '../intake/open-file.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import { partiesOf, scopeOf } from '../intake/authority.ts';
import { fileId, when } from '../files/routes.ts';
import { commitmentSettingsRead } from '../commitment-registries/settings.ts';

const tag = '承诺制事项 Commitment cases';
/** How many files one push takes; the rest are taken by the next call. */
const PUSHES = 500;

export function commitmentCaseRoutes(deps: ActDeps) {
  return (api: Api): void => {
    opening(api, deps);
    pushing(api, deps);
    reading(api, deps);
    keySupervision(api, deps);
  };
}

function opening(api: Api, deps: ActDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/commitment-cases',
      tag,
      summary: '批准立卷 — Open a file by an approval on commitment',
      description: '承诺制事项批准后由受理部门立卷；可以同时归档并推送。一个办理结果只有一个案卷。',
      body: approvalShape,
      opens: { type: 'approval', clause: 'TJ84-3.2' },
      problems: [
        'no-legal-basis',
        'approval-in-future',
        'acceptor-not-listed',
        'list-missing',
        'item-unknown',
        'type-not-allowed',
        'supervisor-unknown',
        'missing-not-for-type',
        'explanation-missing',
        'material-not-promisable',
        'material-twice',
        'promise-before-approval',
        'archive-incomplete',
        'archive-first',
        'result-has-file',
        'receipt-not-yours',
        'in-the-future',
      ],
    },
    (body, caller, key) => openCommitmentCase(deps, caller, key, body),
  );
}

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
  const rule = ruleOf(p.item, known);
  const year = civilDateOf(arrivedAt).slice(0, 4);
  const kept = {
    type: p.type,
    item: p.item,
    listVersion: known.listVersion,
    basis,
    ...(rule && { rule }),
    approvedOn: p.approvedOn,
    subject: { kind: 'result', id: p.result },
    units: { accepting, supervising: known.supervising! },
    coordinators: {
      accepting: known.acceptingCoordinator !== null,
      supervising: known.supervisingCoordinator !== null,
    },
    settings,
    remarks: [...remarksOn(approval), ...invalid],
    ...(basis.force === 'adopted' && { force: 'management' }),
  };
  return {
    subject: { kind: 'result', id: p.result },
    idPattern: numbered(
      `${commitmentCase.prefix}-${p.type === 'certification' ? 'ZM' : 'XY'}`,
      bureau.id,
      year,
    ),
    type: 'approval',
    stated: factsOfApproval(p, approval),
    opening: kept,
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

const pushed = z.object({
  file: z.string(),
  act: z.string().nullable(),
  state: z.enum(['accepted', 'refused', 'pending']),
  ...refusedFields,
});

/** TJ84-5.2 定期推送 The daily push: everything of the caller's department that is archived and not pushed yet, in one call. */
function pushing(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/commitment-cases/pushes',
      tag,
      summary: '定期推送 — Push everything that is archived',
      auth: 'caller',
      headers: keyHeader,
      body: z.strictObject({}),
      clause: 'TJ84-5.2',
      description: `每次最多 ${PUSHES} 件，余下的再提交一次；同一键重发，不会重复推送。At most ${PUSHES} a call, the rest by a further one; the same key pushes nothing twice.`,
      responses: {
        200: {
          description: '各件的裁定 One verdict a file',
          schema: z.object({ items: z.array(pushed) }),
        },
      },
      problems: ['idempotency-key-missing'],
    },
    async ({ caller, headers }) => {
      const key = keyOf(headers);
      const files = await toPush(deps.sql, caller.unit, caller.id, key, PUSHES);
      const items: z.infer<typeof pushed>[] = [];
      const queue = files.entries();
      const worker = async () => {
        for (const [i, file] of queue)
          items[i] = await pushOne(deps, caller, file, `${key}:${file}`);
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      return { body: { items } };
    },
  );
}

async function pushOne(
  deps: ActDeps,
  caller: Caller,
  file: string,
  key: string,
): Promise<z.infer<typeof pushed>> {
  try {
    const { act, verdict } = await deliver(deps, caller, file, 'push', key, {}, { facts: {} });
    if (verdict && !verdict.accepted)
      return {
        file,
        act: act.id,
        state: 'refused',
        ...refusedAs(Problem.refused(verdict.refusal)),
      };
    return { file, act: act.id, state: verdict ? 'accepted' : 'pending' };
  } catch (error) {
    if (error instanceof Problem) return { file, act: null, state: 'refused', ...refusedAs(error) };
    throw error;
  }
}

const linking = z.object({ file: z.string(), evidence: z.string(), clause: z.string().optional() });

/** TJ84-10.2, QY-12.4: the other file shows the link too; one that has ended stays as it was, and shows it nowhere but here. */
export async function bringLink(task: TaskRow, deps: ActDeps): Promise<void> {
  const { file, evidence, clause } = linking.parse(task.data);
  await bring(
    deps,
    file,
    linked.type,
    { file: task.file, evidence, ...(clause && { clause }) },
    task.key,
  );
}

const time = z.string().nullable();
const caseShape = z
  .object({
    file: z.string(),
    type: z.enum(['certification', 'credit']),
    item: z.string(),
    listVersion: z.int(),
    approvedOn: z.string(),
    basis: z.object({
      instrument: z.string(),
      number: z.string(),
      version: z.string(),
      force: z.string(),
    }),
    rule: z.object({ item: z.string(), version: z.int() }).nullable(),
    result: z
      .object({
        id: z.string(),
        state: z.string(),
        stoppedAt: time,
        revokedAt: time,
        revokedByFile: time,
        revocationFile: time.meta({
          description:
            '案卷结束后办理撤销的案卷（TJ84-10.1、11） Where it is revoked after the case has closed',
        }),
      })
      .nullable(),
    archive: z
      .array(
        z.object({
          version: z.int(),
          act: z.string(),
          at: z.string(),
          officer: z.string(),
          reason: time,
          documents: archiveShape.nullable(),
        }),
      )
      .meta({
        description: '档案各版本（TJ84-5.2）；文书引用仅当事单位可见 Versions of the archive',
      }),
    keySupervision: z
      .array(
        z.object({
          material: z.string(),
          promise: z.string().nullable(),
          promisedOn: z.string(),
          from: z.string(),
          until: time,
          ended: time,
        }),
      )
      .meta({ description: '重点监管（TJ84-9.1）' }),
    assignee: z
      .string()
      .nullable()
      .meta({ description: '现由谁监管（TJ84-6） The officer who has it now' }),
    reminders: z
      .array(
        z.object({
          unit: z.string(),
          officer: time,
          duty: z.string(),
          count: z.int(),
          at: z.string(),
        }),
      )
      .meta({ description: '督办提醒（TJ84-15.4）' }),
  })
  .meta({ id: 'CommitmentCase' });

function reading(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/commitment-cases/:id',
      tag,
      summary:
        '承诺制事项 — A case: its basis, its result, what is under key supervision, who was reminded',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      responses: { 200: { description: '案件 Case', schema: caseShape } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const file = await fileOr404(sql, params.id);
      if (file.procedure !== 'commitment-case') throw new Problem('not-found');
      const scope = await scopeOf(sql, caller, file);
      const [kept, result, versions, materials, reminders, assignee] = await Promise.all([
        caseOpening(sql, file.id),
        resultOf(sql, file.subjectId),
        archiveVersionsOf(sql, file.id),
        keySupervisionOf(sql, file.id),
        remindersOf(sql, file.id),
        assigneeOf(sql, file.id),
      ]);
      return {
        body: {
          ...kept,
          file: file.id,
          type: kept.type as 'credit',
          rule: kept.rule ?? null,
          result: result
            ? { ...result, stoppedAt: when(result.stoppedAt), revokedAt: when(result.revokedAt) }
            : null,
          archive: versions.map((v, i) => ({
            ...v,
            version: i + 1,
            at: when(v.at)!,
            reason: scope === 'full' ? v.reason : null,
            documents: scope === 'full' ? v.documents : null,
          })),
          keySupervision: materials.map((m) => ({
            ...m,
            promise: scope === 'full' ? m.promise : null,
            from: when(m.from)!,
            until: when(m.until),
          })),
          assignee,
          reminders: reminders.map((r) => ({ ...r, at: when(r.at)! })),
        },
      };
    },
  );
}

/** TJ84-9.1 重点监管清单. */
function keySupervision(api: Api, { sql }: ActDeps): void {
  const item = z.object({
    file: z.string(),
    supervising: z.string(),
    material: z.string(),
    promisedOn: z.string(),
    from: z.string(),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/key-supervision',
      tag,
      summary: '重点监管清单 — What is promised and missing, by promised date',
      auth: 'caller',
      query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
      responses: {
        200: { description: '清单 List', schema: z.object({ items: z.array(item), next: time }) },
      },
    },
    async ({ query: { cursor, limit = 100 }, caller, req }) => {
      const after = readCursor(cursor, z.tuple([at.day, at.id, at.id]));
      const rows = await keySupervisionList(
        sql,
        caller.bureau,
        await partiesOf(sql, caller),
        after && { promisedOn: after[0], file: after[1], material: after[2] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (k) => [k.promisedOn, k.file, k.material]);
      return {
        body: {
          items: items.map(({ file, supervising, material, promisedOn, from }) => ({
            file,
            supervising,
            material,
            promisedOn,
            from: when(from)!,
          })),
          next,
        },
        headers: linkToNext(req, next),
      };
    },
  );
}
