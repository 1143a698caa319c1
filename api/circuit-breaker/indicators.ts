/** /v1/indicators: the indicator system (指标体系), by version; a change is proposed by one person and confirmed by another (TJ51-6.1). */
import { z } from 'zod';
import { versionsOf } from '../../db/circuit-breaker/store.ts';
import {
  indicatorId,
  indicatorShape,
  type Version,
} from '../../domain/circuit-breaker/indicator.ts';
import { line } from '../../domain/law/shapes.ts';
import { cuts } from '../../domain/rapid-response/terms.ts';
import { requireOffice } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { databaseNow } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposalReply, proposalShape } from '../registries/proposal-shape.ts';
import { proposed } from '../registries/two-persons.ts';
import { indicatorGround } from './indicator-ground.ts';
import { tag } from './tag.ts';

const time = z.string().nullable();
const versionShape = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    unit: z.string(),
    warnAt: z.number(),
    trip: z.object({ at: z.number(), touches: z.int(), withinMinutes: z.int() }),
    agreementClause: z.string(),
    cut: z.enum(cuts),
    subjects: z.array(z.string()),
    validFrom: time,
    validUntil: time,
    inForce: z.boolean(),
    adopted: z.object({ by: z.string(), document: z.looseObject({}) }),
    enteredBy: z.string(),
    enteredAt: z.string(),
  })
  .meta({ id: 'Indicator' });

type Row = Version & { enteredBy: string; enteredAt: number };
const shown = (v: Row): z.infer<typeof versionShape> => ({
  ...v,
  validFrom: when(v.validFrom),
  validUntil: when(v.validUntil),
  inForce: inForce(v),
  enteredAt: when(v.enteredAt)!,
});
const inForce = ({ validFrom, validUntil }: Row): boolean =>
  (validFrom ?? 0) <= databaseNow() && (validUntil ?? Infinity) > databaseNow();

const columns: readonly Column<Row>[] = [
  ['指标 indicator', (v) => v.id],
  ['版本 version', (v) => v.version],
  ['名称 title', (v) => v.title],
  ['计量单位 unit', (v) => v.unit],
  ['预警值 warns at', (v) => v.warnAt],
  ['熔断值 trips at', (v) => v.trip.at],
  ['次数 touches', (v) => v.trip.touches],
  ['窗口（分钟） window in minutes', (v) => v.trip.withinMinutes],
  ['协议条款 clause', (v) => v.agreementClause],
  ['切断 cuts', (v) => v.cut],
  ['主体 subjects', (v) => v.subjects.join(' ')],
  ['生效 valid from', (v) => when(v.validFrom)],
  ['结束 valid until', (v) => when(v.validUntil)],
  ['通过 adopted by', (v) => v.adopted.by],
  ['录入 entered by', (v) => v.enteredBy],
];

export function indicatorRoutes(deps: ActDeps) {
  return (api: Api): void => {
    list(api, deps);
    write(api, deps);
  };
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/indicators',
      tag,
      summary: '指标体系 — The indicators of the bureau, every version',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        indicator: indicatorId.optional(),
        inForce: z.enum(['true', 'false']).optional(),
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: {
          description: '指标 Indicators',
          schema: z.object({ items: z.array(versionShape) }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      // The systems that measure read what they measure by.
      requireOffice(caller);
      const rows = (await versionsOf(sql, caller.bureau, query.indicator)).filter(
        (v) => query.inForce === undefined || String(inForce(v)) === query.inForce,
      );
      if (wantsCsv(req, query.format)) return sendCsv(res, 'indicators', csv(columns, rows));
      return { body: { items: rows.map(shown) }, headers: { Vary: 'Accept' } };
    },
  );
}

function write(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'put',
      path: '/v1/indicators/:id/versions/:version',
      tag,
      summary: '登记指标版本 — Register a version of an indicator, or set its end',
      description:
        '自动暂停的依据，由一人提出、另一人复核后生效（/v1/proposals）。已生效的版本不得更改，只能写明结束时间；新的数值登记为新的版本。 The ground of automatic suspensions: proposed by one, confirmed by another. A version that has been in force does not change but for its end; new numbers are a new version.',
      auth: ['registrar'],
      params: z.strictObject({
        id: indicatorId,
        version: z.coerce.number().int().min(1).max(999_999),
      }),
      body: indicatorShape.extend({ reason: line(500).optional() }),
      problems: [
        'trip-below-warning',
        'indicator-overlap',
        'indicator-in-use',
        'indicator-retroactive',
        'cut-not-for-subject',
        'clause-unknown',
        'clause-not-covering',
        'date-not-later',
        'proposal-person',
      ],
      responses: {
        200: { description: '无变更，或首次设立 Unchanged, or a bootstrap', schema: versionShape },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params: { id, version }, body, caller }) => {
      const { reason = null, ...row } = body;
      const change = { bureau: caller.bureau, id, version, row };
      const outcome = await proposed(sql, indicatorGround, change, { caller, reason });
      if (!outcome.bootstrap) return proposalReply(sql, caller, outcome.id);
      const stands = await versionsOf(sql, caller.bureau, id);
      return { body: shown(stands.find((v) => v.version === version)!) };
    },
  );
}
