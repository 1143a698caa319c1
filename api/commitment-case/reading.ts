/** What is shown of a case beside its file. */
import { z } from 'zod';
import {
  archiveVersionsOf,
  assigneeOf,
  caseOpening,
  keySupervisionOf,
  remindersOf,
  resultOf,
} from '../../db/commitment-case/store.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';
import { tag, caseShape } from './case-shape.ts';

const hasWords = ({ archive, keySupervision }: z.infer<typeof caseShape>): boolean =>
  archive.some(({ reason }) => reason !== null) ||
  keySupervision.some(({ promise }) => promise !== null);

const oneCase = describeRoute({
  method: 'get',
  path: '/v1/commitment-cases/:id',
  tag,
  summary:
    '承诺制事项 — A case: its basis, its result, what is under key supervision, who was reminded',
  auth: 'caller',
  // Why the archive was changed, and what was promised.
  reads: { kind: 'narrative', when: (body) => hasWords(body as z.infer<typeof caseShape>) },
  params: z.strictObject({ id: fileId }),
  responses: { 200: { description: '案件 Case', schema: caseShape } },
  problems: ['not-found', 'other-bureau'],
});

export function reading(api: Api, { sql }: ActDeps): void {
  api.route(oneCase, async ({ params, caller }) => {
    const file = await fileOr404(sql, params.id);
    if (file.procedure !== 'commitment-case') throw new Problem('not-found');
    const scope = await scopeOf(sql, caller, file);
    const [kept, result, versions, materials, reminders, assignee] = await Promise.all([
      caseOpening(sql, file.id),
      resultOf(sql, file.subjectId),
      archiveVersionsOf(sql, file.id),
      keySupervisionOf(sql, file.id),
      remindersOf(sql, file.id),
      assigneeOf(sql, file.id),
    ]);
    return {
      body: {
        ...kept,
        file: file.id,
        type: kept.type as 'credit',
        rule: kept.rule ?? null,
        result: result
          ? { ...result, stoppedAt: when(result.stoppedAt), revokedAt: when(result.revokedAt) }
          : null,
        archive: versions.map((v, i) => ({
          ...v,
          version: i + 1,
          at: when(v.at)!,
          reason: scope === 'full' ? v.reason : null,
          documents: scope === 'full' ? v.documents : null,
        })),
        keySupervision: materials.map((m) => ({
          ...m,
          promise: scope === 'full' ? m.promise : null,
          from: when(m.from)!,
          until: when(m.until),
        })),
        assignee,
        reminders: reminders.map((r) => ({ ...r, at: when(r.at)! })),
      },
    };
  });
}
