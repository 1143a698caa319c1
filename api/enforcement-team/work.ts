/** 在办与改派 The open work of an officer, and to whom it goes when the officer is removed or leaves (TJ51-19). */
import { z } from 'zod';
import { findStanding } from '../../db/queries/access.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { openWorkOf, reassignWork, type WorkRow } from '../../db/enforcement-team/store.ts';
import { refuseReassigning } from '../../domain/enforcement-team/reassigning.ts';
import type { Standing } from '../../domain/law/authority.ts';
import { line, officerId } from '../../domain/law/shapes.ts';
import { fileId } from '../files/file-shape.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag, workReader } from './letters.ts';

const params = z.strictObject({ id: officerId });

const workShape = z
  .object({
    file: z.string(),
    procedure: z.string(),
    stage: z.string(),
    since: z.string(),
    from: z
      .string()
      .nullable()
      .meta({ description: '改派自 From whom it came; null：本人办理 acted in it' }),
  })
  .meta({ id: 'OpenWork' });
const workOf = ({ since, ...w }: WorkRow) => ({ ...w, since: when(since)! });

export function workRoutes(api: Api, { sql }: ActDeps): void {
  openWork(api, sql);
  reassigning(api, sql);
}

function openWork(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/officers/:id/open-work',
      tag,
      summary: '在办案卷 — The open files of an officer',
      description:
        '本人、所在单位及其上级的负责人、协调员和监管人员查阅；不显示查阅人无权知悉的案卷。',
      auth: 'caller',
      params,
      problems: ['not-found'],
      responses: {
        200: { description: '清单 List', schema: z.object({ items: z.array(workShape) }) },
      },
    },
    async ({ params: { id }, caller }) => {
      await officerOf(sql, caller, id);
      return { body: { items: (await readableWork(sql, caller, id)).map(workOf) } };
    },
  );
}

function reassigning(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'post',
      path: '/v1/officers/:id/reassignments',
      tag,
      summary: '改派在办案卷 — Give open work of an officer to another',
      description:
        'TJ51-19：被清除或离岗人员的在办案卷由负责人改派给同一单位承诺书有效的人员；不写明案卷的即全部在办案卷。',
      auth: ['head'],
      clause: 'TJ51-19.1',
      params,
      body: z.strictObject({
        to: officerId,
        reason: line(500),
        files: z.array(fileId).min(1).max(1000).optional(),
      }),
      problems: [
        'not-found',
        'reassigned-outside',
        'commitment-unsigned',
        'officer-removed',
        'link-unknown',
      ],
      responses: {
        200: { description: '已改派 Reassigned', schema: z.object({ files: z.array(z.string()) }) },
      },
    },
    async ({ params: { id }, body, caller }) => {
      const from = await ledBy(sql, caller, id);
      const refusal = refuseReassigning({
        from: { id, unit: from.unit },
        to: { id: body.to, standing: await findStanding(sql, body.to) },
        on: databaseToday(),
      });
      if (refusal) throw Problem.refused(refusal);
      const readable = (await readableWork(sql, caller, id)).map(({ file }) => file);
      if (body.files?.some((file) => !readable.includes(file))) throw new Problem('link-unknown');
      const files = await reassignWork(sql, {
        from: id,
        to: body.to,
        by: caller.id,
        reason: body.reason,
        files: body.files ?? readable,
      });
      return { body: { files } };
    },
  );
}

/** The officer, where the caller answers for the unit or may read the bureau; nobody else learns whether there is one. */
async function officerOf(sql: ActDeps['sql'], caller: Caller, id: string): Promise<Standing> {
  requireReader(caller);
  const standing = await findStanding(sql, id);
  const over =
    holds(caller, 'regulator', 'coordinator') ||
    (holds(caller, 'head') && (await unitsUnder(sql, caller.unit)).includes(standing?.unit ?? ''));
  if (standing?.bureau === caller.bureau && (over || caller.id === id)) return standing;
  throw new Problem('not-found');
}

/** The officer, where the caller's unit is theirs or stands over it: whatever else a head reads, the decision is of the unit's own head. */
async function ledBy(sql: ActDeps['sql'], caller: Caller, id: string): Promise<Standing> {
  const officer = await officerOf(sql, caller, id);
  if ((await unitsUnder(sql, caller.unit)).includes(officer.unit)) return officer;
  throw new Problem('not-found');
}

const readableWork = async (sql: ActDeps['sql'], caller: Caller, officer: string) =>
  openWorkOf(sql, officer, await workReader(sql, caller));
