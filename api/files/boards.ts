/** 待办、违期、台面: what is owed, what was breached, who is suspended, and the coordinator's links. */
import { z } from 'zod';
import {
  attentionOf,
  breachLedger,
  dutyBoard,
  findSubject,
  lateEntries,
  receiptGaps,
  suspensionsOf,
  unlessInvolved,
  type BreachRow,
  type DatedAct,
  type DutyRow,
  type SubjectRow,
  type SuspensionRow,
} from '../../db/queries/files.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseNow } from '../http/clock.ts';
import { coordinationLinks, waitingOnDesk, waitingShape } from '../coordination-issue/dashboard.ts';
import { inspectionLinks } from '../inspection/dashboard.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf } from '../intake/authority.ts';
import { dutyOf, dutyShape, when } from './routes.ts';

const time = z.string().nullable();
const place = z.tuple([at.instant, at.id, at.id]);
const placeOf = (after: z.output<typeof place> | undefined) =>
  after && { due: after[0], file: after[1], key: after[2] };

const breachShape = z
  .object({
    file: z.string(),
    key: z.string(),
    duty: z.string(),
    procedure: z.string(),
    clause: z.string(),
    owedBy: z.string(),
    owedTo: z.string(),
    due: z.string(),
    secondReading: time,
    recordedAt: z.string(),
    doneAt: time,
    overrunMs: z.number().nullable(),
    force: z.enum(['text', 'reading']),
    state: z.enum(['standing', 'claimed-in-time', 'reversed']),
  })
  .meta({ id: 'Breach' });
const breachOf = ({ due, altDue, recordedAt, doneAt, ...b }: BreachRow) => ({
  ...b,
  force: b.force as 'text',
  due: when(due)!,
  secondReading: when(altDue),
  recordedAt: when(recordedAt)!,
  doneAt: when(doneAt),
  state: b.state as 'standing',
});

const dutyColumns: readonly Column<DutyRow>[] = [
  ['案卷 file', (d) => d.file],
  ['义务 duty', (d) => dutyOf(d).action.zh],
  ['条款 clause', (d) => d.clause],
  ['性质 force', (d) => d.force],
  ['负有方 owed by', (d) => d.owedBy],
  ['对方 owed to', (d) => d.owedTo],
  ['到期 due', (d) => when(d.due)],
  ['状态 state', (d) => d.state],
  ['可能逾期 possibly overdue', (d) => (dutyOf(d).possiblyOverdue ? '是' : '')],
  ['督办 chases', (d) => d.chases],
  ['未答复 unanswered', (d) => d.unanswered],
];
const breachColumns: readonly Column<BreachRow>[] = [
  ['案卷 file', (b) => b.file],
  ['义务 duty', (b) => b.duty],
  ['条款 clause', (b) => b.clause],
  ['性质 force', (b) => b.force],
  ['负有方 owed by', (b) => b.owedBy],
  ['对方 owed to', (b) => b.owedTo],
  ['到期 due', (b) => when(b.due)],
  ['完成 done', (b) => when(b.doneAt)],
  ['超期毫秒 overrun ms', (b) => b.overrunMs],
  ['状态 state', (b) => b.state],
];

export interface DeskLinks {
  uiUrl: string;
  namespace: string;
}

export function boardRoutes(deps: ActDeps, links: DeskLinks) {
  return (api: Api): void => {
    duties(api, deps);
    breaches(api, deps);
    subjects(api, deps);
    entries(api, deps);
    desk(api, deps, links);
  };
}

function duties(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/duties',
      tag: '待办 Duties',
      summary: '待办义务 — The duty board, oldest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['open', 'due-soon', 'overdue']).optional(),
        force: z.enum(['law', 'management']).optional().meta({
          description:
            'law：法定期限或本系统的理解；management：管理时限 Periods of law, or management periods only',
        }),
        possiblyOverdue: z.enum(['true']).optional().meta({
          description: '可能逾期（日历未定） Past the expected instant of an unpublished calendar',
        }),
        unit: z.string().max(64).optional(),
        clause: z.string().max(40).optional(),
        procedure: z.string().max(40).optional(),
        unanswered: z.enum(['true']).optional(),
      }),
      responses: {
        200: {
          description: '待办 Duties',
          schema: z.object({ items: z.array(dutyShape), next: time }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, unanswered, possiblyOverdue, ...filter } = query;
      const flags = {
        unanswered: unanswered === 'true',
        possiblyOverdue: possiblyOverdue === 'true',
      };
      const rows = await dutyBoard(
        sql,
        {
          ...filter,
          ...flags,
          bureau: caller.bureau,
          reader: caller.id,
          parties: await partiesOf(sql, caller),
        },
        placeOf(readCursor(cursor, place)),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (d) => [d.due, d.file, d.key]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'duties', csv(dutyColumns, items), linkToNext(req, next));
      return { body: { items: items.map(dutyOf), next }, headers: linkToNext(req, next) };
    },
  );
}

