/** Files, whatever their procedure: what is owed, what can be filed now, what was filed, and the register. */
import { z } from 'zod';
import type { Verdict } from '../../domain/law/verdict.ts';
import { findStanding } from '../../db/queries/access.ts';
import {
  dutiesOf,
  listFiles,
  registerOf,
  type DutyRow,
  type FileRow,
  type FileWithView,
  type RegisterRow,
  type Withheld,
} from '../../db/queries/files.ts';
import { actById, actsOf, type StoredAct } from '../../db/queries/inbox.ts';
import { attentions } from '../../domain/law/attention.ts';
import { civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { consequences, consequencesOf, receiptOf, receiptShape } from '../intake/answers.ts';
import { fileOr404, keyHeader, keyOf, submitAct, type ActDeps } from '../intake/submit-act.ts';
import { databaseToday } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { tagged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { awaitedOf, possibleFor } from '../intake/possible.ts';
import { procedures } from '../../domain/procedures.ts';
import { formOf } from '../intake/procedures.ts';
import { allRules, rulesOf } from '../rules.ts';
import { partiesOf, requireOffice, scopeOf, type Scope } from '../intake/authority.ts';

export const when = (at: number | null): string | null =>
  at === null ? null : formatInstant(at as Instant);
const time = z.string().nullable();
const tag = '案卷 Files';
export const fileId = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' });

export const fileShape = z
  .object({
    id: z.string(),
    procedure: z.string(),
    bureau: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    direction: time,
    stage: z.string(),
    attention: z.string(),
    nextDue: time,
    awaited: time,
    blocking: time.meta({ description: '现在等哪个单位 Who is blocking' }),
    openedAt: z.string(),
    closedAt: time,
    outcome: time,
    version: z.int(),
    fault: time.meta({
      description: '技术故障代码 Why the file cannot write, while attention is technical',
    }),
  })
  .meta({ id: 'File' });

export function fileOf(f: FileRow) {
  return {
    id: f.id,
    procedure: f.procedure,
    bureau: f.bureau,
    subject: { kind: f.subjectKind, id: f.subjectId },
    direction: f.direction,
    stage: f.stage,
    attention: f.attention,
    nextDue: when(f.nextDue),
    awaited: f.awaited,
    blocking: f.blocking,
    openedAt: when(f.openedAt)!,
    closedAt: when(f.closedAt),
    outcome: f.outcome,
    version: f.version,
    fault: f.fault,
  };
}

export const dutyShape = z
  .object({
    file: z.string(),
    key: z.string(),
    duty: z.string(),
    item: time,
    act: z.string(),
    action: z.object({ zh: z.string(), en: z.string() }),
    owedBy: z.string(),
    owedTo: z.string(),
    clause: z.string(),
    article: z.string(),
    force: z.enum(['text', 'reading', 'management']),
    from: z.string(),
    due: z.string(),
    inclusive: z.boolean(),
    lastDay: z.string().optional(),
    secondReading: z.string().nullable(),
    status: z.enum(['firm', 'provisional']),
    earliest: z.string().optional(),
    state: z.string(),
    doneAt: time,
    chases: z.int(),
    unanswered: z.int(),
    possiblyOverdue: z.boolean().meta({
      description:
        '可能逾期（日历未定） The expected instant has passed, but the arrangement of that year is not published',
    }),
    explanation: z.array(z.object({ zh: z.string(), en: z.string() })),
    calendarVersions: z.array(z.string()),
  })
  .meta({ id: 'Duty' });

export function dutyOf(d: DutyRow) {
  const b = d.body as {
    action: { zh: string; en: string };
    article: string;
    inclusive: boolean;
    lastDay?: string;
    earliest?: string;
    explanation: { zh: string; en: string }[];
    calendarVersions: string[];
    possiblyOverdue?: boolean;
  };
  return {
    file: d.file,
    key: d.key,
    duty: d.duty,
    item: d.item,
    act: d.act,
    action: b.action,
    owedBy: d.owedBy,
    owedTo: d.owedTo,
    clause: d.clause,
    article: b.article,
    force: d.force as 'text',
    from: when(d.from)!,
    due: when(d.due)!,
    inclusive: b.inclusive,
    ...(b.lastDay && { lastDay: b.lastDay }),
    secondReading: when(d.altDue),
    status: d.status as 'firm',
    ...(b.earliest && { earliest: b.earliest }),
    state: d.state,
    doneAt: when(d.doneAt),
    chases: d.chases,
    unanswered: d.unanswered,
    possiblyOverdue: b.possiblyOverdue === true,
    explanation: b.explanation,
    calendarVersions: b.calendarVersions,
  };
}

const refusalShape = z.object({
  code: z.string(),
  clause: z.string(),
  say: z.object({ zh: z.string(), en: z.string() }),
  lawful: z.object({ zh: z.string(), en: z.string() }),
  earliest: z.string().optional(),
});
const actShape = z
  .object({
    id: z.string(),
    file: z.string(),
    number: z.int(),
    type: z.string(),
    unit: z.string(),
    officer: z.string(),
    hash: z.string(),
    receivedAt: z.string(),
    arrivedAt: z.string(),
    state: z.enum(['pending', 'accepted', 'refused']),
    timing: z.enum(['in-time', 'late', 'claimed-in-time', 'undetermined']).optional(),
    force: z.enum(['text', 'reading', 'management']).optional().meta({
      description:
        '时限的性质；超过管理时限不是违期 Of the period; late by a management period is no breach',
    }),
    duty: z.string().optional(),
    refusal: refusalShape.optional(),
    receipt: receiptShape.optional(),
    ...consequences,
    payload: z.unknown().optional(),
  })
  .meta({ id: 'Act' });

function refusalOf(verdict: Verdict | undefined) {
  if (!verdict || verdict.accepted) return {};
  const { code, clause, say, lawful, earliest } = verdict.refusal;
  return {
    refusal: {
      code,
      clause,
      say,
      lawful,
      ...(earliest !== undefined && { earliest: formatInstant(earliest) }),
    },
  };
}

function actOf(a: StoredAct, payload?: unknown) {
  const verdict = (a.verdict ?? undefined) as Verdict | undefined;
  return {
    id: a.act,
    file: a.file,
    number: a.number,
    type: a.type,
    unit: a.unit,
    officer: a.officer,
    hash: a.hash,
    receivedAt: when(a.receivedAt)!,
    arrivedAt: when(a.arrivedAt)!,
    state:
      verdict === undefined
        ? ('pending' as const)
        : verdict.accepted
          ? ('accepted' as const)
          : ('refused' as const),
    ...(verdict?.accepted && verdict.timing && { timing: verdict.timing }),
    ...(verdict?.accepted && verdict.force && { force: verdict.force }),
    ...(verdict?.accepted && verdict.duty && { duty: verdict.duty }),
    ...consequencesOf(verdict),
    ...refusalOf(verdict),
    ...(payload !== undefined && { payload }),
  };
}

/** QY-10.3  Before the door is opened: that an act was filed and refused, not by whom nor why. */
const told = (scope: Scope, act: ReturnType<typeof actOf>): ReturnType<typeof actOf> => {
  if (scope !== 'withheld') return act;
  const { refusal: _why, started: _started, warnings: _warnings, ...rest } = act;
  return { ...rest, officer: '—' };
};

const awaitedShape = z.object({
  act: z.string(),
  label: z.object({ zh: z.string(), en: z.string() }),
  clause: z.string(),
  duty: z.string().optional(),
  item: z.string().optional(),
  by: z
    .array(z.string())
    .meta({ description: '可以提交的单位，* 为任何单位 The units that may file it; * is any' }),
  roles: z
    .array(z.string())
    .optional()
    .meta({ description: '不论单位，有此角色的人员 Officers of any unit with one of these roles' }),
  except: z.array(z.string()).optional().meta({ description: '不得提交的单位 Units that may not' }),
});
const possibleShape = awaitedShape.extend({ schema: z.unknown() });
const registerShape = z
  .object({
    seq: z.int(),
    key: z.string(),
    type: z.string(),
    clause: time,
    act: time,
    body: z.record(z.string(), z.unknown()),
    bodyHash: z.string(),
    recordedAt: z.string(),
    prev: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'RegisterEntry' });
const registerRow = (r: RegisterRow) => ({ ...r, recordedAt: when(r.recordedAt)! });

const fileColumns: readonly Column<FileRow>[] = [
  ['案卷 file', (f) => f.id],
  ['程序 procedure', (f) => f.procedure],
  ['主体 subject', (f) => f.subjectId],
  ['阶段 stage', (f) => f.stage],
  ['状态 attention', (f) => f.attention],
  ['待办 awaited', (f) => f.awaited],
  ['单位 unit', (f) => f.blocking],
  ['到期 next due', (f) => when(f.nextDue)],
  ['立卷 opened', (f) => when(f.openedAt)],
  ['结束 closed', (f) => when(f.closedAt)],
  ['结果 outcome', (f) => f.outcome],
];

export function fileRoutes(deps: ActDeps) {
  return (api: Api): void => {
    lists(api, deps);
    one(api, deps);
    acts(api, deps);
    record(api, deps);
  };
}

function lists(api: Api, { sql }: ActDeps): void {
  const place = z.tuple([at.instant, at.id]);
  api.route(
    {
      method: 'get',
      path: '/v1/files',
      tag,
      summary: '案卷列表 — Files, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        procedure: z.string().max(40).optional(),
        stage: z.string().max(40).optional(),
        attention: z.enum(attentions).optional(),
        unit: z.string().max(64).optional(),
        subject: z.string().max(40).optional(),
        state: z.enum(['open', 'closed']).optional(),
      }),
      responses: {
        200: {
          description: '列表 List',
          schema: z.object({ items: z.array(fileShape), next: time }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, state, ...filter } = query;
      const after = readCursor(cursor, place);
      const rows = await listFiles(
        sql,
        {
          ...filter,
          bureau: caller.bureau,
          reader: caller.id,
          open: state && state === 'open',
          parties: await partiesOf(sql, caller),
        },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
        withheldFrom(sql, caller.id),
      );
      const { items, next } = paged(rows, limit, (f) => [f.openedAt, f.id]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'files', csv(fileColumns, items), linkToNext(req, next));
      return { body: { items: items.map(fileOf), next }, headers: linkToNext(req, next) };
    },
  );
}

/** Whose subject is told in lists only to whoever may know it. */
const withheldFrom = (sql: ActDeps['sql'], officer: string): Withheld[] =>
  allRules().flatMap(([procedure, { subjectKnown }]) =>
    subjectKnown ? [{ procedure, unless: subjectKnown(sql, officer, databaseToday()) }] : [],
  );

/** QY-10.3  Before the door is opened a file has no subject and no remark for those who may not know its plan. */
const shownAs = (scope: Scope, file: FileWithView): FileWithView =>
  scope === 'withheld' ? { ...file, subjectId: file.id, view: { ...file.view, notes: [] } } : file;

function one(api: Api, { sql }: ActDeps): void {
  const shape = z.object({
    ...fileShape.shape,
    parties: z.record(z.string(), z.string()),
    notes: z.array(z.string()),
    duties: z.array(dutyShape),
    awaits: z
      .array(awaitedShape)
      .meta({ description: '现在接收的文书，由谁提交 What the file takes now, and from whom' }),
    possible: z.array(possibleShape).meta({
      description: '其中本人可以提交的，附表单 What of it the caller may file, with its form',
    }),
    register: z.object({ entries: z.int(), head: z.string(), historyHash: time }),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id',
      tag,
      summary: '案卷现状 — A file: stage, duties, what can be filed now, who is blocking',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      responses: {
        200: { description: '案卷 File', schema: shape },
        304: { description: '未变 Unchanged' },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller, req }) => {
      const found = await fileOr404(sql, params.id);
      const file = shownAs(await scopeOf(sql, caller, found), found);
      const duties = (await dutiesOf(sql, file.id))
        .filter((d) => ['open', 'due-soon', 'overdue'].includes(d.state))
        .map(dutyOf);
      const awaits = awaitedOf(file);
      const standing = awaits.length > 0 ? await findStanding(sql, caller.id) : null;
      const possible = possibleFor(
        file,
        awaits,
        caller,
        standing,
        civilDateOf(api.deps.clock.now()),
      );
      const body = {
        ...fileOf(file),
        parties: file.opening.units ?? {},
        notes: file.view.notes ?? [],
        duties,
        awaits,
        possible,
        register: { entries: file.registerSeq, head: file.head, historyHash: file.historyHash },
      };
      // What is possible depends on who asks, and on the day.
      return tagged(
        req,
        { body },
        `${file.id}:${file.version}:${file.historyHash}:${file.subjectId}:${file.attention}:${caller.id}:${possible.map(({ act, item }) => `${act}/${item ?? ''}`).join()}`,
      );
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/deadlines',
      tag,
      summary: '各项期限及计算说明 — Every deadline of a file with its counting',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      responses: {
        200: { description: '期限 Deadlines', schema: z.object({ items: z.array(dutyShape) }) },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const file = await fileOr404(sql, params.id);
      await scopeOf(sql, caller, file);
      return { body: { items: (await dutiesOf(sql, file.id)).map(dutyOf) } };
    },
  );
}

function acts(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  const params = z.strictObject({ id: fileId, type: z.string().max(60) });
  api.route(
    {
      method: 'post',
      path: '/v1/files/:id/acts/:type',
      tag,
      summary: '提交文书 — File an act',
      auth: 'caller',
      answersAgain: true,
      params,
      headers: keyHeader,
      body: z.unknown(),
      description: `各程序的文书 acts: ${procedures
        .map(({ id, forms }) => `${id}: ${Object.keys(forms).join(', ')}`)
        .join(
          '; ',
        )}; 通用 common: chase, chase-answer, evidence-confirmation, retry. 形式见 GET /v1/files/{id} 的 possible。`,
      responses: {
        200: { description: '已采纳 Accepted', schema: actShape },
        202: { description: '已收到，待裁定 Received, verdict pending', schema: actShape },
      },
      problems: [
        'not-found',
        'other-bureau',
        'idempotency-key-missing',
        'idempotency-conflict',
        'file-closed',
        'not-awaited',
        'not-owed-by-you',
        'in-the-future',
        'before-trigger',
      ],
    },
    async ({ params: { id, type }, headers: given, body, caller, res }) => {
      const file = await fileOr404(sql, id);
      res.locals['form'] = formOf(file.procedure, type)?.shape;
      const { act, verdict } = await submitAct(deps, caller, file, type, keyOf(given), body);
      const headers = { Location: `/v1/files/${id}/acts/${act.id}` };
      if (verdict && !verdict.accepted)
        throw Problem.refused(
          verdict.refusal,
          undefined,
          headers,
          await rulesOf(file.procedure).refusalSays?.(sql, act.id, caller.id, databaseToday()),
        );
      const answer = actOf({
        act: act.id,
        file: id,
        number: act.number,
        type,
        unit: act.unit,
        officer: act.officer,
        hash: act.hash,
        message: act,
        receivedAt: act.receivedAt,
        arrivedAt: act.arrivedAt,
        signalled: true,
        verdict,
      });
      return { status: verdict ? 200 : 202, body: { ...answer, receipt: receiptOf(act) }, headers };
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/acts',
      tag,
      summary: '已提交的文书 — Acts filed: accepted, refused and pending alike',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      query: z.strictObject(pageQuery),
      responses: {
        200: {
          description: '文书 Acts',
          schema: z.object({ items: z.array(actShape), next: time }),
        },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, query, caller, req }) => {
      const file = await fileOr404(sql, params.id);
      const scope = await scopeOf(sql, caller, file);
      const limit = query.limit ?? 100;
      const { items, next } = paged(
        await actsOf(sql, file.id, readCursor(query.cursor, at.serial) ?? 0, limit + 1),
        limit,
        (a) => a.number,
      );
      return {
        body: { items: items.map((a) => told(scope, actOf(a))), next },
        headers: linkToNext(req, next),
      };
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/acts/:act',
      tag,
      summary: '一份文书及其裁定 — One act and its verdict',
      auth: 'caller',
      params: z.strictObject({ id: fileId, act: z.string().max(64) }),
      responses: {
        200: { description: '文书 Act', schema: actShape },
        304: { description: '未变 Unchanged' },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller, req }) => {
      const file = await fileOr404(sql, params.id);
      const act = await actById(sql, file.id, params.act);
      // What somebody has filed they may read again: it is where a 202 has sent them.
      if (act?.officer === caller.id) requireOffice(caller);
      const scope =
        act?.officer === caller.id && file.bureau === caller.bureau
          ? 'full'
          : await scopeOf(sql, caller, file);
      if (!act) throw new Problem('not-found');
      return tagged(req, {
        body: told(scope, actOf(act, scope === 'full' ? act.payload : undefined)),
      });
    },
  );
}

function record(api: Api, { sql }: ActDeps): void {
  const columns: readonly Column<RegisterRow>[] = [
    ['序号 seq', (r) => r.seq],
    ['时间 recorded', (r) => when(r.recordedAt)],
    ['事项 type', (r) => r.type],
    ['条款 clause', (r) => r.clause],
    ['文书 act', (r) => r.act],
    ['内容 body', (r) => JSON.stringify(r.body)],
    ['哈希 hash', (r) => r.hash],
  ];
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/register',
      tag,
      summary: '台账 — The register of a file, hash-chained',
      description: '检查开始前，无权知道方案的，只见条目及其哈希，不见内容（QY-10.3）。',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      query: z.strictObject(pageQuery),
      responses: {
        200: {
          description: '台账 Register',
          schema: z.object({ items: z.array(registerShape), next: time }),
          csv: true,
        },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, query, caller, req, res }) => {
      const file = await fileOr404(sql, params.id);
      const scope = await scopeOf(sql, caller, file);
      const limit = query.limit ?? 1000;
      const read = await registerOf(
        sql,
        file.id,
        readCursor(query.cursor, at.serial) ?? 0,
        limit + 1,
      );
      const { items, next } = paged(
        scope === 'withheld' ? read.map((r) => ({ ...r, body: {} })) : read,
        limit,
        (r) => r.seq,
      );
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'register', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(registerRow), next }, headers: linkToNext(req, next) };
    },
  );
}
