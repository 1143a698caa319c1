/** /v1/work-group: the leading group of the bureau with its sections and matters (QJ-3.1, 3.2). */
import { z } from 'zod';
import { groupOf, type GroupRow } from '../../db/work-plan/store.ts';
import { GROUP } from '../../domain/work-plan/clauses.ts';
import { groupShape } from '../../domain/work-plan/forms.ts';
import { requireOffice } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import { groupGround } from './group-ground.ts';
import { tag } from './tag.ts';

const shownShape = groupShape
  .omit({ document: true, reason: true })
  .extend({
    version: z.int(),
    by: z.string(),
    confirmedBy: z.string().nullable(),
    at: z.string(),
  })
  .meta({ id: 'WorkGroup' });

const shown = ({ at, ...row }: GroupRow): z.input<typeof shownShape> => ({
  ...(row as Omit<GroupRow, 'at'> & z.input<typeof groupShape>),
  at: when(at)!,
});

export function groupRoutes({ sql }: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'put',
        path: '/v1/work-group',
        tag,
        summary: '登记领导小组 — Register the leading group, its sections and its matters',
        description:
          'QJ-3.1：组长由主要领导担任，另有副组长、成员和办公室；每个事项一人分管、一科受理、多科室协同。整份登记，由一人提出、另一人复核后生效（/v1/proposals）。 The whole group as it is to stand; proposed by one and confirmed by another.',
        auth: ['registrar', 'head'],
        body: groupShape,
        clause: GROUP,
        problems: [
          'group-incomplete',
          'group-person-unfit',
          'matter-not-single',
          'unknown-reference',
          'proposal-person',
        ],
        responses: {
          200: { description: '首次设立 A bootstrap', schema: shownShape },
          202: { description: '待复核 To be confirmed', schema: proposalShape },
        },
      },
      async ({ body, caller }) => {
        const { document, reason = null, ...group } = body;
        const { bureau } = caller;
        return proposing(
          sql,
          groupGround,
          { bureau, group, document },
          { caller, reason },
          async () => ({ body: shown((await groupOf(sql, bureau))!) }),
        );
      },
    );
    read(api, sql);
  };
}

function read(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/work-group',
      tag,
      summary: '领导小组 — The leading group as it stands',
      auth: 'caller',
      reads: 'none',
      responses: { 200: { description: '现状 As it stands', schema: shownShape } },
      problems: ['not-found'],
    },
    async ({ caller }) => {
      requireOffice(caller);
      const group = await groupOf(sql, caller.bureau);
      if (!group) throw new Problem('not-found');
      return { body: shown(group) };
    },
  );
}