function breaches(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/breaches',
      tag: '违期 Breaches',
      summary: '违期台账 — The ledger of breaches, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        unit: z.string().max(64).optional(),
        clause: z.string().max(40).optional(),
        file: z.string().max(200).optional(),
        state: z.enum(['standing', 'claimed-in-time', 'reversed']).optional(),
      }),
      responses: {
        200: {
          description: '违期 Breaches',
          schema: z.object({ items: z.array(breachShape), next: time }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const rows = await breachLedger(
        sql,
        {
          ...filter,
          bureau: caller.bureau,
          reader: caller.id,
          parties: await partiesOf(sql, caller),
        },
        placeOf(readCursor(cursor, place)),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (b) => [b.due, b.file, b.key]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'breaches', csv(breachColumns, items), linkToNext(req, next));
      return { body: { items: items.map(breachOf), next }, headers: linkToNext(req, next) };
    },
  );
}

const suspensionShape = z.object({
  file: z.string(),
  state: z.enum(['ordered', 'lifted', 'replaced']),
  decidedAt: z.string(),
  startsAt: time,
  endedAt: time,
  endsOn: time,
  reviewOn: time,
  reviewDefault: z.string().nullable().meta({
    description:
      '复核日期未经决定写明的：所依的管理时限条款（X-14 为 30 日） Where no decision states the review date: the clause of the management period it rests on',
  }),
  decision: z.string(),
  clause: z.string(),
});

/** Suspended or not, at any time: from the suspensions the files have entered, and the registry's own status. */
function subjects(api: Api, { sql, engine }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/subjects/:id/status',
      tag: '主体 Subjects',
      summary:
        '是否暂停 — Suspended or not, since when, under which decision, until or reviewed when',
      auth: 'caller',
      params: z.strictObject({ id: z.string().max(40) }),
      query: z.strictObject({ kind: z.enum(['institution', 'practitioner']).optional() }),
      responses: {
        200: {
          description: '状态 Status',
          schema: z.object({
            subject: z.object({ kind: z.string(), id: z.string() }),
            registered: z.string(),
            suspended: z.boolean(),
            ordered: z.boolean(),
            current: suspensionShape.nullable(),
            history: z.array(suspensionShape),
          }),
        },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, query, caller }) => {
      const found = query.kind
        ? await findSubject(sql, query.kind, params.id)
        : ((await findSubject(sql, 'institution', params.id)) ??
          (await findSubject(sql, 'practitioner', params.id)));
      if (!found) throw new Problem('not-found');
      if (found.bureau !== caller.bureau) throw new Problem('other-bureau');
      const history = await suspensionsOf(sql, found.kind, found.id);
      const current = history.find((s) => s.state === 'ordered');
      const now = current ? ((await engine.clockOf(current.file)) ?? databaseNow()) : 0;
      const shown = ({
        act,
        decidedAt,
        startsAt,
        endedAt,
        nextReview,
        ...s
      }: (typeof history)[number]) => ({
        ...s,
        ...reviewOf({ ...s, nextReview }),
        state: s.state as 'ordered',
        decidedAt: when(decidedAt)!,
        startsAt: when(startsAt),
        endedAt: when(endedAt),
        decision: act,
      });
      const suspended =
        current !== undefined && current.startsAt !== null && current.startsAt <= now;
      return {
        body: {
          subject: { kind: found.kind, id: found.id },
          registered: registeredOf(found, { ordered: current !== undefined, suspended }),
          suspended,
          ordered: current !== undefined,
          current: current ? shown(current) : null,
          history: history.map(shown),
        },
      };
    },
  );
}

/** X-14: a suspension without a date of its own is looked at again by a management period; after no case was filed, by the one of that step. */
function reviewOf({
  endsOn,
  reviewOn,
  nextReview,
}: Pick<SuspensionRow, 'endsOn' | 'reviewOn' | 'nextReview'>): {
  reviewOn: string | null;
  reviewDefault: string | null;
} {
  const byDefault =
    nextReview !== null &&
    (nextReview.duty === 'decideAfterNoCase' || (endsOn === null && reviewOn === null));
  return byDefault
    ? { reviewOn: nextReview.on, reviewDefault: nextReview.clause }
    : { reviewOn, reviewDefault: null };
}

