/** How an act goes from the caller to its verdict: inbox first, then the engine, then the wait. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Verdict } from '../../domain/law/verdict.ts';
import type { Sql } from '../../db/client.ts';
import { findFile, type FileWithView } from '../../db/queries/files.ts';
import { findSubject } from '../../db/queries/subjects.ts';
import { actSignalled, receiveAct, type Received } from '../../db/queries/inbox.ts';
import { hashOf, sha256 } from '../../db/queries/turns.ts';
import type { Act } from '../../domain/law/act.ts';
import { kindsStatedBy } from '../../domain/papers/kinds.ts';
import type { SubjectKnowledge } from '../../domain/registry/subject.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import type { Clock } from '../http/clock.ts';
import type { ActMeter, Course } from './act-meter.ts';
import type { Engine } from './engine.ts';
import { assertMaySubmit } from './authority.ts';
import { closedProblem } from './closed-files.ts';
import { Problem } from '../http/problems.ts';
import { readPart } from '../http/fields.ts';
import { clauseOfAct, formOf } from './procedures.ts';
import type { ActForm } from '../../domain/law/procedure.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import type { Verdicts } from './verdicts.ts';
import { stampedAhead, stampOf } from './receipts.ts';

export interface ActDeps {
  sql: Sql;
  /** For reports: a few connections of their own that only read and give up after a time, so that a question about many years keeps no act waiting. */
  reports: Sql;
  /** For what one process does at a time: a connection holds the lock, and whatever is done meanwhile takes others. Who comes when both are taken waits. */
  holds: Sql;
  engine: Engine;
  verdicts: Verdicts;
  /** The clock of the database, which dates whatever comes in. While the clock of this process differs from it, nothing is taken in. */
  clock: Clock;
  log: Logger;
  /** Counts what becomes of acts; nothing counts them unless given. */
  meter?: ActMeter;
  /** Milliseconds a caller waits for the verdict before the 202. */
  verdictTimeout?: number;
}

export interface Submitted {
  act: Act;
  verdict: Verdict | undefined;
  /** It was there already, under the same key. */
  again: boolean;
}

/** Submits an act and waits, for a bounded time, for its verdict. */
export function submitAct(
  deps: ActDeps,
  caller: Caller,
  file: FileWithView,
  type: string,
  key: string,
  body: unknown,
): Promise<Submitted> {
  const submitted = async (course: Course): Promise<Submitted> => {
    const taken = await submit(deps, caller, file, type, key, body);
    course.again = taken.again;
    return taken;
  };
  return deps.meter?.measure(file.procedure, submitted, told) ?? submitted({});
}

const told = ({ act, verdict }: Submitted) => ({
  act: act.id,
  code: verdict ? (verdict.accepted ? undefined : verdict.refusal.code) : null,
});

async function submit(
  deps: ActDeps,
  caller: Caller,
  file: FileWithView,
  type: string,
  key: string,
  body: unknown,
): Promise<Submitted> {
  const form = formOf(file.procedure, type);
  if (!form)
    throw new Problem('not-found', {
      say: { zh: '本程序没有这种文书。', en: 'This procedure has no such act.' },
      lawful: {
        zh: '现在可以提交的文书见 GET /v1/files/{id} 的 possible。',
        en: 'What can be filed now is listed as `possible` by GET /v1/files/{id}.',
      },
    });
  const { stamped, rest } = unstamped(body);
  await assertMaySubmit(deps.sql, caller, file, { type, key, stamped: stamped !== undefined });
  const clause = clauseOfAct(file, type);
  const payload = readPart(form.shape, rest, 'body', clause) as Record<string, unknown>;
  const stated = withHashes(
    form.toFacts(payload as never, await subjectFor(form, deps.sql, file)),
    form,
    payload,
  );
  const stamp = await stampOf(deps.sql, caller, file.bureau, stamped, clause);
  const kinds = kindsStatedBy(file.procedure, type);
  return deliver(deps, caller, file.id, type, key, payload, stated, stamp, clause, kinds).catch(
    async (problem: unknown) => {
      throw problem instanceof Problem && problem.code === 'file-closed'
        ? await closedProblem(deps.sql, file, type)
        : problem;
    },
  );
}

/** The receipt is no part of the act: it is taken out before the form is checked. */
function unstamped(body: unknown): { stamped?: unknown; rest: unknown } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { rest: body };
  const { receivedAt: stamped, ...rest } = body as Record<string, unknown>;
  return { stamped, rest };
}

