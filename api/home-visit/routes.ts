/** /v1/home-visits: visits at home are booked and listed by day; who is visited and where is opened for whoever visits (QJ-2.4b). */
import { z } from 'zod';
import { visitsOf, visitWords, type VisitRow } from '../../db/home-visit/store.ts';
import { VISITS } from '../../domain/home-visit/duties.ts';
import { bookingShape } from '../../domain/home-visit/forms.ts';
import { day } from '../../domain/law/shapes.ts';
import { fileId } from '../files/file-shape.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { partiesOf, requireReader } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { openWords } from '../service-words/keeping.ts';
import { bookVisit } from './open.ts';
import { tag } from './tag.ts';

export function homeVisitRoutes(deps: ActDeps, seal: Seal | undefined) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/home-visits',
        tag,
        summary: '预约上门服务 — Book a visit at home',
        description:
          'QJ-2.4b：行动不便的残疾人（写明残疾人证）、高龄老人（管理设定，默认年满 80 周岁），其他人员说明理由。服务对象、地址、出生日期、理由密封，不进入案卷编号、流程和日志。期限均为管理设定。',
        body: bookingShape,
        opens: { type: 'visit-booking', clause: VISITS },
        problems: [
          'no-legal-basis',
          'address-missing',
          'date-not-later',
          'mobility-missing',
          'not-eligible-at-home',
          'reason-missing',
          'unknown-reference',
          'sealing-key-missing',
        ],
      },
      (body, caller, key) => bookVisit(deps, seal, caller, key, body),
    );
    list(api, deps);
    whereTo(api, deps, seal);
  };
}

const text = z.string().nullable();
const rowShape = z
  .object({
    file: z.string(),
    unit: z.string(),
    ground: z.string(),
    services: z.array(z.string()),
    appointedOn: z.string(),
    part: z.string(),
    confirmed: z.boolean(),
    officers: z.array(z.string()),
    noShows: z.int(),
    bookedAt: z.string(),
    visitedAt: text,
    ended: text,
    stage: z.string(),
  })
  .meta({ id: 'HomeVisit' });

const columns: readonly Column<VisitRow>[] = [
  ['案卷 file', (v) => v.file],
  ['部门 unit', (v) => v.unit],
  ['对象 ground', (v) => v.ground],
  ['事项 services', (v) => v.services.join(' ')],
  ['日期 day', (v) => v.appointedOn],
  ['上下午 part', (v) => v.part],
  ['已确认 confirmed', (v) => v.confirmed],
  ['上门人员 officers', (v) => v.officers.join(' ')],
  ['未遇 no-shows', (v) => v.noShows],
  ['上门时间 visited', (v) => when(v.visitedAt)],
  ['结果 ended', (v) => v.ended],
];

const listRoute = describeRoute({
  method: 'get',
  path: '/v1/home-visits',
  tag,
  summary: '上门服务清单 — Visits at home by day, without who and where',
  auth: 'caller',
  reads: 'none',
  query: z.strictObject({
    ...pageQuery,
    from: day.optional(),
    until: day.optional(),
    state: z.enum(['open', 'ended']).optional(),
  }),
  problems: ['bad-cursor'],
  responses: {
    200: {
      description: '清单 List',
      schema: z.object({ items: z.array(rowShape), next: text }),
      csv: true,
    },
  },
});

function list(api: Api, { sql }: ActDeps): void {
  api.route(listRoute, async ({ query, caller, req, res }) => {
    const { cursor, limit = 100, format, ...filter } = query;
    const after = readCursor(cursor, z.tuple([at.day, at.id]));
    const rows = await visitsOf(
      sql,
      { ...filter, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
      after && { on: after[0], id: after[1] },
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (v) => [v.appointedOn, v.file]);
    if (wantsCsv(req, format))
      return sendCsv(res, 'home-visits', csv(columns, items), linkToNext(req, next));
    const shown = items.map((v) => ({
      ...v,
      bookedAt: when(v.bookedAt)!,
      visitedAt: when(v.visitedAt),
    }));
    return { body: { items: shown, next }, headers: linkToNext(req, next) };
  });
}

const applicant = z.object({
  name: z.string(),
  contact: z.string(),
  address: z.string().optional(),
  bornOn: z.string().optional(),
  certificate: z.string().optional(),
  reason: z.string().optional(),
});

function whereTo(api: Api, { sql }: ActDeps, seal: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/home-visits/:file/applicant',
      tag,
      summary: '查阅服务对象和地址（登记） — Who is visited and where; the look is logged',
      description:
        '上门服务部门的人员和确认的上门人员查阅；已依令删除的为空。For the unit that visits and whoever is named to come.',
      auth: 'caller',
      reads: 'sealed',
      params: z.strictObject({ file: fileId }),
      responses: {
        200: {
          description: '服务对象 Who is visited',
          schema: z.object({ applicant: applicant.nullable(), erased: z.boolean() }),
        },
      },
      problems: ['not-found', 'not-authorised', 'sealing-key-missing'],
    },
    async ({ params: { file }, caller }) => {
      requireReader(caller);
      const found = await visitWords(sql, {
        bureau: caller.bureau,
        file,
        officer: caller.id,
        unit: caller.unit,
      });
      if (!found) throw new Problem('not-found');
      if (!found.may)
        throw new Problem('not-authorised', {
          clause: VISITS,
          say: {
            zh: '服务对象和地址只对上门服务部门和上门人员开放。',
            en: 'Who is visited and where is for the unit that visits and whoever comes.',
          },
          lawful: { zh: '由上门服务部门查阅。', en: 'Let the unit that visits look.' },
        });
      const kept = await openWords(sql, seal, found.words);
      return { body: { applicant: kept && applicant.parse(kept), erased: kept === null } };
    },
  );
}