/** The registry takes a suspension on when it starts, by its own clock; asked by the file's clock the answer is exact. */
function registeredOf(
  { kind, status }: SubjectRow,
  { ordered, suspended }: { ordered: boolean; suspended: boolean },
): string {
  const free = kind === 'institution' ? 'designated' : 'qualified';
  if (suspended && status === free) return 'suspended';
  return ordered && !suspended && status === 'suspended' ? free : status;
}

const listsFor = (caller: Caller) => ({ bureau: caller.bureau, reader: caller.id });
const datedShape = z.object({
  act: z.string(),
  file: z.string(),
  type: z.string(),
  unit: z.string(),
  officer: z.string(),
  receivedAt: z.string(),
  arrivedAt: z.string(),
  statedAt: time,
  duty: time,
});
const datedOf = ({ receivedAt, arrivedAt, statedAt, ...a }: DatedAct) => ({
  ...a,
  receivedAt: when(receivedAt)!,
  arrivedAt: when(arrivedAt)!,
  statedAt: when(statedAt),
});

/** Entries whose dates somebody should look at: 补录 by officer (X-13), and receipts stamped long before they reached us. */
function entries(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/late-entries',
      tag: '违期 Breaches',
      summary: '补录清单 — Acts that claim to have been in time',
      auth: ['coordinator', 'regulator'],
      query: z.strictObject({ officer: z.string().max(64).optional() }),
      responses: {
        200: { description: '补录 Late entries', schema: z.object({ items: z.array(datedShape) }) },
      },
    },
    async ({ query, caller }) => ({
      body: { items: (await lateEntries(sql, listsFor(caller), query.officer, 1000)).map(datedOf) },
    }),
  );
  api.route(
    {
      method: 'get',
      path: '/v1/receipt-gaps',
      tag: '违期 Breaches',
      summary: '收文时间差清单 — Receipts stamped over 30 minutes before they arrived',
      auth: ['coordinator', 'regulator'],
      responses: {
        200: { description: '时间差 Gaps', schema: z.object({ items: z.array(datedShape) }) },
      },
    },
    async ({ caller }) => ({
      body: { items: (await receiptGaps(sql, listsFor(caller), 1000)).map(datedOf) },
    }),
  );
}

/** legal-time §4.6: from 25 October somebody should load next year's notice; from 9 December it is urgent. Management, by the calendar day. */
async function calendarNotice(
  sql: ActDeps['sql'],
  today: CivilDate,
): Promise<{ level: 'reminder' | 'alarm'; zh: string; en: string } | null> {
  const next = Number(today.slice(0, 4)) + 1;
  if (today.slice(5) < '10-25') return null;
  const loaded = (await currentCalendars(sql)).some((y) => y.year === next);
  if (loaded) return null;
  const level = today.slice(5) >= '12-09' ? ('alarm' as const) : ('reminder' as const);
  return {
    level,
    zh: `${next} 年放假安排尚未录入；涉及该年的期限均为暂定。`,
    en: `The arrangement for ${next} is not loaded; deadlines that reach into it are provisional.`,
  };
}

