/** 台面 Ready links of every file and of each room: into the Temporal UI for the files, into the API for the figures. */
import { z } from 'zod';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { deskCounts, unitsWithMostDue } from '../../db/queries/desk.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import {
  deskLink,
  type DeskLines,
  type DeskLink,
  type DeskNotices,
  type DeskOf,
  type LinkTo,
} from './desk-links.ts';
import { listAddress, narrowedTo, viewNamed } from './engine-views.ts';
import { waitingOnDesk, waitingShape } from './waiting.ts';

/** legal-time §4.6: from 25 October somebody should load next year's notice; from 9 December, and as long as it is missing in the year itself, it is urgent. Management, by the calendar day. */
export function calendarNotice(
  loaded: readonly { year: number }[],
  today: CivilDate,
): { level: 'reminder' | 'alarm'; zh: string; en: string } | null {
  const year = Number(today.slice(0, 4));
  const asked = today.slice(5) < '10-25' ? [year] : [year, year + 1];
  const missing = asked.find((one) => loaded.every((known) => known.year !== one));
  if (missing === undefined) return null;
  const urgent = missing === year || today.slice(5) >= '12-09';
  return {
    level: urgent ? 'alarm' : 'reminder',
    zh: `${missing} 年放假安排尚未录入；涉及该年的期限均为暂定。`,
    en: `The arrangement for ${missing} is not loaded; deadlines that reach into it are provisional.`,
  };
}

export interface DeskOptions {
  uiUrl: string;
  namespace: string;
  /** What the rooms show after the lines of every file. */
  lines: readonly DeskLines[];
  /** What the rooms have to say there. */
  notices: readonly DeskNotices[];
}

const link = z.object({
  title: z.object({ zh: z.string(), en: z.string() }),
  ui: z.string().nullable(),
  api: z.string().nullable(),
  count: z.int().nullable(),
});
const deskShape = z.object({
  bureau: z.string(),
  calendar: z
    .object({ level: z.enum(['reminder', 'alarm']), zh: z.string(), en: z.string() })
    .nullable(),
  notices: z
    .array(
      z.object({
        level: z.enum(['reminder', 'alarm']),
        zh: z.string(),
        en: z.string(),
        page: z.string().nullable(),
      }),
    )
    .meta({ description: '须有人处理而没有清单的事项 What somebody has to see to' }),
  links: z.array(link),
  waiting: waitingShape,
});

export const deskRoutes =
  ({ sql, engine }: ActDeps, { uiUrl, namespace, lines, notices }: DeskOptions) =>
  (api: Api): void =>
    api.route(
      {
        method: 'get',
        path: '/v1/desk',
        tag: '台面 Desk',
        summary: '协调员的现成链接 — Ready links for coordinators',
        auth: 'caller',
        query: z.strictObject({
          links: z.enum(['false']).optional().meta({
            description:
              'false：不列链接，其数目最费时 Leaves out the links, whose counts take longest',
          }),
        }),
        responses: { 200: { description: '链接 Links', schema: deskShape } },
      },
      async ({ caller, query }) => {
        if (!holds(caller, 'coordinator', 'regulator')) throw notForYou();
        const ui = (query: string) =>
          listAddress(uiUrl, namespace, narrowedTo(query, { bureau: caller.bureau }));
        const now = api.deps.clock.now();
        const today = civilDateOf(now);
        const desk: DeskOf = { sql, bureau: caller.bureau, reader: caller.id, today, now, ui };
        const links =
          query.links === 'false'
            ? []
            : [
                ...(await linesOfFiles(desk, engine.retention.lateAfter)),
                ...(await Promise.all(lines.map((linesOf) => linesOf(desk)))).flat(),
              ];
        return {
          body: {
            bureau: caller.bureau,
            calendar: calendarNotice(await currentCalendars(sql), today),
            notices: (await Promise.all(notices.map((of) => of(desk)))).flat(),
            links,
            waiting: await waitingOnDesk(sql, caller.bureau, caller.id, ui),
          },
        };
      },
    );

const notForYou = (): Problem =>
  new Problem('not-authorised', {
    lawful: {
      zh: '台面供协调员和监管人员使用。',
      en: 'The desk is for coordinators and regulators.',
    },
  });

type Counts = Awaited<ReturnType<typeof deskCounts>>;

const dueLines = (n: Counts, link: LinkTo): DeskLink[] => [
  link('已逾期', 'Overdue', n.overdue, '/v1/duties?state=overdue&force=law', viewNamed('overdue')),
  link(
    '超管理时限（不是违期）',
    'Past a management period (no breach)',
    n.management,
    '/v1/duties?state=overdue&force=management',
    viewNamed('management-overdue'),
  ),
  link(
    '可能逾期（日历未定）',
    'Possibly overdue (calendar not published)',
    n.possibly,
    '/v1/duties?possiblyOverdue=true',
    viewNamed('blocked'),
  ),
  link('临近到期', 'Due soon', n.soon, '/v1/duties?state=due-soon', viewNamed('due-soon')),
];

const troubleLines = (n: Counts, link: LinkTo): DeskLink[] => [
  link(
    '技术故障',
    'Technically stuck',
    n.technical,
    '/v1/files?attention=technical&state=open',
    viewNamed('technical'),
  ),
  link(
    '流程未在运行，或与台账不符',
    'Not running, or not as the register has it',
    n.faulty,
    '/v1/files?attention=technical&state=open',
  ),
  link('流程历史逾时未保存', 'Histories not kept in time', n.late, '/v1/reconciliation'),
  link(
    '系统中断争议待定',
    'Breaches disputed for an outage',
    n.disputed,
    '/v1/breaches?outage=disputed',
  ),
  link('现在暂停', 'Suspended now', n.suspended, null, viewNamed('suspended')),
  link(
    '督办未答复',
    'Chases never answered',
    n.unanswered,
    '/v1/duties?unanswered=true',
    viewNamed('unanswered'),
  ),
];

/** Of every file, whatever its procedure. */
async function linesOfFiles(
  { sql, bureau, reader, ui }: DeskOf,
  lateAfter: number,
): Promise<DeskLink[]> {
  const n = await deskCounts(sql, { bureau, reader }, lateAfter);
  const units = await unitsWithMostDue(sql, { bureau, reader });
  const link = deskLink({ ui });
  return [
    ...dueLines(n, link),
    ...units.map(({ unit, name, n: count }) =>
      link(
        `临近或已逾期：${name}${unit}`,
        `Due soon or overdue: ${name}${unit}`,
        count,
        `/v1/duties?unit=${unit}`,
        `DubanUnit = "${unit}"`,
      ),
    ),
    ...troubleLines(n, link),
  ];
}
