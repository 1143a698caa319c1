/** 试算 POST /v1/what-if: a reading, a calendar or a setting changed: which duties of past and open files would stand otherwise. Nothing is stored. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import { allCalendars } from '../../db/queries/calendar.ts';
import { articleOf } from '../../domain/dossier/titles.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import { outcomes } from '../../domain/what-if/judged.ts';
import type { Counted } from '../../domain/what-if/trial.ts';
import { databaseNow } from '../http/clock.ts';
import { at, readCursor, writeCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { procedureNamed } from '../reports/case-shape.ts';
import { readers } from '../reports/scope.ts';
import { changeOf, changeShape } from './asked.ts';
import { together, tryPage, type Flip, type Totals } from './trying.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });
const counted = z.object({
  due: z.string(),
  inclusive: z.boolean(),
  status: z.enum(['firm', 'provisional']),
  outcome: z.enum(outcomes),
  breach: z.boolean(),
});

const flipShape = z
  .object({
    file: z.string(),
    key: z.string(),
    duty: z.string(),
    action: sentence.nullable(),
    procedure: z.object({ id: z.string(), title: sentence }),
    unit: z.object({ id: z.string(), name: z.string().nullable() }),
    clause: z.string(),
    article: sentence.nullable(),
    force: z.enum(['text', 'reading', 'management']),
    closed: z.boolean(),
    from: z.string(),
    doneAt: z.string().nullable(),
    disputed: z.boolean().meta({
      description:
        '该违期因系统中断有争议或者已有决定，试算不重新判断中断 Its breach is or was disputed because of an outage; outages are not judged anew',
    }),
    before: counted,
    after: counted,
  })
  .meta({ id: 'WhatIfFlip' });

const totalsShape = z
  .object({
    procedure: z.string(),
    clause: z.string(),
    examined: z.int(),
    moved: z.int(),
    breachesCome: z.int(),
    breachesGo: z.int(),
    warnings: z.int(),
    byHand: z.int().meta({
      description:
        '日期由案卷确定，或者与在案的计算不一致，须人工判断 The file sets the day, or the count on record does not come out: a person has to look',
    }),
  })
  .meta({ id: 'WhatIfTotals' });

/** 局限 Said with every answer. */
const says: Sentence = {
  zh: '逐项重算在案义务，不保存任何内容。连带影响不追踪：一项义务的起算依另一义务的履行而定的，仍按在案的起算时刻计算；案卷按立卷时的设定办理，改变设定不改变已立的案卷。',
  en: 'Each duty on record is counted again; nothing is stored. Chained effects are not followed: a duty that starts with the performance of another is counted from the start on record. Files keep the settings of their opening, so a change of settings alters none that is open.',
};

const route = describeRoute({
  method: 'post',
  path: '/v1/what-if',
  tag: '报告 Reports',
  summary: '试算 — A reading, a calendar or a setting changed: which duties would stand otherwise',
  description:
    '每次试算一页（limit 项义务），next 为空即全部完成，各页 totals 相加；format=ndjson 逐行给出全部，最后一行为合计。 A page of duties at a time, whose totals add up; format=ndjson tells all of them line by line, the totals last.',
  auth: readers,
  query: z.strictObject({ format: z.enum(['json', 'ndjson']).optional() }),
  body: z.strictObject({
    change: changeShape,
    procedure: z.string().max(40).optional(),
    clause: z.string().max(40).optional(),
    unit: z.string().max(64).optional(),
    state: z.enum(['open', 'past']).optional(),
    cursor: z.string().max(1024).optional(),
    limit: z.int().min(1).max(2000).optional().meta({
      description: '每页试算多少项义务，默认 500 How many duties a page counts, 500 by default',
    }),
  }),
  limit: 'calculator',
  problems: ['invalid-arrangement', 'bad-cursor', 'report-too-large'],
  responses: {
    200: {
      description: '试算 The trial',
      schema: z.object({
        says: sentence,
        madeAt: z.string(),
        examined: z.int(),
        flips: z.array(flipShape),
        totals: z.array(totalsShape),
        next: z.string().nullable(),
      }),
      media: 'application/x-ndjson',
    },
  },
});

const place = z.tuple([at.id, at.id]);

export const whatIfRoutes =
  ({ reports: sql }: ActDeps) =>
  (api: Api): void => {
    api.route(route, async ({ body, query, caller, res }) => {
      const { change: asked, cursor, limit = 500, ...filter } = body;
      const after = readCursor(cursor, place);
      const change = await changeOf(sql, caller.bureau, asked);
      const now = databaseNow();
      const trial = {
        change,
        now,
        calendars: await allCalendars(sql),
        filter: {
          ...filter,
          bureau: caller.bureau,
          reader: caller.id,
          parties: await partiesOf(sql, caller),
          second: change.what === 'reading',
        },
      };
      if (query.format === 'ndjson') return streamed(res, linesOf(sql, trial, limit));
      const { flips, examined, totals, next } = await tryPage(
        sql,
        trial,
        after && { file: after[0], key: after[1] },
        limit,
      );
      return {
        body: {
          says,
          madeAt: when(now)!,
          examined,
          flips: flips.map(flipOf),
          totals: together([totals]),
          next: next ? writeCursor([next.file, next.key]) : null,
        },
      };
    });
  };

async function* linesOf(
  sql: ActDeps['sql'],
  trial: Parameters<typeof tryPage>[1],
  limit: number,
): AsyncGenerator<string> {
  const line = (value: object): string => `${JSON.stringify(value)}\n`;
  let after: Parameters<typeof tryPage>[2];
  let totals: Totals[] = [];
  let examined = 0;
  yield line({ says, madeAt: when(trial.now)! });
  do {
    const page = await tryPage(sql, trial, after, limit);
    for (const flip of page.flips) yield line({ flip: flipOf(flip) });
    totals = together([totals, page.totals]);
    examined += page.examined;
    after = page.next;
  } while (after);
  yield line({ examined, totals });
}

async function streamed(res: Response, lines: AsyncIterable<string>): Promise<void> {
  res.set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' });
  await pipeline(Readable.from(lines), res).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

const countedOf = ({ due, outcome, breach }: Counted) => ({
  due: when(due.at)!,
  inclusive: due.inclusive,
  status: due.status,
  outcome,
  breach,
});

const flipOf = ({ row, before, after }: Flip): z.output<typeof flipShape> => ({
  file: row.file,
  key: row.key,
  duty: row.duty,
  action: (row.body['action'] as Sentence | undefined) ?? null,
  procedure: procedureNamed(row.procedure)!,
  unit: { id: row.unit, name: row.unitName },
  clause: row.clause,
  article: articleOf(row.clause),
  force: row.force as 'text',
  closed: row.closed,
  from: when(row.from)!,
  doneAt: when(row.doneAt),
  disputed: row.disputed,
  before: countedOf(before),
  after: countedOf(after),
});
