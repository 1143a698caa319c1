/** 立卷的公文 /v1/papers/openings: which letters wait for their files, which the caller may issue, drafts of them, and their issue. */
import { z } from 'zod';
import { openingPaperByKey, openingPapers } from '../../db/queries/opening-papers.ts';
import { paperHtml } from '../../domain/papers/html.ts';
import { openingKinds } from '../../domain/papers/kinds.ts';
import { dataOf } from '../../domain/papers/data.ts';
import { numberText } from '../../domain/papers/number.ts';
import { sheetOf } from '../../domain/papers/sheet.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { schemaOf } from '../intake/procedures.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { templateFor } from './drafting.ts';
import { assertSame } from './issuing.ts';
import { issuerProblems } from './may-issue.ts';
import { issueOpening, replacedLetter } from './opening-issuing.ts';
import {
  assertMayOpen,
  clauseOfOpening,
  fillOf,
  isIssuerOf,
  openingKindOf,
  readyToOpen,
  refuseIssuer,
} from './opening-kinds.ts';
import {
  askedOpeningShape,
  openingKindShape,
  openingPaperShape,
  openingShown,
} from './opening-shapes.ts';
import { tag } from './shapes.ts';

export const openingPaperRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    list(api, deps);
    issuing(api, deps);
    preview(api, deps);
  };

const MOST = 500;

const listRoute = describeRoute({
  method: 'get',
  path: '/v1/papers/openings',
  tag,
  summary:
    '立卷的公文 — Letters that wait for the files they are to open, and which ones the caller may issue',
  description:
    '尚未据以立卷的公文，只供制发单位及其上级查阅；立卷后归入该卷（GET /v1/files/{id}/papers）。 Those by which no file was opened yet, for the unit that has issued them and those over it; then they are papers of that file. The newest 500.',
  auth: 'caller',
  reads: 'none',
  responses: {
    200: {
      description: '公文 Letters',
      schema: z.object({
        items: z.array(openingPaperShape),
        kinds: z.array(openingKindShape).meta({
          description: '本人可以制发的种类 The kinds that the caller issues',
        }),
      }),
    },
  },
});

function list(api: Api, { sql }: ActDeps): void {
  api.route(listRoute, async ({ caller }) => {
    const units = await unitsReadInFull(sql, caller);
    const rows = await openingPapers(sql, { bureau: caller.bureau, units, limit: MOST });
    const { specs } = api;
    const own = openingKinds.filter((of) => isIssuerOf(caller, specs, of));
    const refused = await Promise.all(own.map((of) => refuseIssuer(sql, caller, of)));
    const kinds = own
      .filter((_, n) => refused[n] === undefined)
      .map((of) => ({
        kind: of.id,
        title: of.paper.title,
        layout: of.paper.layout,
        clause: clauseOfOpening(specs, of),
        act: of.paper.act,
        fill: schemaOf(fillOf(of)),
      }));
    return { body: { items: rows.map((row) => openingShown(api.specs, row)), kinds } };
  });
}

const issuingRoute = describeRoute({
  method: 'post',
  path: '/v1/papers/openings',
  tag,
  summary: '制发立卷的公文 — Issue the letter that is to open a file: numbered, hashed, kept',
  description:
    '文号取自本局字号，立卷之前即已编定；哈希随即成为本局存证的一项。立卷的提交写明其编号和哈希后，归入该卷。 Its number comes from the bureau’s series before there is a file, and its hashes are a leaf of the log at once. The act that opens a file names its id and hash; then it is a paper of that file.',
  auth: 'caller',
  reads: 'none',
  answersAgain: true,
  headers: keyHeader,
  body: askedOpeningShape,
  responses: {
    200: { description: '此前已制发 Issued before under this key', schema: openingPaperShape },
    201: { description: '已制发 Issued', schema: openingPaperShape },
  },
  problems: [
    'not-found',
    'idempotency-key-missing',
    'idempotency-conflict',
    ...issuerProblems,
    'no-legal-basis',
    'paper-issued-already',
    'paper-not-replaceable',
    'paper-opened',
    'paper-no-series',
  ],
});

function issuing(api: Api, { sql, clock }: ActDeps): void {
  api.route(issuingRoute, async ({ caller, body: asked, headers }) => {
    const key = keyOf(headers);
    const { bureau } = caller;
    const known = await openingPaperByKey(sql, { bureau, officer: caller.id, key });
    if (known) {
      assertSame(known, asked);
      return { body: openingShown(api.specs, known) };
    }
    const of = openingKindOf(asked.kind);
    await assertMayOpen(sql, caller, api.specs, of);
    clock.check();
    const { row, again } = await issueOpening(sql, { caller, key, asked, of, specs: api.specs });
    return {
      status: again ? 200 : 201,
      body: openingShown(api.specs, row),
      headers: { Location: `/v1/papers/openings/${encodeURIComponent(row.id)}` },
    };
  });
}

function preview(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/papers/openings/preview',
      tag,
      summary: '立卷公文的草稿 — A draft of such a letter: without a number, kept nowhere',
      auth: 'caller',
      reads: 'narrative',
      body: askedOpeningShape,
      responses: {
        200: {
          description: '草稿 Draft',
          schema: z.object({
            title: z.string(),
            sheet: z.unknown().meta({ description: '成文的各部分 The letter in its parts' }),
            html: z.string(),
          }),
        },
      },
      problems: [
        'not-found',
        ...issuerProblems,
        'no-legal-basis',
        'paper-issued-already',
        'paper-not-replaceable',
        'paper-opened',
      ],
    },
    async ({ caller, body: asked }) => {
      const of = openingKindOf(asked.kind);
      const asking = { caller, specs: api.specs, of, asked };
      await assertMayOpen(sql, caller, api.specs, of);
      const { paper, sources, fill } = await readyToOpen(sql, asking);
      const old = asked.replaces === undefined ? null : await replacedLetter(sql, asking);
      const by = { procedure: of.procedure, paper, day: databaseToday() };
      const { template } = await templateFor(sql, caller.bureau, by);
      const { data } = dataOf(paper, sources, fill);
      const sheet = sheetOf(paper, template, data, {
        number: null,
        replaces: old && numberText(old),
      });
      return { body: { title: sheet.title, sheet, html: paperHtml(sheet) } };
    },
  );
}