/** 台面 Ready links: into the Temporal UI for the files, into the API for the figures. */
function desk(api: Api, { sql }: ActDeps, { uiUrl, namespace }: DeskLinks): void {
  const link = z.object({
    title: z.object({ zh: z.string(), en: z.string() }),
    ui: z.string().nullable(),
    api: z.string().nullable(),
    count: z.int().nullable(),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/desk',
      tag: '台面 Desk',
      summary: '协调员的现成链接 — Ready links for coordinators',
      auth: 'caller',
      responses: {
        200: {
          description: '链接 Links',
          schema: z.object({
            bureau: z.string(),
            calendar: z
              .object({ level: z.enum(['reminder', 'alarm']), zh: z.string(), en: z.string() })
              .nullable(),
            links: z.array(link),
            waiting: waitingShape,
          }),
        },
      },
    },
    async ({ caller }) => {
      if (!holds(caller, 'coordinator') && !holds(caller, 'regulator'))
        throw new Problem('not-authorised', {
          lawful: {
            zh: '台面供协调员和监管人员使用。',
            en: 'The desk is for coordinators and regulators.',
          },
        });
      const ui = (query: string) =>
        `${uiUrl}/namespaces/${namespace}/workflows?query=${encodeURIComponent(`DubanBureau = "${caller.bureau}" AND ExecutionStatus = "Running" AND ${query}`)}`;
      const shown = unlessInvolved(sql, 'd.file_id', 'd.procedure', caller.id);
      const [count] = await sql<
        {
          faulty: number;
          overdue: number;
          management: number;
          possibly: number;
          soon: number;
          technical: number;
          unanswered: number;
          suspended: number;
        }[]
      >`select
      (select count(*)::int from duty d where bureau_id = ${caller.bureau} and state = 'overdue' and force <> 'management' and ${shown}) as overdue,
      (select count(*)::int from duty d where bureau_id = ${caller.bureau} and state = 'overdue' and force = 'management' and ${shown}) as management,
      (select count(*)::int from duty d where bureau_id = ${caller.bureau} and state in ('open', 'due-soon', 'overdue') and body ? 'possiblyOverdue' and ${shown}) as possibly,
      (select count(*)::int from file f where bureau_id = ${caller.bureau} and closed_at is null and ${attentionOf(sql)} = 'technical' and ${unlessInvolved(sql, 'f.id', 'f.procedure', caller.id)}) as technical,
      (select count(*)::int from duty d where bureau_id = ${caller.bureau} and state = 'due-soon' and ${shown}) as soon,
      (select count(*)::int from duty d where bureau_id = ${caller.bureau} and unanswered > 0 and state in ('open', 'due-soon', 'overdue') and ${shown}) as unanswered,
      (select count(*)::int from run_fault r join file f on f.id = r.file_id where f.bureau_id = ${caller.bureau} and r.mended_at is null) as faulty,
      (select count(*)::int from suspension s join file f on f.id = s.file_id where f.bureau_id = ${caller.bureau} and s.state = 'ordered') as suspended`;
      const units = await sql<
        { unit: string; name: string; n: number }[]
      >`select owed_by as unit, coalesce((select u.name || ' ' from unit u where u.id = owed_by), '') as name, count(*)::int as n from duty d where bureau_id = ${caller.bureau} and state in ('due-soon', 'overdue') and ${shown} group by 1 order by 2 desc, 1 limit 50`;
      const links = [
        {
          title: { zh: '已逾期', en: 'Overdue' },
          ui: ui('DubanAttention = "overdue"'),
          api: '/v1/duties?state=overdue&force=law',
          count: count!.overdue,
        },
        {
          title: { zh: '超管理时限（不是违期）', en: 'Past a management period (no breach)' },
          ui: ui('DubanAttention = "management-overdue"'),
          api: '/v1/duties?state=overdue&force=management',
          count: count!.management,
        },
        {
          title: { zh: '可能逾期（日历未定）', en: 'Possibly overdue (calendar not published)' },
          ui: ui('DubanAttention = "blocked"'),
          api: '/v1/duties?possiblyOverdue=true',
          count: count!.possibly,
        },
        {
          title: { zh: '临近到期', en: 'Due soon' },
          ui: ui('DubanAttention = "due-soon"'),
          api: '/v1/duties?state=due-soon',
          count: count!.soon,
        },
        ...units.map(({ unit, name, n }) => ({
          title: { zh: `临近或已逾期：${name}${unit}`, en: `Due soon or overdue: ${name}${unit}` },
          ui: ui(`DubanUnit = "${unit}"`),
          api: `/v1/duties?unit=${unit}`,
          count: n,
        })),
        {
          title: { zh: '技术故障', en: 'Technically stuck' },
          ui: ui('DubanAttention = "technical"'),
          api: '/v1/files?attention=technical&state=open',
          count: count!.technical,
        },
        {
          title: {
            zh: '流程未在运行，或与台账不符',
            en: 'Not running, or not as the register has it',
          },
          ui: null,
          api: '/v1/files?attention=technical&state=open',
          count: count!.faulty,
        },
        {
          title: { zh: '现在暂停', en: 'Suspended now' },
          ui: ui('DubanSuspension = "ordered"'),
          api: null,
          count: count!.suspended,
        },
        {
          title: { zh: '督办未答复', en: 'Chases never answered' },
          ui: ui('DubanChase = "unanswered"'),
          api: '/v1/duties?unanswered=true',
          count: count!.unanswered,
        },
        ...(await coordinationLinks(sql, caller.bureau, civilDateOf(api.deps.clock.now()), ui)),
        ...(await inspectionLinks(sql, caller.bureau, caller.id, ui)),
      ];
      return {
        body: {
          bureau: caller.bureau,
          calendar: await calendarNotice(sql, civilDateOf(api.deps.clock.now())),
          links,
          waiting: await waitingOnDesk(sql, caller.bureau, caller.id, ui),
        },
      };
    },
  );
}
