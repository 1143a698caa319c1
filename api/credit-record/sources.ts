/** /v1/credit/sources: what files have brought, and its records, once (QHD-2.2, 2.3). */
import { z } from 'zod';
import { findSource, sourcesOf, type SourceRow } from '../../db/credit-record/changes.ts';
import { REGISTER } from '../../domain/credit-record/recording.ts';
import { creditRecordSettingsOf } from '../../domain/credit-record/settings-form.ts';
import { sourceRecords } from '../../domain/credit-record/shapes.ts';
import { document } from '../../domain/law/shapes.ts';
import { due } from '../../domain/time/due.ts';
import { isNear } from '../../db/queries/authority.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { databaseNow } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { hiddenFrom } from '../intake/hidden.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { record } from './recording.ts';
import { entered, recordProblems } from './records.ts';
import { isOfSection, requireSection, tag } from './tag.ts';

const sourceId = z.string().regex(/^[A-Z]{2}(-[A-Z]{1,2})?\.[A-Za-z0-9.-]{1,80}:\d{1,9}$/, {
  error: '不是来源的编号 | No id of a source',
});

const sourceView = z
  .object({
    id: z.string(),
    kind: z.string(),
    file: z.string(),
    subjectKind: z.string(),
    subject: z.string(),
    actNo: z.string().nullable().meta({
      description:
        '行为的编号；相关案卷已有几个行为的为空，登记时须写明；案件来自另一案卷而该卷也带来记录的，为该卷的编号，两者为同一行为 The number of the act',
    }),
    evidence: document.nullable(),
    toldAt: z.string().meta({ description: '送达、告知 When it was served or told' }),
    broughtAt: z.string(),
    due: z.string().nullable().meta({ description: '登记的期限，管理设定 Management' }),
    late: z.boolean(),
    recorded: z.array(z.string()),
    fallenAt: z.string().nullable(),
  })
  .meta({ id: 'CreditSource' });

export function sourceRoutes(deps: ActDeps) {
  return (api: Api): void => {
    list(api, deps);
    recording(api, deps);
  };
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/sources',
      tag,
      summary: '待登记的信用信息 — What files have brought, the oldest first',
      description:
        'QHD-2.2：送达的处罚决定、快速反应最终处理决定、行政检查认定的违规、被撤销或者记入失信的承诺件，由其案卷带来，各一次；行为的日期、类别、事项由人员补全后登记。原决定不再成立的，来源和记录随之不计。',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(['open', 'closed']).optional(),
      }),
      problems: ['bad-cursor', 'not-authorised'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(sourceView), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      requireReader(caller);
      if (!isOfSection(caller) && !caller.roles.includes('regulator'))
        throw new Problem('not-authorised');
      const { cursor, limit = 100, state } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await sourcesOf(
        sql,
        {
          bureau: caller.bureau,
          open: state && state === 'open',
          hidden: await hiddenFrom(sql, caller),
        },
        after,
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (s) => [s.toldAt, s.id]);
      const shown = await shownAs(sql, caller.bureau);
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

/** With the end of the period in which it is to be recorded, and whether that has gone by. */
async function shownAs(sql: ActDeps['sql'], bureau: string) {
  const { registerDays } = creditRecordSettingsOf((await findBureau(sql, bureau))?.settings ?? {});
  const calendar = await calendarFrom(sql, 0);
  return ({ open, ...s }: SourceRow): z.input<typeof sourceView> => {
    const end = open
      ? due(s.broughtAt, { unit: 'working-days', count: registerDays }, calendar).at
      : null;
    return {
      ...s,
      broughtAt: when(s.broughtAt)!,
      toldAt: when(s.toldAt)!,
      due: when(end),
      late: end !== null && end <= databaseNow(),
      fallenAt: when(s.fallenAt),
    };
  };
}

function recording(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/sources/:id/records',
      tag,
      summary: '登记案卷带来的信用信息 — Record what a file has brought, all its acts at once',
      description:
        '由基金监管科，或者办理该案卷的单位登记；一个来源登记一次。没有另附证据的，以决定、告知文书为证据。',
      auth: ['handler', 'head'],
      params: z.strictObject({ id: sourceId }),
      body: sourceRecords,
      clause: REGISTER,
      responses: { 200: { description: '已登记 Recorded', schema: entered } },
      problems: [...recordProblems, 'not-found', 'source-recorded', 'source-fallen'],
    },
    async ({ params, body, caller }) => {
      const source = await findSource(sql, caller.bureau, params.id);
      if (!source) throw new Problem('not-found');
      if (!(await isNear(sql, source.file, caller.unit))) requireSection(caller, REGISTER);
      const { bureau } = caller;
      const [first, ...others] = body.records;
      const records =
        others.length === 0
          ? [{ ...first!, actNo: first!.actNo ?? ((first!.polarity && source.actNo) || undefined) }]
          : body.records;
      const { ids, warnings } = await record(sql, caller, {
        subject: { bureau, kind: source.subjectKind, id: source.subject },
        records,
        source: { id: source.id, kind: source.kind, evidence: source.evidence },
      });
      return { body: { records: ids, warnings } };
    },
  );
}
