/** 放假安排 The holiday arrangements that all day-based periods are counted with: read, and loaded version by version. X-2; legal-time §3, §4. */
import { z } from 'zod';
import {
  addCalendar,
  calendarVersions,
  currentCalendars,
  type NewCalendar,
  type StoredCalendar,
} from '../../db/queries/calendar.ts';
import { document } from '../../domain/law/shapes.ts';
import { validateArrangement } from '../../domain/time/arrangement.ts';
import { civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { calendarYearShape } from '../../domain/time/shapes.ts';
import type { Deps, MovedDeadline } from '../http/deps.ts';
import { tagged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem, type FieldProblem } from '../http/problems.ts';

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
  .meta({ id: 'CalendarLoading' });

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
        '每次录入产生新版本并送达所有未结案件；已过的期限不变。dryRun=true 只列出将会变动的期限。 Each loading is a new version and reaches every open file; deadlines already passed stand. dryRun=true only lists what it would move.',
      params: z.strictObject({ year }),
      query: z.strictObject({ dryRun: z.enum(['true', 'false']).optional() }),
      body: bodyShape,
      problems: ['invalid-arrangement', 'fictitious-calendar', 'officer-removed'],
      responses: {
        200: {
          description: '已录入、无变化或试算 Loaded, unchanged or dry run',
          schema: loadedShape,
        },
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
      return { body: await load(api.deps, candidate, query.dryRun === 'true') };
    },
  );
}

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
      },
    },
    async ({ params, req }) => {
      const versions = await calendarVersions(deps.sql, params.year);
      if (versions.length === 0)
        throw new Problem('not-found', {
          say: {
            zh: '该年放假安排未公布或未录入',
            en: 'No arrangement is published or loaded for this year',
          },
        });
      return tagged(req, { body: { year: params.year, versions: versions.map(shown) } });
    },
  );
}

/** A notice is real, out already and with its document; an invented one is for demo and tests. */
function assertLoadable(
  deps: Deps,
  candidate: NewCalendar,
  given: Pick<NewCalendar, 'off' | 'work'>,
): void {
  if (candidate.fictitious && !deps.allowFictitious) throw new Problem('fictitious-calendar');
  const fields: FieldProblem[] = validateArrangement({ ...candidate, ...given, version: 1 }).map(
    ({ field, zh, en }) => ({ in: 'body', path: `/${field.replaceAll('.', '/')}`, zh, en }),
  );
  if (!candidate.fictitious && candidate.publishedOn > civilDateOf(deps.clock.now()))
    fields.push({
      in: 'body',
      path: '/publishedOn',
      zh: '公布日期不得晚于今日',
      en: 'A notice is not published in the future',
    });
  if (!candidate.fictitious && candidate.document === null)
    fields.push({
      in: 'body',
      path: '/document',
      zh: '须附通知原文',
      en: 'The notice itself is required',
    });
  if (fields.length > 0) throw new Problem('invalid-arrangement', { clause: 'X-2', fields });
}

/** The same arrangement again is no new version, but reaches the files again: a loading that broke off is repeated that way. */
async function load(
  deps: Deps,
  candidate: NewCalendar,
  dryRun: boolean,
): Promise<z.infer<typeof loadedShape>> {
  const [current] = await calendarVersions(deps.sql, candidate.year);
  const next = (current?.version ?? 0) + 1;
  if (dryRun) {
    const moves = (await deps.previewCalendar?.({ ...candidate, version: next })) ?? null;
    return { result: 'dry-run', year: candidate.year, version: next, moves };
  }
  const unchanged = current !== undefined && content(current) === content(candidate);
  const { version } = unchanged ? current : await addCalendar(deps.sql, candidate);
  await deps.onCalendarChanged?.(candidate.year, version);
  return {
    result: unchanged ? 'unchanged' : 'created',
    year: candidate.year,
    version,
    moves: null,
  };
}

const content = ({
  notice,
  publishedOn,
  off,
  work,
  fictitious,
  document: source,
}: NewCalendar): string =>
  JSON.stringify([
    notice,
    publishedOn,
    off.toSorted(),
    work.toSorted(),
    fictitious,
    source && [source.id, source.sha256, source.where],
  ]);
