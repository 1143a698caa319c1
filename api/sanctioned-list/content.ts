/** 名单内容 What is in a list: in the very bytes that are hashed, or as a table for spreadsheets. An export, and so in the read log. */
import { z } from 'zod';
import { contentOf } from '../../db/sanctioned-list/store.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullish();
const content = z.object({
  list: z.string(),
  entries: z.array(
    z.object({
      mark: z.string(),
      decision: z.string(),
      source: z.string(),
      body: text,
      subject: z.object({ kind: z.string(), name: z.string(), code: text }).nullish(),
      measures: z.array(z.object({ measure: z.string(), amountFen: z.number().optional() })),
      servedOn: text,
      state: text,
      since: text,
    }),
  ),
});
type Entry = z.output<typeof content>['entries'][number];

const columns: readonly Column<Entry>[] = [
  ['类别 mark', (e) => e.mark],
  ['决定 decision', (e) => e.decision],
  ['来源 source', (e) => e.source],
  ['机关 body', (e) => e.body ?? ''],
  ['主体类别 kind', (e) => e.subject?.kind ?? ''],
  ['名称、姓名 name', (e) => e.subject?.name ?? ''],
  ['医保编码 code', (e) => e.subject?.code ?? ''],
  ['措施 measures', (e) => e.measures.map((m) => m.measure).join(' ')],
  ['金额（分） amount', (e) => e.measures.reduce((sum, m) => sum + (m.amountFen ?? 0), 0)],
  ['送达 served', (e) => e.servedOn ?? ''],
  ['更正 state', (e) => e.state ?? ''],
  ['更正时间 since', (e) => e.since ?? ''],
];

export function listContent(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/sanctioned-lists/:id/content',
      tag,
      summary: '名单内容 — What is in a list, to be confirmed by its SHA-256 and delivered',
      description:
        'TJ51-15：未确认的为现在的内容，已确认的为所固定的内容，逐字节不变；标头 Duban-Content-Sha256 为其 SHA-256，确认和送交时填写。含姓名，须写明用途并记入查阅登记。',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      query: z.strictObject({ format: z.enum(['json', 'csv']).optional() }),
      reads: 'export',
      responses: {
        200: {
          description: '名单 The list',
          media: 'application/json',
          csv: true,
          headers: ['Duban-Content-Sha256', 'Duban-Content-Fixed'],
        },
      },
      problems: ['not-found', 'not-authorised', 'other-bureau'],
    },
    async ({ params, query, caller, req, res }) => {
      const file = await fileOr404(sql, params.id);
      if (file.procedure !== 'sanctioned-list') throw new Problem('not-found');
      if ((await scopeOf(sql, caller, file)) !== 'full') throw new Problem('not-authorised');
      const list = (await contentOf(sql, file.id))!;
      res.set('Duban-Content-Sha256', list.sha256);
      res.set('Duban-Content-Fixed', String(list.fixed));
      if (!wantsCsv(req, query.format))
        return void res.type('application/json').send(Buffer.from(list.content, 'utf8'));
      const { entries } = content.parse(JSON.parse(list.content));
      return sendCsv(res, `sanctioned-list-${file.id}`, csv(columns, entries), {});
    },
  );
}
