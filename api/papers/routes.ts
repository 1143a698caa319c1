/** 公文 The papers of a file: which there are, which can be issued, how they read. */
import { z } from 'zod';
import { lettersElsewhere } from '../../db/queries/opening-papers.ts';
import { paperByKey, papersOfFile } from '../../db/queries/papers.ts';
import { paperHtml } from '../../domain/papers/html.ts';
import { papersOf } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import { fileId } from '../files/file-shape.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { scopeOf } from '../intake/authority.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { draftOf, readyFor } from './drafting.ts';
import { kindOf, readInFull } from './found.ts';
import { actsForPapers, gatheredIn } from './gather.ts';
import { assertSame, issue, replacedBy } from './issuing.ts';
import { kindShape, kindShown } from './kinds-shown.ts';
import {
  issuerProblems,
  assertMayIssue,
  isIssuer,
  refuseOfficer,
  standingFor,
} from './may-issue.ts';
import { askedShape, paperShape, tag } from './shapes.ts';
import { onePaperShown, papersShown } from './shown.ts';

export const paperRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    list(api, deps);
    issuing(api, deps);
    preview(api, deps);
  };

const params = z.strictObject({ id: fileId });

const listQuery = z.strictObject({
  replaces: z.string().max(240).optional().meta({
    description: '重新制发这一份时填写的项目 What is filled in to issue this one anew, at its kind',
  }),
  act: z.string().max(64).optional().meta({
    description:
      '据这一份提交制发时填写的项目 What is filled in to issue a paper that says this act',
  }),
});

const listRoute = describeRoute({
  method: 'get',
  path: '/v1/files/:id/papers',
  tag,
  summary: '案卷的公文 — The papers of a file, and what the caller may issue in it',
  auth: 'caller',
  reads: 'none',
  params,
  query: listQuery,
  responses: {
    200: {
      description: '公文 Papers',
      schema: z.object({
        items: z.array(paperShape),
        kinds: z.array(kindShape).meta({
          description: '本人可以制发的种类 The kinds that the caller issues here',
        }),
        elsewhere: z.array(z.object({ act: z.string(), paper: z.string() })).meta({
          description:
            '写明立卷公文而该公文不属于本卷的提交：另案已据以立卷、已作废或者已被代替，或者主体、单位、哈希不同 Acts that state a letter which is none of this file’s papers: another file was opened by it, it was withdrawn or replaced, or its subject, unit or hash is another',
        }),
      }),
    },
  },
  problems: ['not-found', 'other-bureau'],
});

function list(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(listRoute, async ({ params: { id }, query, caller }) => {
    const file = await fileOr404(sql, id);
    // Whoever reads a file without its words is shown none of its papers, and has not been refused anything.
    if ((await scopeOf(sql, caller, file)) !== 'full')
      return { body: { items: [], kinds: [], elsewhere: [] } };
    const papers = await papersOfFile(sql, file.id);
    const elsewhere = await lettersElsewhere(sql, file.id);
    const officer = await standingFor(sql, caller, file);
    const mine = papersOf(file.procedure).filter(
      (paper) => isIssuer(file, paper, caller) && !refuseOfficer(officer, file, paper),
    );
    const acts = mine.length > 0 ? await actsForPapers(sql, file.id) : [];
    const items = await papersShown(sql, api.specs, papers);
    if (mine.length === 0) return { body: { items, kinds: [], elsewhere } };
    const gathered = await gatheredIn(sql, { file, caller, acts, papers, specs: api.specs });
    const kinds = mine.flatMap((paper) => kindShown(gathered, paper, query, papers));
    return { body: { items, kinds, elsewhere } };
  });
}

const issuingRoute = describeRoute({
  method: 'post',
  path: '/v1/files/:id/papers',
  tag,
  summary: '制发公文 — Issue a paper: numbered, hashed into the register, and kept as it is',
  description:
    '文号、成文、入账在同一事务中；同一 Idempotency-Key 只制发一份。重新制发须写明所代替的文书，用新的文号；旧的仍可查阅。 Number, paper and entry come in one transaction. To issue it anew is a new version with a number of its own; the old one stays readable.',
  auth: 'caller',
  reads: 'none',
  answersAgain: true,
  params,
  headers: keyHeader,
  body: askedShape,
  responses: {
    200: { description: '此前已制发 Issued before under this key', schema: paperShape },
    201: { description: '已制发 Issued', schema: paperShape },
  },
  problems: [
    'not-found',
    'other-bureau',
    'idempotency-key-missing',
    'idempotency-conflict',
    ...issuerProblems,
    'paper-not-yet',
    'paper-unfit',
    'paper-issued-already',
    'paper-not-replaceable',
    'paper-stated',
    'paper-no-series',
  ],
});

function issuing(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(issuingRoute, async ({ params: { id }, caller, body: asked, headers }) => {
    const key = keyOf(headers);
    const file = await readInFull(deps, caller, id);
    const known = await paperByKey(sql, { file: file.id, officer: caller.id, key });
    if (known) {
      assertSame(known, asked);
      return { body: await onePaperShown(sql, api.specs, known) };
    }
    const paper = kindOf(file, asked.kind);
    await assertMayIssue(sql, { caller, file, paper });
    deps.clock.check();
    const { row, again } = await issue(deps, { of: file, caller, key, asked, specs: api.specs });
    return {
      status: again ? 200 : 201,
      body: await onePaperShown(sql, api.specs, row),
      headers: { Location: `/v1/files/${file.id}/papers/${encodeURIComponent(row.id)}` },
    };
  });
}

const previewRoute = describeRoute({
  method: 'post',
  path: '/v1/files/:id/papers/preview',
  tag,
  summary: '公文草稿 — A draft of a paper: without a number, marked as a draft, kept nowhere',
  auth: 'caller',
  reads: 'narrative',
  params,
  body: askedShape,
  responses: {
    200: {
      description: '草稿 Draft',
      schema: z.object({
        title: z.string(),
        sheet: z.unknown().meta({ description: '成文的各部分 The paper in its parts' }),
        html: z.string(),
      }),
    },
  },
  problems: [
    'not-found',
    'other-bureau',
    ...issuerProblems,
    'paper-not-yet',
    'paper-unfit',
    'paper-issued-already',
    'paper-not-replaceable',
    'paper-stated',
  ],
});

function preview(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(previewRoute, async ({ params: { id }, caller, body: asked }) => {
    const file = await readInFull(deps, caller, id);
    const paper = kindOf(file, asked.kind);
    await assertMayIssue(sql, { caller, file, paper });
    const { specs } = api;
    const ready = await readyFor(sql, { file, caller, paper, asked, specs });
    const old =
      asked.replaces === undefined
        ? null
        : replacedBy(
            await papersOfFile(sql, file.id),
            paper,
            asked,
            ready.sources.act?.id ?? null,
            clauseOfAct(file, paper.act),
          );
    const sheet = await draftOf(sql, file, ready, old && numberText(old));
    return { body: { title: sheet.title, sheet, html: paperHtml(sheet) } };
  });
}
