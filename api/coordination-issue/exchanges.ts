/** 信息交互 The log of pushes and feedback between departments, their punctuality and correctness, and what each department has to do (TJ84-15.1–15.3). */
import { z } from 'zod';
import { exchangeLog, type ExchangeRow } from '../../db/coordination-issue/store.ts';
import { exchanges, exchangeTypes } from '../../domain/coordination-issue/exchange.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { partiesOf } from '../intake/authority.ts';
import { when } from '../http/when.ts';
import { span, figures, department, tag, text, label, period } from './exchange-figures.ts';

const filter = {
  unit: z.string().max(64).optional(),
  item: z.string().max(64).optional(),
  type: z.enum(exchangeTypes).optional(),
};
export function exchangeRoutes(deps: ActDeps) {
  return (api: Api): void => {
    log(api, deps);
    figures(api, deps);
    department(api, deps);
  };
}

const exchangeShape = z
  .object({
    id: z.string(),
    at: z.string(),
    from: z.string(),
    to: text,
    type: z.enum(exchangeTypes),
    label,
    file: text,
    item: text,
    state: z.enum(['accepted', 'refused', 'pending', 'at-the-door']),
    timing: text,
    force: text,
    code: text,
    clause: text,
    hash: z.string(),
  })
  .meta({ id: 'Exchange' });
const exchangeOf = (e: ExchangeRow) => ({ ...e, at: when(e.at)!, label: exchanges[e.type] });
const exchangeColumns: readonly Column<ExchangeRow>[] = [
  ['时间 at', (e) => when(e.at)],
  ['类型 type', (e) => exchanges[e.type].zh],
  ['发出 from', (e) => e.from],
  ['收到 to', (e) => e.to],
  ['案卷 file', (e) => e.file],
  ['事项 item', (e) => e.item],
  ['结果 state', (e) => e.state],
  ['时效 timing', (e) => e.timing],
  ['时限性质 force', (e) => e.force],
  ['退回代码 code', (e) => e.code],
  ['条款 clause', (e) => e.clause],
  ['哈希 hash', (e) => e.hash],
];

function log(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/exchanges',
      tag,
      summary: '交互台账 — The exchange log, newest first',
      auth: 'caller',
      description:
        '承诺事项案卷的每次推送和反馈（TJ84-15.1）；at-the-door：不合格式或无权，未进入案卷即退回，只记代码、部门、事项、时间和哈希。',
      query: z.strictObject({
        ...pageQuery,
        ...filter,
        ...period,
        state: z.enum(['accepted', 'refused', 'pending', 'at-the-door']).optional(),
        file: z.string().max(200).optional(),
      }),
      responses: {
        200: {
          description: '台账 Log',
          schema: z.object({ items: z.array(exchangeShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, from, to, ...rest } = query;
      const place = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await exchangeLog(
        sql,
        {
          ...rest,
          ...span(from, to),
          bureau: caller.bureau,
          parties: await partiesOf(sql, caller),
        },
        place && { at: place[0], id: place[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (e) => [e.at, e.id]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'exchanges', csv(exchangeColumns, items), linkToNext(req, next));
      return { body: { items: items.map(exchangeOf), next }, headers: linkToNext(req, next) };
    },
  );
}
