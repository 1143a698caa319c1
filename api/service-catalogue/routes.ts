/** /v1/service-catalogues: a version is proposed, the versions, one of them, and the one in force, which everybody reads (QJ-2.1a). */
import { z } from 'zod';
import { findVersion, itemsOfVersion, versionsOf } from '../../db/service-catalogue/store.ts';
import { bureauId, day } from '../../domain/law/shapes.ts';
import { LIST } from '../../domain/service-catalogue/duties.ts';
import { proposalShape, revocationShape } from '../../domain/service-catalogue/forms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { fileId } from '../files/file-shape.ts';
import { requireOffice } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv } from '../http/csv.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { openedAnswers, openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposeVersion, revokeVersion } from './open.ts';
import { lineColumns, linesOf, rowsShape, versionShape, versionShown } from './shapes.ts';

const tag = '政务服务事项清单 Lists of powers and public services';
const wholeShape = versionShape.extend(rowsShape).meta({ id: 'ServiceCatalogueWhole' });
const dayAsked = day
  .optional()
  .meta({ description: '哪一天施行的；默认今日 In force on which day' });
/** Of whom the public is told nothing: who has proposed and confirmed, and why. */
const publicShape = wholeShape
  .omit({ file: true, proposedBy: true, confirmedBy: true, reason: true, state: true, hash: true })
  .meta({ id: 'ServiceCataloguePublic' });

export function serviceCatalogueRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/service-catalogues',
        tag,
        summary: '提出清单的新版本 — The next version of the lists',
        description:
          'QJ-2.1a：整份权力清单和服务清单，由另一人复核后施行。首版为附件2（17项）和附件3（38项），名称照录；以后各版须有依据、理由和日期，名称变更逐项说明，事项数变更的写明此后的分母。同时只有一版待复核。',
        auth: ['registrar', 'head', 'handler'],
        body: proposalShape,
        opens: { type: 'service-catalogue-proposal', clause: LIST },
        problems: [
          'no-legal-basis',
          'catalogue-undated',
          'in-the-future',
          'catalogue-order',
          'service-time-invalid',
          'flags-contradict',
          'catalogue-not-as-printed',
          'catalogue-unchanged',
          'reason-missing',
          'name-change-unexplained',
          'denominators-unsaid',
          'catalogue-too-far',
          'catalogue-pending',
          'unknown-reference',
        ],
      },
      (body, caller, key) => proposeVersion(deps, caller, key, body),
    );
    list(api, deps);
    inForce(api, deps);
    one(api, deps);
    revocation(api, deps);
  };
}

function list(api: Api, { sql, clock }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/service-catalogues',
      tag,
      summary: '清单各版本 — The versions, newest first, and the one in force on a day',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ day: dayAsked }),
      responses: {
        200: {
          description: '各版本 The versions',
          schema: z.object({ items: z.array(versionShape) }),
        },
      },
    },
    async ({ query, caller }) => {
      requireOffice(caller);
      const on = query.day ?? civilDateOf(clock.now());
      return { body: { items: (await versionsOf(sql, caller.bureau, on)).map(versionShown) } };
    },
  );
}

function inForce(api: Api, { sql, clock }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/service-catalogues/in-force',
      tag,
      summary:
        '施行中的清单 — The lists in force on a day, for the window, the network and everybody',
      description:
        '公开；线上线下读同一份，ETag 相同即为同一版本。 Public: whoever reads it reads the same rows.',
      auth: 'public',
      reads: 'none',
      query: z.strictObject({
        bureau: bureauId,
        day: dayAsked,
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: { description: '清单 The lists', schema: publicShape, csv: true },
        304: unchanged,
      },
      problems: ['not-found'],
    },
    async ({ query, req, res }) => {
      const on = query.day ?? civilDateOf(clock.now());
      const version = await findVersion(sql, query.bureau, on);
      if (!version) throw noList();
      const rows = await itemsOfVersion(sql, query.bureau, version.file, on);
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'service-catalogue', csv(lineColumns, linesOf(rows)));
      return tagged(req, { body: publicShape.parse({ ...versionShown(version), ...rows }) });
    },
  );
}

const noList = (): Problem =>
  new Problem('not-found', {
    say: { zh: '该日没有施行的清单', en: 'No lists are in force on that day' },
    clause: LIST,
  });

function one(api: Api, { sql, clock }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/service-catalogues/:file',
      tag,
      summary: '清单的一个版本 — One version with its rows, as it is to be confirmed',
      auth: 'caller',
      reads: 'none',
      params: z.strictObject({ file: fileId }),
      responses: {
        200: { description: '版本 The version', schema: wholeShape },
        304: unchanged,
      },
      problems: ['not-found'],
    },
    async ({ params: { file }, caller, req }) => {
      requireOffice(caller);
      const today = civilDateOf(clock.now());
      const version = await findVersion(sql, caller.bureau, today, file);
      if (!version) throw new Problem('not-found');
      const rows = await itemsOfVersion(sql, caller.bureau, file, version.inForceOn);
      return tagged(req, { body: { ...versionShown(version), ...rows } });
    },
  );
}

function revocation(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/service-catalogues/:file/revocation',
      tag,
      summary: '撤回尚未施行的版本 — Take back a version that is confirmed and not in force yet',
      description:
        'QJ-2.1a：由一人提出，另一人复核；撤回的版本留存，不施行。 Proposed by one and confirmed by another; the version is kept and never in force.',
      auth: ['registrar', 'head', 'handler'],
      clause: LIST,
      params: z.strictObject({ file: fileId }),
      headers: keyHeader,
      body: revocationShape,
      opens: { type: 'service-catalogue-revocation', clause: LIST },
      responses: openedAnswers(),
      problems: [
        'not-found',
        'no-legal-basis',
        'catalogue-day-come',
        'catalogue-pending',
        'unknown-reference',
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
    },
    async ({ params: { file }, body, caller, headers }) => {
      const today = civilDateOf(deps.clock.now());
      const version = await findVersion(deps.sql, caller.bureau, today, file);
      if (!version) throw new Problem('not-found');
      return revokeVersion(deps, caller, keyOf(headers), version, body);
    },
  );
}