/** Stores the act, signals it, and waits for its verdict. Also for acts that the system brings (a calendar notice), which have no form. */
export async function deliver(
  deps: ActDeps,
  caller: Caller,
  file: string,
  type: string,
  key: string,
  payload: unknown,
  stated: ActFacts,
  receivedAt?: Instant,
  clause = '',
  papers: readonly string[] = [],
): Promise<Submitted> {
  deps.clock.check();
  const id = randomUUID();
  const hash = hashOf(payload);
  const message = { id, type, unit: caller.unit, officer: caller.id, hash, ...stated };
  const arrivedAt = await deps.engine.clockOf(file);
  const stored = await receiveAct(deps.sql, {
    file,
    actId: id,
    type,
    unit: caller.unit,
    officer: caller.id,
    system: caller.system,
    message,
    payload,
    hash,
    key,
    arrivedAt,
    receivedAt,
    papers,
  });
  const act = messageOf(stored, clause);
  const again = 'known' in stored && stored.known;
  if ('verdict' in stored && stored.verdict)
    return { act, verdict: stored.verdict as Verdict, again };
  const waiting = deps.verdicts.wait(act.id, deps.verdictTimeout ?? 5_000);
  // The act is in the inbox: when the engine is away, the relay brings it later. Nobody waits for the engine longer than for the verdict.
  const signalled = deps.engine.signal(file, act, caller.id).catch(() => false);
  const verdict = (await waiting.verdict) as Verdict | undefined;
  // The turn that enters the verdict notes that the file has been signalled. Where no verdict came in time it is noted here, so that the relay need not hurry.
  if (!verdict)
    void signalled
      .then((open) => (open ? actSignalled(deps.sql, act.id) : undefined))
      .catch(() => {});
  return { act, verdict, again };
}

function messageOf(stored: Received, clause: string): Act {
  if ('code' in stored) {
    if (stored.code === 'file-closed')
      throw new Problem('file-closed', {
        lawful: {
          zh: '案卷已经结束；新的事项另行立卷。',
          en: 'The file has ended; open a new one for new facts.',
        },
      });
    if (stored.code === 'in-the-future') throw stampedAhead(clause);
    if (stored.code === 'paper-void') throw restsOnVoid(stored.number, clause);
    throw new Problem(stored.code);
  }
  if (stored.known && !stored.same)
    throw new Problem('idempotency-conflict', {
      lawful: {
        zh: '内容不同的文书请用新的 Idempotency-Key。',
        en: 'Use a new Idempotency-Key for another act.',
      },
    });
  return stored.message as Act;
}

/** 文书作废 What was withdrawn or replaced before the act came is no ground for it; what was served while it stood is taken in. */
const restsOnVoid = (number: string, clause: string): Problem =>
  new Problem('paper-void', {
    clause,
    lawful: {
      zh: `${number} 不再有效。写明现行有效的文书；没有的，重新制发。`,
      en: `${number} does not stand any more. State the paper that does, or issue it anew.`,
    },
  });

/** Adds the facts of which the engine is told the hash only. */
function withHashes(
  stated: ActFacts,
  { hashed }: ActForm,
  payload: Record<string, unknown>,
): ActFacts {
  if (!hashed) return stated;
  const hashes = Object.entries(hashed).map(([fact, field]) => [
    fact,
    sha256(String(payload[field])),
  ]);
  return { ...stated, facts: { ...stated.facts, ...Object.fromEntries(hashes) } };
}

/** The agreement of the subject is read only for forms that look at it. */
const nobody: SubjectKnowledge = { clauses: [], faceRecognitionReady: false };
const subjectFor = (
  form: ActForm,
  sql: Sql,
  file: FileWithView,
): Promise<SubjectKnowledge> | SubjectKnowledge =>
  form.toFacts.length > 1 ? subjectOf(sql, file) : nobody;

async function subjectOf(
  sql: Sql,
  file: { subjectKind: string; subjectId: string },
): Promise<SubjectKnowledge> {
  const subject = await findSubject(
    sql,
    file.subjectKind as 'institution' | 'practitioner',
    file.subjectId,
  );
  const agreement = subject?.agreement;
  return {
    clauses: agreement?.clauses ?? [],
    agreementEndsOn: agreement?.endsOn,
    faceRecognitionReady: agreement?.faceRecognitionReady ?? false,
  };
}

export async function fileOr404(sql: Sql, id: string): Promise<FileWithView> {
  const file = await findFile(sql, id);
  if (!file) throw new Problem('not-found');
  return file;
}
