/** 公文作废 A paper is withdrawn: by whoever may issue it, and by two persons where others may rest on it: an act states it, it says an accepted act, or an act has used it up. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  confirmWithdrawal,
  paperById,
  takeBackWithdrawal,
  withdrawPaper,
  type PaperRow,
} from '../../db/queries/papers.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import { bound } from '../../db/queries/turns.ts';
import { line } from '../../domain/law/shapes.ts';
import { numberText } from '../../domain/papers/number.ts';
import { fileId } from '../files/file-shape.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { assertPerson } from '../registries/two-persons.ts';
import { kindOf, paperOr404, readInFull } from './found.ts';
import { isReliedOn, usedUpBy } from './gather.ts';
import { assertMayIssue, issuerProblems } from './may-issue.ts';
import { paperShape, tag } from './shapes.ts';
import { onePaperShown } from './shown.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const body = z
  .strictObject({
    reason: line(500).optional().meta({ description: '作废理由 Why it is withdrawn' }),
    confirms: sha256.optional().meta({
      description:
        '确认他人提出的作废：withdrawalProposed 的 sha256 Confirms what another person has proposed: its sha256',
    }),
    takesBack: sha256.optional().meta({
      description:
        '撤回自己提出、尚未确认的作废：withdrawalProposed 的 sha256 Takes back what one has proposed oneself and nobody has confirmed: its sha256',
    }),
  })
  .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
    path: ['reason'],
    message: '写明理由，或者写明所确认、所撤回的作废 Say why, or what is confirmed or taken back',
  });

const route = describeRoute({
  method: 'post',
  path: '/v1/files/:id/papers/:paper/withdrawal',
  tag,
  summary:
    '公文作废 — Withdraw a paper, confirm that, or take the proposal back; it keeps its number, which is never used again',
  description:
    '已有提交写明的、据已采纳的文书制发的、已经随文书送达的（记录除外，但当事人、在场人等签名的笔录不除外），一人提出（202），本单位另一人或者可以查阅全卷的负责人确认后作废；确认前，提出人可以撤回。 One that an act states, that says an accepted act or that an act has used up (but for records, unless somebody who is no officer has signed them) is withdrawn when another officer who may issue it, or a head who reads the whole file, has confirmed it (202 until then); until then whoever has proposed it may take it back.',
  auth: 'caller',
  reads: 'none',
  params: z.strictObject({ id: fileId, paper: z.string().max(240) }),
  body,
  responses: {
    200: { description: '已作废，或者已撤回 Withdrawn, or taken back', schema: paperShape },
    202: { description: '待另一人确认 To be confirmed by another person', schema: paperShape },
  },
  problems: [
    'not-found',
    'other-bureau',
    ...issuerProblems,
    'proposal-person',
    'paper-withdrawal-changed',
    'paper-withdrawal-own',
    'paper-void',
  ],
});

export const withdrawalRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    const { sql } = deps;
    api.route(route, async ({ params: { id, paper }, caller, body: asked }) => {
      const file = await readInFull(deps, caller, id);
      const row = await paperOr404(deps, file, paper);
      const of = { file, row, caller };
      const answer = await answered(deps, of, asked);
      const after = (await paperById(sql, file.id, row.id))!;
      const shown = await onePaperShown(sql, api.specs, after);
      return { status: answer === 'proposed' ? 202 : 200, body: shown };
    });
  };

interface Withdrawing {
  file: FileWithView;
  row: PaperRow;
  caller: Caller;
}

const answered = (
  deps: ActDeps,
  of: Withdrawing,
  { reason, confirms, takesBack }: z.infer<typeof body>,
): Promise<'done' | 'proposed'> => {
  if (confirms !== undefined) return confirm(deps, of, confirms);
  if (takesBack !== undefined) return takeBack(deps, of, takesBack);
  return withdraw(deps, of, reason!);
};

async function withdraw(
  { sql }: ActDeps,
  of: Withdrawing,
  reason: string,
): Promise<'done' | 'proposed'> {
  const { file, row, caller } = of;
  const paper = kindOf(file, row.kind);
  await assertMayIssue(sql, { caller, file, paper });
  if (isReliedOn(row, paper)) assertPerson(caller);
  const salt = randomBytes(16).toString('hex');
  const hash = createHash('sha256').update(`${salt}${reason}`).digest('hex');
  const by = { officer: caller.id, unit: caller.unit };
  const answer = await withdrawPaper(sql, {
    paper: row.id,
    bureau: file.bureau,
    ...by,
    reason,
    salt,
    hash,
    usedUpBy: usedUpBy(paper),
    entry: entryOf(of, { by: caller.id, unit: caller.unit, reason: hash }),
  });
  if (answer === 'done' || answer === 'proposed') return answer;
  throw new Problem('paper-void');
}

async function confirm({ sql }: ActDeps, of: Withdrawing, hash: string): Promise<'done'> {
  const { file, row, caller } = of;
  assertPerson(caller);
  if (!caller.roles.includes('head') || caller.bureau !== file.bureau)
    await assertMayIssue(sql, { caller, file, paper: kindOf(file, row.kind) });
  const answer = await confirmWithdrawal(sql, {
    paper: row.id,
    bureau: file.bureau,
    officer: caller.id,
    hash,
    entry: entryOf(of, {
      by: row.withdrawnBy,
      unit: row.withdrawnUnit,
      confirmedBy: caller.id,
      confirmedUnit: caller.unit,
      reason: hash,
    }),
  });
  return done(answer);
}

/** Also where that person may issue it no more. */
const takeBack = async (
  { sql }: ActDeps,
  { file, row, caller }: Withdrawing,
  hash: string,
): Promise<'done'> =>
  done(
    await takeBackWithdrawal(sql, {
      paper: row.id,
      bureau: file.bureau,
      officer: caller.id,
      hash,
    }),
  );

function done(answer: Awaited<ReturnType<typeof takeBackWithdrawal>>): 'done' {
  if (answer === 'done') return answer;
  if (answer === 'own') throw new Problem('paper-withdrawal-own');
  throw new Problem(answer === 'changed' ? 'paper-withdrawal-changed' : 'paper-void');
}

/** Of the reason its salted hash alone. */
const entryOf = ({ file, row }: Withdrawing, said: object) =>
  bound({
    key: `paper-withdrawn:${row.id}`,
    type: 'paper-withdrawn',
    clause: clauseOfAct(file, kindOf(file, row.kind).act),
    act: null,
    body: { paper: row.id, number: numberText(row), ...said },
  });
