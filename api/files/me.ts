/** 本人 GET /v1/me: who the caller is as registered, and what follows from it. */
import { z } from 'zod';
import { whoIs } from '../../db/queries/access.ts';
import { officerRoles, unitRoles } from '../../domain/registry/roles.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import type { ActDeps } from '../intake/submit-act.ts';

const named = z.object({ id: z.string(), name: z.string() });

const route = describeRoute({
  method: 'get',
  path: '/v1/me',
  tag: '登记簿 Registries',
  summary: '本人 — Who the caller is, as registered',
  auth: 'caller',
  // Nobody else's.
  reads: 'none',
  responses: {
    200: {
      description: '本人 The caller',
      schema: z
        .object({
          id: z.string(),
          kind: z.enum(['person', 'system']),
          name: z.string(),
          unit: named,
          bureau: named,
          roles: z.array(z.enum(officerRoles)),
          unitRoles: z.array(z.enum(unitRoles)),
          removed: z.boolean().meta({
            description: '已调离执法岗位：可以查阅，不再办理 May read, and files nothing more',
          }),
          system: z.string().nullable().meta({
            description: '代为提交的系统 The system that acts for the person',
          }),
        })
        .meta({ id: 'Me' }),
    },
  },
});

export const meRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    api.route(route, async ({ caller }) => {
      const { name, unit, bureau } = await whoIs(sql, caller.id);
      return {
        body: {
          id: caller.id,
          kind: caller.kind,
          name,
          unit: { id: caller.unit, name: unit },
          bureau: { id: caller.bureau, name: bureau },
          roles: [...caller.roles],
          unitRoles: [...caller.unitRoles],
          removed: caller.removed,
          system: caller.system ?? null,
        },
      };
    });
  };
