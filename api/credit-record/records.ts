/** /v1/credit/records: good and bad, entered by hand, and the register with its form as an export (QHD-2.2, 2.3). */
import { z } from 'zod';
import { findRecord, recordsOf } from '../../db/credit-record/records.ts';
import { findSubject, registerInstitutions } from '../../db/credit-record/subjects.ts';
import { REGISTER } from '../../domain/credit-record/recording.ts';
import { recordShape, subjectKind } from '../../domain/credit-record/shapes.ts';
import { refuseNaturalPerson } from '../../domain/credit-record/subjects.ts';
import { classes, polarities } from '../../domain/credit-record/terms.ts';
import { day, subjectId } from '../../domain/law/shapes.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { record } from './recording.ts';
import { formColumns, recordView, shownRecord } from './shown.ts';
import { creditBureau, notRegistered, requireSection, tag } from './tag.ts';

export const recordProblems = [
  'no-legal-basis',
  'not-owed-by-you',
  'subject-not-registered',
  'class-missing',
  'class-does-not-fit',
  'assessment-not-of-subject',
  'assessment-recorded',
  'act-day-missing',
  'in-the-future',
  'act-number-missing',
  'item-not-in-use',
  'power-type-missing',
  'power-type-other',
  'evidence-missing',
  'act-recorded',
  'act-day-differs',
  'act-objected',
  'act-of-source',
] as const;

export const entered = z.object({
  records: z.array(z.string()),
  warnings: z.array(z.string()).meta({ description: '提示，不影响登记 Warnings, no bar' }),
});

export function recordRoutes(deps: ActDeps) {
  return (api: Api): void => {
    byHand(api, deps);
    list(api, deps);
    one(api, deps);
  };
}

function byHand(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/records',
      tag,
      summary: '登记信用信息 — Record what was done in good or bad faith, by hand',
      description:
        'QHD-2.2、2.3：守信和失信都登记；事项和权力类型分列；没有证据的、行为日期在将来的不予登记。行为以编号识别，同一行为只计一次。记录不改：有误的以变更撤回或者更正，由两人办理。',
      auth: ['handler', 'head'],
      body: recordShape,
      clause: REGISTER,
      responses: { 200: { description: '已登记 Recorded', schema: entered } },
      problems: [...recordProblems, 'natural-person'],
    },
    async ({ body: { subject, ...facts }, caller }) => {
      requireSection(caller, REGISTER);
      await creditBureau(sql, caller.bureau);
      const { kind, id } = subject;
      if (kind === 'natural-person') throw Problem.refused(refuseNaturalPerson());
      const { bureau } = caller;
      if (kind === 'institution') await registerInstitutions(sql, bureau, id, caller.id);
      const key = { bureau, kind, id };
      if (!(await findSubject(sql, key))) throw notRegistered();
      const { ids, warnings } = await record(sql, caller, { subject: key, records: [facts] });
      return { body: { records: ids, warnings } };
    },
  );
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/records',
      tag,
      name: 'get_credit_entries',
      summary: '信用信息登记簿 — The register of credit records, newest first',
      description:
        'QHD-2.3、2.5b：表格为《信用评价信息登记表》（秦医保〔2021〕56号）的各栏；导出须写明用途，并记入查阅登记。不再成立的记录仍然显示，注明缘由，不计。',
      auth: 'caller',
      reads: 'narrative',
      query: z.strictObject({
        ...pageQuery,
        subjectKind: subjectKind.optional(),
        subject: subjectId.optional(),
        polarity: z.enum(polarities).optional(),
        class: z.enum(classes).optional(),
        counts: z.enum(['true', 'false']).optional().meta({ description: '是否计入' }),
        from: day.optional().meta({ description: '行为日期起 From this day of the act' }),
        until: day.optional().meta({ description: '行为日期止（含） Until this day' }),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(recordView), next: z.string().nullable() }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireReader(caller);
      const { cursor, limit = 100, format, counts, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await recordsOf(
        sql,
        { ...filter, bureau: caller.bureau, standing: counts && counts === 'true' },
        after,
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (r) => [r.recordedAt, r.id]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'credit-records', csv(formColumns, items), linkToNext(req, next));
      return { body: { items: items.map(shownRecord), next }, headers: linkToNext(req, next) };
    },
  );
}

export const entryId = z.string().regex(/^XR\.[a-z0-9-]{1,16}\.\d{4}-\d{6,}$/, {
  error: '不是信用信息记录的编号 | No id of a credit record',
});

function one(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/records/:id',
      tag,
      name: 'get_credit_entries_byId',
      summary: '一条信用信息 — One credit record',
      auth: 'caller',
      reads: 'narrative',
      params: z.strictObject({ id: entryId }),
      problems: ['not-found'],
      responses: { 200: { description: '记录 The record', schema: recordView } },
    },
    async ({ params, caller }) => {
      requireReader(caller);
      const row = await findRecord(sql, caller.bureau, params.id);
      if (!row) throw new Problem('not-found');
      return { body: shownRecord(row) };
    },
  );
}
