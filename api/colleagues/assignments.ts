/** 分派 Who of the unit that owes a duty has it in hand: taken, given, given back. The unit owes, whoever has it. */
import { z } from 'zod';
import { assignDuty, assignmentsOf, dutyToAssign } from '../../db/queries/assignments.ts';
import { findStanding } from '../../db/queries/access.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { ordersWork, refuseAssigning, refuseReleasing } from '../../domain/colleagues/assigning.ts';
import { officerId } from '../../domain/law/shapes.ts';
import { fileId, time } from '../files/file-shape.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { tag } from './comment-shape.ts';
import { callerOf, mayRead, readingScope } from './readers.ts';

type Sql = ActDeps['sql'];
const params = z.strictObject({ id: fileId, key: z.string().min(1).max(200) });
const path = '/v1/files/:id/duties/:key/assignee';
const expected = officerId.nullable().meta({
  description:
    '读取时的承办人，没有的为 null；已经变了的不改，答 412 Who had it when it was read, null for nobody: where that has changed nothing is done',
});

const assigneeShape = z
  .object({
    file: z.string(),
    key: z.string(),
    owedBy: z.string(),
    assignee: time,
    deputy: time,
    mayOrder: z.boolean().meta({
      description: '本人可否分派给他人 Whether the caller may give it to somebody else',
    }),
    history: z.array(
      z.object({
        from: time,
        to: time,
        why: z.enum(['assigned', 'taken', 'released', 'reassigned', 'left']),
        by: time,
        at: z.string(),
      }),
    ),
  })
  .meta({ id: 'Assignee' });

export const assignmentRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    reading(api, sql);
    assigning(api, sql);
    releasing(api, sql);
  };

const answers = { 200: { description: '承办人 The assignee', schema: assigneeShape } };

function reading(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path,
      tag,
      summary: '承办人及经过 — Who has a duty in hand, and who had it',
      auth: 'caller',
      reads: 'none',
      params,
      problems: ['not-found', 'other-bureau'],
      responses: answers,
    },
    async ({ params: of, caller }) => ({ body: await shown(sql, caller, of) }),
  );
}

function assigning(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'put',
      path,
      tag,
      summary: '分派、认领 — Give a duty to an officer of the unit, or take it',
      description:
        '没有承办人的，本单位人员可以认领；其余由该单位或其上级单位的负责人、协调员分派。义务仍由单位负有。 Whoever is of the unit takes what nobody has; a head or coordinator of it, or of one over it, gives it to anybody of the unit. The unit owes as before.',
      auth: 'caller',
      params,
      body: z.strictObject({ officer: officerId, expected }),
      problems: [
        'not-found',
        'other-bureau',
        'duty-ended',
        'assignee-outside',
        'commitment-unsigned',
        'officer-removed',
        'precondition-failed',
      ],
      responses: answers,
    },
    async ({ params: of, body, caller }) => {
      const { file, duty } = await owed(sql, caller, of);
      if (!['open', 'due-soon', 'overdue'].includes(duty.state)) throw new Problem('duty-ended');
      const to = await callerOf(sql, body.officer);
      const refusal = refuseAssigning({
        by: caller.id,
        orders: await orders(sql, caller, duty.owedBy),
        owedBy: duty.owedBy,
        // What has changed meanwhile is told as such, below.
        current: body.expected,
        to: {
          id: body.officer,
          standing: await findStanding(sql, body.officer, file.id),
          reads: to !== undefined && (await mayRead(sql, to, file)),
        },
        on: databaseToday(),
      });
      if (refusal) throw Problem.refused(refusal);
      const why = body.officer === caller.id ? 'taken' : 'assigned';
      const wish = { ...duty, expected: body.expected, to: body.officer, by: caller.id };
      if ((await assignDuty(sql, { ...wish, why })) !== body.officer)
        throw new Problem('precondition-failed');
      return { body: await shown(sql, caller, of) };
    },
  );
}

function releasing(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'delete',
      path,
      tag,
      summary: '退回、撤销分派 — Give a duty back, or take it from an officer',
      auth: 'caller',
      params,
      query: z.strictObject({ expected: officerId }),
      problems: ['not-found', 'other-bureau', 'officer-removed', 'precondition-failed'],
      responses: answers,
    },
    async ({ params: of, query, caller }) => {
      const { duty } = await owed(sql, caller, of);
      const refusal = refuseReleasing({
        by: caller.id,
        orders: await orders(sql, caller, duty.owedBy),
        current: query.expected,
      });
      if (refusal) throw Problem.refused(refusal);
      const wish = { ...duty, expected: query.expected, to: null, by: caller.id };
      if ((await assignDuty(sql, { ...wish, why: 'released' })) !== null)
        throw new Problem('precondition-failed');
      return { body: await shown(sql, caller, of) };
    },
  );
}

const orders = async (sql: Sql, caller: Caller, unit: string): Promise<boolean> =>
  ordersWork(caller, await unitsUnder(sql, caller.unit), unit);

/** The duty, for whoever may read its file. */
async function owed(sql: Sql, caller: Caller, { id, key }: z.output<typeof params>) {
  const file = await fileOr404(sql, id);
  await readingScope(sql, caller, file);
  const duty = await dutyToAssign(sql, file.id, key);
  if (!duty) throw new Problem('not-found');
  return { file, duty };
}

async function shown(
  sql: Sql,
  caller: Caller,
  of: z.output<typeof params>,
): Promise<z.infer<typeof assigneeShape>> {
  const { duty } = await owed(sql, caller, of);
  const history = await assignmentsOf(sql, duty);
  return {
    file: duty.file,
    key: of.key,
    owedBy: duty.owedBy,
    assignee: duty.assignee,
    deputy: duty.deputy,
    mayOrder: await orders(sql, caller, duty.owedBy),
    history: history.map((row) => ({ ...row, at: when(row.at)! })),
  };
}
