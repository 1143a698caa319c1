/** 流程界面的视图 `GET /v1/engine-views`: addresses of the Temporal UI's list, for the own bureau, a unit or a procedure. Nothing is counted, so it costs nothing. */
import { z } from 'zod';
import { bureauId, unitId } from '../../domain/law/shapes.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { engineColumns, engineViews, leftOut, listAddress, narrowedTo } from './engine-views.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });
const viewShape = z.object({
  name: z.string(),
  title: sentence,
  query: z.string().meta({
    description: '流程引擎的检索式 The query, in the words of the engine',
  }),
  ui: z.string(),
});

const route = describeRoute({
  method: 'get',
  path: '/v1/engine-views',
  tag: '台面 Desk',
  summary:
    '流程界面的现成视图 — Ready views of the list of the Temporal UI, as addresses that can be handed out',
  auth: ['coordinator', 'regulator', 'administrator'],
  query: z.strictObject({
    unit: unitId
      .optional()
      .meta({ description: '只列等这个单位的案卷 Only files that wait for this unit' }),
    procedure: z
      .string()
      .regex(/^[a-z-]{1,64}$/)
      .refine((procedure) => !leftOut.includes(procedure))
      .optional()
      .meta({ description: '只列这种程序的案卷 Only files of this procedure' }),
  }),
  responses: {
    200: {
      description: '视图和可选的列 Views, and columns worth choosing',
      schema: z.object({
        bureau: bureauId,
        items: z.array(viewShape),
        columns: z.array(z.object({ name: z.string(), title: sentence })),
      }),
    },
  },
});

export const engineViewRoutes =
  ({ uiUrl, namespace }: { uiUrl: string; namespace: string }) =>
  (api: Api): void =>
    api.route(route, async ({ caller: { bureau }, query: { unit, procedure } }) => ({
      body: {
        bureau,
        items: engineViews.map(({ name, title, query }) => {
          const narrowed = narrowedTo(query, { bureau, unit, procedure });
          return { name, title, query: narrowed, ui: listAddress(uiUrl, namespace, narrowed) };
        }),
        columns: [...engineColumns],
      },
    }));
