/** /v1/joint-meetings: a meeting is called, and the register of meetings (TJ51-5.0). */
import { z } from 'zod';
import { meetingsOf, type MeetingRow } from '../../db/joint-meeting/store.ts';
import { callShape } from '../../domain/joint-meeting/forms.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { callMeeting } from './open.ts';

const tag = '联席会议 Joint meetings';
const text = z.string().nullable();

export function jointMeetingRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/joint-meetings',
        tag,
        summary: '召集联席会议 — Call a joint meeting',
        description:
          'TJ51-5.0：由监督、经办的一方召集，另一方被通知；会议记录须双方有人到会并经另一方确认，列明各方承诺及其期限，全部完成或者由对方免除后办结。期限为管理设定，不是违期。',
        body: callShape,
        opens: { type: 'meeting-call', clause: 'TJ51-5.0' },
        problems: [
          'no-legal-basis',
          'meeting-unit',
          'same-department',
          'not-owed-by-you',
          'date-not-later',
          'link-unknown',
        ],
      },
      (body, caller, key) => callMeeting(deps, caller, key, body),
    );
    list(api, deps);
  };
}

const meetingShape = z
  .object({
    file: z.string(),
    stage: z.string(),
    supervision: z.string(),
    handling: z.string(),
    convener: z.string(),
    on: z.string(),
    topics: z.int().meta({ description: '议题数 How many topics' }),
    about: z.array(z.string()).meta({ description: '涉及的案卷 The files they name' }),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
    undertakings: z
      .object({ owed: z.int(), overdue: z.int(), done: z.int() })
      .meta({ description: '承诺事项：未到期、逾期、完成 Not yet due, late, carried out' }),
  })
  .meta({ id: 'JointMeeting' });

const meetingOf = ({ owed, overdue, done, ...m }: MeetingRow) => ({
  ...m,
  on: when(m.on)!,
  openedAt: when(m.openedAt)!,
  nextDue: when(m.nextDue),
  closedAt: when(m.closedAt),
  undertakings: { owed, overdue, done },
});

const columns: readonly Column<MeetingRow>[] = [
  ['案卷 file', (m) => m.file],
  ['阶段 stage', (m) => m.stage],
  ['监督 supervision', (m) => m.supervision],
  ['经办 handling', (m) => m.handling],
  ['召集 convener', (m) => m.convener],
  ['会议时间 on', (m) => when(m.on)],
  ['议题数 topics', (m) => m.topics],
  ['涉及案卷 about', (m) => m.about.join(' ')],
  ['召集时间 opened', (m) => when(m.openedAt)],
  ['到期 next due', (m) => when(m.nextDue)],
  ['结束 closed', (m) => when(m.closedAt)],
  ['结果 outcome', (m) => m.outcome],
  ['承诺未到期 owed', (m) => m.owed],
  ['承诺逾期 overdue', (m) => m.overdue],
  ['承诺完成 done', (m) => m.done],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/joint-meetings',
      tag,
      summary: '联席会议登记簿 — The register of joint meetings, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['open', 'closed']).optional(),
        unit: unitId.optional(),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(meetingShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await meetingsOf(
        sql,
        { ...filter, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (m) => [m.openedAt, m.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'joint-meetings', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(meetingOf), next }, headers: linkToNext(req, next) };
    },
  );
}
