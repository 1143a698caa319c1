/** 一份立卷的公文 One letter that is to open a file: read as it was issued, and withdrawn where no file was opened by it. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  openingPaperById,
  withdrawOpeningPaper,
  type OpeningPaperRow,
} from '../../db/queries/opening-papers.ts';
import { line } from '../../domain/law/shapes.ts';
import { kindId } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bytesQuery, sendAsIssued, types } from './bytes.ts';
import { readInFull } from './found.ts';
import { issuerProblems } from './may-issue.ts';
import { assertMayOpen, clauseOfOpening, openingKindOf } from './opening-kinds.ts';
import { openingPaperShape, openingShown } from './opening-shapes.ts';
import { tag } from './shapes.ts';

export const oneOpeningPaperRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    reading(api, deps);
    withdrawing(api, deps);
  };

const params = z.strictObject({ paper: z.string().max(128) });

/** Until it is in a file its unit and those over it read it; then whoever reads all of that file. To everybody else there is no such letter. */
async function readable(deps: ActDeps, caller: Caller, id: string): Promise<OpeningPaperRow> {
  const units = await unitsReadInFull(deps.sql, caller);
  const row = await openingPaperById(deps.sql, caller.bureau, id);
  if (!row) throw new Problem('not-found');
  if (row.file !== null) await readInFull(deps, caller, row.file);
  else if (units && !units.includes(row.unit)) throw new Problem('not-found');
  return row;
}

const readingRoute = describeRoute({
  method: 'get',
  path: '/v1/papers/openings/:paper',
  tag,
  summary: '一份立卷的公文 — One such letter: on record (json), as it was issued (html, docx)',
  description:
    '立卷后按该卷的查阅权限。与制发时存证的哈希不符的，不予提供。html、docx 须写明用途。 Once it is in a file, by the rights of that file. What is not as the log has it is not given out.',
  auth: 'caller',
  reads: 'narrative',
  params,
  query: bytesQuery,
  responses: {
    200: {
      description: '公文 Letter',
      schema: openingPaperShape,
      media: ['text/html', types.docx],
      headers: ['Content-Disposition', 'Duban-Paper-Status'],
    },
  },
  problems: ['not-found', 'other-bureau', 'paper-erased', 'paper-differs', 'paper-void'],
});

function reading(api: Api, deps: ActDeps): void {
  api.route(
    readingRoute,
    async ({ params: { paper }, query: { format = 'json', void: readsVoid }, caller, res }) => {
      const row = await readable(deps, caller, paper);
      if (format === 'json') return { body: openingShown(api.specs, row, true) };
      return sendAsIssued(deps.sql, res, row, {
        format,
        entered: row.changed,
        void: readsVoid,
      });
    },
  );
}

const withdrawalRoute = describeRoute({
  method: 'post',
  path: '/v1/papers/openings/:paper/withdrawal',
  tag,
  summary:
    '立卷公文作废 — Withdraw a letter by which no file was opened; its number is never used again',
  auth: 'caller',
  reads: 'none',
  params,
  body: z.strictObject({
    reason: line(500).meta({ description: '作废理由 Why it is withdrawn' }),
  }),
  responses: { 200: { description: '已作废 Withdrawn', schema: openingPaperShape } },
  problems: ['not-found', 'other-bureau', ...issuerProblems, 'paper-opened', 'paper-void'],
});

function withdrawing(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(withdrawalRoute, async ({ params: { paper }, caller, body: { reason } }) => {
    const row = await readable(deps, caller, paper);
    const { bureau, unit } = caller;
    const of = openingKindOf(kindId(row.procedure, row.kind));
    await assertMayOpen(sql, caller, api.specs, of);
    const about = { kind: row.subjectKind, id: row.subject };
    const clause = clauseOfOpening(api.specs, of, about);
    // Whoever is over the unit reads the letter; it is withdrawn by the unit that has issued it.
    if (row.unit !== unit) throw new Problem('not-owed-by-you', { clause });
    const salt = randomBytes(16).toString('hex');
    const hash = createHash('sha256').update(`${salt}${reason}`).digest('hex');
    const change = { state: 'withdrawn', number: numberText(row), unit, reason: hash };
    const given = { paper, bureau, officer: caller.id, unit, reason, salt, hash, change };
    const answer = await withdrawOpeningPaper(sql, given);
    if (answer === 'none') throw new Problem('not-found');
    if (answer === 'bound' || answer === 'stated') throw new Problem('paper-opened', { clause });
    if (answer !== 'done') throw new Problem('paper-void');
    return { body: openingShown(api.specs, (await openingPaperById(sql, bureau, paper))!) };
  });
}
