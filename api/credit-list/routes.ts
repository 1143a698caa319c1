/** /v1/credit-lists: an adopted list is registered, and the versions with the one in use (QHD-2.1). */
import { z } from 'zod';
import { listsOf, type ListRow } from '../../db/credit-list/store.ts';
import { LIST } from '../../domain/credit-list/duties.ts';
import { adoptionShape } from '../../domain/credit-list/forms.ts';
import { powerTypeIds, powerTypes } from '../../domain/credit-list/terms.ts';
import { day } from '../../domain/law/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { adoptList } from './open.ts';

const tag = '信用监管事项清单 List of credit supervision';
const text = z.string().nullable();

export function creditListRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/credit-lists',
        tag,
        summary: '登记清单的通过 — An adopted list of credit supervision',
        description:
          'QHD-2.1：基金监管科登记一次通过的整份清单，与前一版的差别即为变更。有变更的，自通过之日起 10 个工作日内汇总报至市信用办，以其收件凭证为准；一次通过的多项变更为一份报告，后一次通过另行计算。首版为附件所印五项，无须报告。公布后方可使用；公布的期限为管理设定。与省级清单不一致的，提示。',
        body: adoptionShape,
        opens: { type: 'credit-list-adoption', clause: LIST },
        problems: [
          'no-legal-basis',
          'not-owed-by-you',
          'adoption-undated',
          'in-the-future',
          'adoption-order',
          'power-type-missing',
          'list-unchanged',
          'list-not-as-printed',
          'list-adopted-meanwhile',
        ],
      },
      (body, caller, key) => adoptList(deps, caller, key, body),
    );
    list(api, deps);
  };
}

const versionShape = z
  .object({
    file: z.string(),
    version: z.int(),
    adoptedOn: z.string(),
    documentNo: text,
    changes: z
      .array(z.string())
      .meta({ description: '变更：增加 add、删除 delete、修改 modify，后接事项编号' }),
    provincial: text.meta({ description: '所对标的省级清单 The provincial list' }),
    publishedAt: text,
    publishedUrl: text,
    reportDue: text.meta({ description: '报告到期；首版为空 Null: no report is owed' }),
    reportedAt: text.meta({ description: '市信用办收到的时间 Receipt by the credit office' }),
    inUse: z.boolean().meta({ description: '已公布且为最后一版 The last one that is published' }),
    items: z.array(
      z.object({ id: z.string(), name: z.string(), powerType: z.enum(powerTypeIds), note: text }),
    ),
  })
  .meta({ id: 'CreditList' });

const shown = (l: ListRow): z.input<typeof versionShape> => ({
  ...l,
  publishedAt: when(l.publishedAt),
  reportDue: when(l.reportDue),
  reportedAt: when(l.reportedAt),
});

type Line = { list: ListRow; item: ListRow['items'][number]; position: number };
const columns: readonly Column<Line>[] = [
  ['版本 version', ({ list }) => list.version],
  ['通过 adopted', ({ list }) => list.adoptedOn],
  ['公布 published', ({ list }) => when(list.publishedAt)],
  ['使用中 in use', ({ list }) => list.inUse],
  ['序号 number', ({ position }) => position],
  ['编号 id', ({ item }) => item.id],
  ['权力类型 power type', ({ item }) => powerTypes[item.powerType].zh],
  ['事项名称 item', ({ item }) => item.name],
  ['说明 note', ({ item }) => item.note],
  ['案卷 file', ({ list }) => list.file],
];

function list(api: Api, { sql, clock }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit-lists',
      tag,
      summary: '清单各版本 — The versions of the list, newest first, and the one in use on a day',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        day: day
          .optional()
          .meta({ description: '问哪一天使用的版本；不写的为今天 In use on which day' }),
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: {
          description: '各版本 The versions',
          schema: z.object({ items: z.array(versionShape) }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const on = query.day ?? civilDateOf(clock.now());
      const rows = await listsOf(sql, caller.bureau, on);
      if (wantsCsv(req, query.format)) {
        const lines = rows.flatMap((row) =>
          row.items.map((item, n): Line => ({ list: row, item, position: n + 1 })),
        );
        return sendCsv(res, 'credit-lists', csv(columns, lines), {});
      }
      return { body: { items: rows.map(shown) } };
    },
  );
}
