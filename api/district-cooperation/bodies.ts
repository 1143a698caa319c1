/** 区级监督机构 /v1/district-bodies: whose area is which (TJ51-8.1). */
import { z } from 'zod';
import {
  districtBodyLines,
  enterDistrictBody,
  type DistrictBodyRow,
} from '../../db/district-cooperation/store.ts';
import { findBureau, unitsOf } from '../../db/queries/subjects.ts';
import { districtBodyShape } from '../../domain/district-cooperation/forms.ts';
import { refuseDistrictBody } from '../../domain/district-cooperation/territory.ts';
import { document, unitId } from '../../domain/law/shapes.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './routes.ts';

const lineShape = z
  .object({
    unit: z.string(),
    areas: z.array(z.string()),
    validFrom: z.string(),
    document: document,
    reason: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'DistrictBody' });
const lineOf = ({ at, ...line }: DistrictBodyRow) => ({ ...line, at: when(at)! });

export function districtBodyRoutes(api: Api, deps: ActDeps): void {
  registering(api, deps);
  listed(api, deps);
}

function registering(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'put',
      path: '/v1/district-bodies/:unit',
      tag,
      summary: '登记区级监督机构的辖区 — Register the areas of a district body',
      description:
        'TJ51-8.1：区级监督机构对辖区内的主体立卷、函告；区外须有市级监督机构的指定。没有登记辖区的监督机构为市级。每次变更留一行；内容相同则不写入。',
      auth: ['registrar'],
      clause: 'TJ51-8.1',
      params: z.strictObject({ unit: unitId }),
      body: districtBodyShape,
      problems: ['cooperation-unit', 'outside-area'],
      responses: {
        200: { description: '已登记 Registered', schema: z.object({ changed: z.boolean() }) },
      },
    },
    async ({ params: { unit }, body, caller }) => {
      const bureau = (await findBureau(sql, caller.bureau))!;
      const roles = (await unitsOf(sql, bureau.id)).find((u) => u.id === unit)?.roles;
      const refusal = refuseDistrictBody({ bureauArea: bureau.area, roles, areas: body.areas });
      if (refusal) throw Problem.refused(refusal);
      const changed = await enterDistrictBody(sql, {
        ...body,
        unit,
        bureau: bureau.id,
        by: caller.id,
      });
      return { body: { changed } };
    },
  );
}

function listed(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/district-bodies',
      tag,
      summary: '区级监督机构 — District bodies and their areas, every change',
      auth: 'caller',
      reads: 'none',
      responses: {
        200: {
          description: '各次登记，最近的在前 Every line, the latest first',
          schema: z.object({ items: z.array(lineShape) }),
        },
      },
    },
    async ({ caller }) => ({
      body: { items: (await districtBodyLines(sql, caller.bureau)).map(lineOf) },
    }),
  );
}
