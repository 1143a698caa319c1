/** 流程历史 The history of a file for whoever may read the file: run by run in pages, or whole as a stream. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import { at, linkToNext, pageQuery, readCursor, writeCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { faultOf } from '../http/problem-answer.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { fileId } from '../files/file-shape.ts';
import { scopeOf, type Scope } from '../intake/authority.ts';
import type { HistoryEvent } from '../intake/engine-histories.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { eventsOf, runsOf, withheldEvent, type Run, type Runs } from './file-histories.ts';

const DEFAULT_LIMIT = 5000;
const text = z.string().nullable();

const runShape = z
  .object({
    run: text.meta({ description: '遗失且编号不详的为 null Null where it is lost with its id' }),
    state: z.enum(['kept', 'ended', 'lost', 'running']).meta({
      description:
        '已保存、已结束待保存、遗失、正在运行 Kept with its hash in the register; ended and to be kept; lost; under way in the engine',
    }),
    hash: text.meta({
      description:
        '整段历史的哈希，保存时记入台账；未保存的没有 SHA-256 of the whole run, as the register has it from when it is kept',
    }),
    events: z.int().nullable(),
    keptAt: text,
  })
  .meta({ id: 'HistoryRun' });

const historyShape = z
  .object({
    run: z.string(),
    state: runShape.shape.state,
    hash: text,
    history: z.object({ events: z.array(z.record(z.string(), z.unknown())) }).meta({
      description:
        '事件，形式与导出的相同；无权知道内容的读者只见序号、时间、种类 Events, in the form in which histories are exported; where acts are withheld from the reader: number, time and kind',
    }),
    next: text.meta({ description: '还有事件时的游标 The cursor of the next page' }),
    runs: z.array(runShape),
    complete: z.boolean().meta({
      description:
        'false：流程引擎没有应答，正在运行的一段未列出 False: the engine does not answer, and the run under way is not listed',
    }),
  })
  .meta({ id: 'FileHistory' });

const historyRoute = describeRoute({
  method: 'get',
  path: '/v1/files/:id/history',
  tag: '案卷 Files',
  summary:
    '流程历史 — The history of a file, open or closed: every run with the author of every act',
  description:
    '可以查阅该案卷的人员查阅。一段一段、分页；或者 format=ndjson 逐行给出全部各段：每段一行 run，每个事件一行 event，最后一行 end；没有 end 的不完整。 For whoever may read the file: run by run in pages, or with format=ndjson all runs as lines, a run, then its events, at last an end; without that the answer is not whole.',
  auth: 'caller',
  reads: 'narrative',
  params: z.strictObject({ id: fileId }),
  query: z.strictObject({
    run: z
      .string()
      .max(64)
      .optional()
      .meta({ description: '不填为最近一段 The newest unless one is named' }),
    cursor: pageQuery.cursor,
    limit: pageQuery.limit.meta({ description: '每页事件数，默认 5000 Events a page' }),
    format: z.enum(['json', 'ndjson']).optional(),
  }),
  responses: {
    200: { description: '历史 History', schema: historyShape, media: 'application/x-ndjson' },
  },
  problems: ['not-found', 'other-bureau', 'bad-cursor', 'engine-away', 'history-lost'],
});

export function historyRoutes(api: Api, deps: ActDeps): void {
  api.route(historyRoute, async ({ params, query, caller, req, res }) => {
    const file = await fileOr404(deps.sql, params.id);
    const scope = await scopeOf(deps.sql, caller, file);
    const all = await runsOf(deps, file.id);
    const place = readCursor(query.cursor, z.strictObject({ run: at.id, after: at.serial }));
    const named = place?.run ?? query.run;
    if (query.format === 'ndjson') {
      const runs = named === undefined ? all.runs : [chosen(all, named)];
      if (runs.length === 0) throw notThere(all);
      return streamed(deps, res, { file: file.id, scope, ...all, runs });
    }
    const run = chosen(all, named);
    const { limit = DEFAULT_LIMIT } = query;
    const page = await pageOf(deps, file.id, run, place?.after ?? 0, limit);
    const next = page.last === undefined ? null : writeCursor({ run: run.run, after: page.last });
    return {
      body: {
        run: run.run,
        state: run.state,
        hash: run.hash,
        history: { events: page.events.map(shownTo(scope)) },
        next,
        runs: all.runs.map(runOf),
        complete: all.complete,
      },
      headers: linkToNext(req, next),
    };
  });
}

const runOf = (run: Run) => ({ ...run, keptAt: when(run.keptAt) });

const shownTo = (scope: Scope) =>
  scope === 'withheld' ? withheldEvent : (event: HistoryEvent): HistoryEvent => event;

function chosen(all: Runs, named: string | undefined): Run {
  const run = named === undefined ? all.runs.at(-1) : all.runs.find((one) => one.run === named);
  // Without a name it is the newest, which only the engine knows while the file goes on.
  if (!run || (named === undefined && !all.complete)) throw notThere(all);
  return run;
}

const notThere = ({ complete }: Runs): Problem =>
  complete
    ? new Problem('not-found', {
        say: {
          zh: '没有这一段历史；案卷的各段见 runs。',
          en: 'There is no such run of this file; its runs are listed as `runs`.',
        },
      })
    : new Problem('engine-away');

/** `last`: the event that the page ends with, when there are more. */
async function pageOf(
  deps: ActDeps,
  file: string,
  run: Run,
  after: number,
  limit: number,
): Promise<{ events: HistoryEvent[]; last?: number }> {
  const events: HistoryEvent[] = [];
  for await (const some of eventsOf(deps, file, run, after)) {
    events.push(...some);
    if (events.length > limit) return { events: events.slice(0, limit), last: after + limit };
  }
  return { events };
}

interface Stream extends Runs {
  file: string;
  scope: Scope;
}

/** A lost run is a line that says so; the others follow all the same. */
async function* linesOf(deps: ActDeps, { file, scope, runs, complete }: Stream) {
  const line = (value: object): string => `${JSON.stringify(value)}\n`;
  let count = 0;
  for (const run of runs) {
    yield line({ $: 'run', file, ...runOf(run) });
    if (run.state === 'lost') continue;
    for await (const events of eventsOf(deps, file, run)) {
      count += events.length;
      yield events
        .map(shownTo(scope))
        .map((event) => line({ $: 'event', event }))
        .join('');
    }
  }
  yield line({ $: 'end', runs: runs.length, events: count, complete });
}

/** What has begun to be written cannot become a problem any more: the connection breaks off, and there is no last line. */
async function streamed(deps: ActDeps, res: Response, stream: Stream): Promise<void> {
  res.set({ 'Cache-Control': 'no-store' }).type('application/x-ndjson');
  try {
    await pipeline(Readable.from(linesOf(deps, stream)), res);
  } catch (error) {
    deps.log.warn(
      { file: stream.file, ...faultOf(error) },
      'a history broke off while it was read',
    );
  }
}
