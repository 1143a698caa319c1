/** 放假安排 The holiday arrangements that all day-based periods are counted with: read, and loaded version by version. X-2; legal-time §3, §4. */
import { z } from 'zod';
import {
  calendarVersions,
  currentCalendars,
  type NewCalendar,
  type StoredCalendar,
} from '../../db/queries/calendar.ts';
import { document } from '../../domain/law/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { calendarYearShape } from '../../domain/time/shapes.ts';
import type { MovedDeadline } from '../http/deps.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { assertLoadable, load, type Loaded } from './calendar-ground.ts';
import { proposalShape } from './proposal-shape.ts';

const TAG = '放假安排 Calendars';

const year = z
  .string()
  .regex(/^(199\d|2[01]\d\d|2200)$/, {
    error: '年份应在 1990 至 2200 之间 | The year must be 1990 to 2200',
  })
  .transform(Number);
const bodyShape = calendarYearShape
  .omit({ year: true, version: true })
  .extend({
    document: document.nullable().meta({
      description: '通知原文；虚构安排为 null The notice itself; null for an invented one',
    }),
  })
  .meta({ id: 'CalendarNotice' });

const storedShape = calendarYearShape
  .extend({
    fictitious: z.boolean(),
    document: document.nullable(),
    loadedBy: z.string(),
    loadedAt: z.string(),
  })
  .meta({ id: 'CalendarVersion' });

const movedShape = z
  .object({
    file: z.string(),
    duty: z.string(),
    clause: z.string(),
    oldDueAt: z.string(),
    newDueAt: z.string(),
    status: z.enum(['firm', 'provisional']),
    why: z.object({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'MovedDeadline' }) satisfies z.ZodType<MovedDeadline>;

const loadedShape = z
  .object({
    result: z.enum(['dry-run', 'created', 'unchanged']),
    year: z.int(),
    version: z.int().meta({
      description:
        '现行版本；试算时为将要产生的版本 The version in force; in a dry run the one it would become',
    }),
    moves: z.array(movedShape).nullable().meta({
      description:
        '试算：将会变动的期限；null 表示未试算 Dry run: the deadlines it would move; null when not looked up',
    }),
  })
  .meta({ id: 'CalendarLoading' }) satisfies z.ZodType<Loaded>;

const shown = (stored: StoredCalendar): z.infer<typeof storedShape> => ({
  ...stored,
  loadedAt: formatInstant(instant(stored.loadedAt)),
});

export function calendarRoutes(api: Api): void {
  readRoutes(api);
  api.route(
    {
      method: 'put',
      path: '/v1/calendars/:year',
      tag: TAG,
      auth: ['administrator'],
      summary: '录入放假安排 — Load a holiday arrangement',
      description:
        '由另一名管理员（任一局）复核后生效（/v1/proposals）；全系统尚无第二名管理员的，一人办理并载明。生效后产生新版本并送达所有未结案件；已过的期限不变。dryRun=true 只列出将会变动的期限。 Another administrator, of any bureau, confirms it; while there has been no second one anywhere, it takes effect at once and is entered as a bootstrap. It then is a new version and reaches every open file; deadlines already passed stand. dryRun=true only lists what it would move.',
      params: z.strictObject({ year }),
      query: z.strictObject({ dryRun: z.enum(['true', 'false']).optional() }),
      body: bodyShape,
      problems: [
        'invalid-arrangement',
        'fictitious-calendar',
        'officer-removed',
        'proposal-person',
      ],
      responses: {
        200: {
          description: '已录入（首次设立）、无变化或试算 Loaded (bootstrap), unchanged or dry run',
          schema: loadedShape,
        },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params, query, body, caller }) => {
      const candidate: NewCalendar = {
        ...body,
        year: params.year,
        off: body.off.toSorted(),
        work: body.work.toSorted(),
        fictitious: body.fictitious ?? false,
        loadedBy: caller.id,
      };
      assertLoadable(api.deps, candidate, body);
      return load(api.deps, caller, candidate, query.dryRun === 'true');
    },
  );
}

const noArrangement = {
  zh: '该年放假安排未公布或未录入',
  en: 'No arrangement is published or loaded for this year',
};

function readRoutes(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'get',
      path: '/v1/calendars',
      tag: TAG,
      auth: 'caller',
      summary: '各年现行放假安排 — The arrangements in force',
      responses: {
        200: {
          description: '每年一份 One a year',
          schema: z.object({ items: z.array(storedShape) }),
        },
        304: unchanged,
      },
    },
    async ({ req }) =>
      tagged(req, { body: { items: (await currentCalendars(deps.sql)).map(shown) } }),
  );

  api.route(
    {
      method: 'get',
      path: '/v1/calendars/:year',
      tag: TAG,
      auth: 'caller',
      summary: '一年放假安排的全部版本 — All versions of one year',
      params: z.strictObject({ year }),
      problems: ['not-found'],
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ year: z.int(), versions: z.array(storedShape) }),
        },
        304: unchanged,
      },
    },
    async ({ params, req }) => {
      const versions = await calendarVersions(deps.sql, params.year);
      if (versions.length === 0) throw new Problem('not-found', { say: noArrangement });
      return tagged(req, { body: { year: params.year, versions: versions.map(shown) } });
    },
  );
}
