/** 定期会商 Consultations and their rhythm: who is called together when, what was held, missed or put off (TJ84-16). */
import { z } from 'zod';
import { consultation } from '../../domain/consultation/procedure.ts';
import { listFiles } from '../../db/queries/files.ts';
import { callShape } from '../../domain/consultation/forms.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import type { ConsultationSchedules } from './schedules.ts';
import { openConsultation } from './open.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { partiesOf } from '../intake/authority.ts';
import { fileOf, fileShape } from '../files/file-shape.ts';
import { rhythm, tag, text } from './rhythm.ts';
import { rhythmList } from './rhythm-list.ts';

export function consultationRoutes(deps: ActDeps, schedules: ConsultationSchedules) {
  return (api: Api): void => {
    calling(api, deps);
    listing(api, deps);
    rhythm(api, deps, schedules);
    rhythmList(api, deps);
  };
}

function calling(api: Api, deps: ActDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/consultations',
      tag,
      summary: '召集会商 — Call two departments to a consultation, beside the rhythm',
      body: callShape,
      opens: { type: 'consultation-call', clause: 'TJ84-16' },
      description:
        '立卷时即附上期间数据（案卷、监管结果、时效、未结协调事项）。双方已有未结会商的，返回该会商。',
      again: '已有未结会商，或重复提交 Open already, or sent again',
      problems: [
        'no-legal-basis',
        'not-coordinator',
        'unknown-reference',
        'same-department',
        'period-invalid',
      ],
    },
    async (body, caller, key) => {
      const { accepting, supervising, from } = body;
      return openConsultation(deps, caller, key, {
        pair: { bureau: caller.bureau, accepting, supervising },
        ...(from && { from: parseInstant(from)! }),
        payload: body,
      });
    },
  );
}

function listing(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/consultations',
      tag,
      summary: '会商清单 — Consultations, newest first',
      auth: 'caller',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(['open', 'closed']).optional(),
        stage: z.enum(['called', 'postponed', 'missed', 'held', 'closing', 'closed']).optional(),
      }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(fileShape), next: text }),
        },
      },
    },
    async ({ query: { cursor, limit = 100, state, stage }, caller, req }) => {
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await listFiles(
        deps.sql,
        {
          bureau: caller.bureau,
          reader: caller.id,
          procedure: consultation.id,
          stage,
          open: state && state === 'open',
          parties: await partiesOf(deps.sql, caller),
        },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (f) => [f.openedAt, f.id]);
      return { body: { items: items.map(fileOf), next }, headers: linkToNext(req, next) };
    },
  );
}
