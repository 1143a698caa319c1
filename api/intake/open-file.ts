/** Opening a file: the caller's key, the receipt, who may, what the law says; then the database decides and the engine starts it. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findBureau, type BureauRow } from '../../db/queries/files.ts';
import { findStanding } from '../../db/queries/access.ts';
import {
  actById,
  verdictOf,
  fileStarted,
  openingAttempt,
  keepAttempt,
  type Opening,
} from '../../db/queries/inbox.ts';
import { noteRunFault } from '../../db/queries/runs.ts';
import { hashOf } from '../../db/queries/turns.ts';
import type { Act } from '../../domain/law/act.ts';
import { refuseStanding } from '../../domain/law/authority.ts';
import { citedUnder } from '../../domain/law/cited.ts';
import type { InstrumentId, LegalBasis } from '../../domain/law/basis.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import type { Procedure } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { closesAt } from '../../domain/office-hours.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CalendarYear } from '../../domain/time/limit.ts';
import { consequences, consequencesOf, receiptOf, receiptShape } from './answers.ts';
import { stampedAhead, stampOf, type ActDeps } from './submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { AnotherFilesRun } from './engine.ts';
import { assertItsOwn, numberTaken, openNumbered } from './numbers.ts';
import { faultOf, Problem } from '../http/problems.ts';
import { startOf } from './procedures.ts';
import type { ActFacts } from '../../domain/law/forms.ts';

export const openedShape = z
  .object({
    file: z.string(),
    act: z.string(),
    joined: z.boolean(),
    status: z.enum(['opened', 'joined', 'pending']),
    receipt: receiptShape.optional(),
    ...consequences,
  })
  .meta({ id: 'Opened' });
export type Opened = z.infer<typeof openedShape>;
export interface OpenedReply {
  status: number;
  body: Opened;
  headers?: Record<string, string>;
}

/** What is known when a procedure says whether and how a file opens. */
export interface OpeningContext {
  bureau: BureauRow;
  caller: Caller;
  receivedAt: Instant;
  arrivedAt: Instant;
  force: LegalBasis['force'];
  adopted: boolean;
}

/** A file to open. `opening`: what the procedure's workflow is started with, beside what every file has; `units` decides who may read. */
export interface NewFile {
  subject: { kind: string; id: string };
  direction?: string;
  /** Speaking and ASCII, with `#` for the serial number of the bureau's year. */
  idPattern: string;
  /** The series of an `idPattern` that has its number already; otherwise the procedure's own. */
  serial?: string;
  /** The type of the opening act, and what the engine is told of it. */
  type: string;
  stated: ActFacts;
  opening: { readonly units: Readonly<Record<string, string>>; readonly [more: string]: unknown };
}

/** What a refusal says beside the common fields. */
type Says = Readonly<Record<string, unknown>>;

export interface Attempt {
  /** The body as it was submitted, without the receipt. */
  payload: object;
  /** A receipt stamped by the designated receiving system (TJ51-A1-X1). */
  receivedAt?: unknown;
  key: string;
  procedure: Procedure;
  /** Under which it opens, where the procedure knows several. */
  instrument?: InstrumentId;
  /** `says`: what is told with the refusal, by the names that the procedure declares. */
  prepare: (context: OpeningContext) => Promise<NewFile | { refusal: Refusal; says?: Says }>;
  /** The subject has an open file of this procedure: join it, or say why not. */
  ifOpen: (file: string) => Promise<OpenedReply>;
}

/** Opens a file for an officer (or for the system itself: `duban`), once for each key; what is refused is kept with its reason. */
export async function openFileFor(
  deps: ActDeps,
  caller: Caller,
  attempt: Attempt,
): Promise<OpenedReply> {
  const { payload, key } = attempt;
  const hash = hashOf(payload);
  // What is stored counts: the same attempt may have opened the file while this one was looking.
  const refuse = async (refusal: Refusal, says?: Says): Promise<OpenedReply> => {
    await keepAttempt(deps.sql, {
      officer: caller.id,
      key,
      hash,
      answer: { ...says, refusal },
    });
    const stored = await openingAttempt(deps.sql, caller.id, key);
    return again(deps, caller, { known: stored!.answer, hash: stored!.hash }, hash);
  };
  deps.clock.check();
  const known = await openingAttempt(deps.sql, caller.id, key);
  if (known) await assertItsOwn(deps, (known.answer as Partial<Opened>).file);
  if (known) return again(deps, caller, { known: known.answer, hash: known.hash }, hash);
  const context = await contextOf(deps, caller, attempt);
  if ('refusal' in context) return refuse(context.refusal);
  const prepared = await attempt.prepare(context);
  if ('refusal' in prepared) return refuse(prepared.refusal, prepared.says);
  const answer = await store(deps, context, attempt, hash, prepared);
  if (answer.known) return again(deps, caller, answer, hash);
  if (answer.open) {
    const joined = await attempt.ifOpen(answer.open);
    // Sent again after that file has ended it opens no second one.
    await keepAttempt(deps.sql, { officer: caller.id, key, hash, answer: joined.body });
    return joined;
  }
  return started(deps, caller, answer.opening as { file: string; letter: Act });
}

/** When it came, under which basis, and whether its author may act at all. */
async function contextOf(
  deps: ActDeps,
  caller: Caller,
  attempt: Attempt,
): Promise<OpeningContext | { refusal: Refusal }> {
  const bureau = (await findBureau(deps.sql, caller.bureau))!;
  const { procedure, instrument = procedure.instrument } = attempt;
  // The database stamps openings as it stamps acts; its answer also says whether our clock is right.
  const arrivedAt = await deps.clock.measure();
  deps.clock.check();
  const receivedAt =
    (await stampOf(deps.sql, caller, bureau.id, attempt.receivedAt, instrument)) ?? arrivedAt;
  if (receivedAt > arrivedAt) throw stampedAhead(instrument);
  const basis = bindingInstruments(bureau, instrument, civilDateOf(receivedAt));
  if (isRefusal(basis)) return { refusal: basis };
  const standing =
    caller.id === SYSTEM.id
      ? undefined
      : citedUnder(
          instrument,
          refuseStanding(
            await findStanding(deps.sql, caller.id),
            caller.unit,
            civilDateOf(receivedAt),
            procedure.manages,
          ),
        );
  if (standing) return { refusal: standing };
  const adopted = basis.basis === 'adopted';
  return { bureau, caller, receivedAt, arrivedAt, adopted, force: adopted ? 'management' : 'text' };
}

/** Opens what one file owes another: its author is the system itself. */
export const SYSTEM = { id: 'duban', unit: 'duban' } as const;
export const systemCaller = (bureau: string): Caller => ({
  ...SYSTEM,
  kind: 'system',
  bureau,
  roles: [],
  unitRoles: [],
  removed: false,
});

async function store(
  deps: ActDeps,
  context: OpeningContext,
  { procedure: { id: procedure }, payload, key }: Attempt,
  hash: string,
  file: NewFile,
): Promise<Opening> {
  const { bureau, caller, receivedAt, arrivedAt, force } = context;
  const letter: Act = {
    id: randomUUID(),
    number: 1,
    type: file.type,
    unit: caller.unit,
    officer: caller.id,
    receivedAt,
    arrivedAt,
    hash,
    ...file.stated,
  } as Act;
  const opening = {
    file: '',
    procedure,
    bureau: bureau.id,
    letter,
    calendar: await snapshot(deps, arrivedAt),
    force,
    closes: closesAt(bureau.settings),
    ...file.opening,
  };
  const year = Number(civilDateOf(arrivedAt).slice(0, 4));
  return openNumbered(deps, { procedure, bureau: bureau.id, year }, file.serial, {
    procedure,
    bureau: bureau.id,
    subjectKind: file.subject.kind,
    subjectId: file.subject.id,
    direction: file.direction,
    year,
    idPattern: file.idPattern,
    opening,
    arrivedAt,
    receivedAt,
    actId: letter.id,
    type: letter.type,
    unit: caller.unit,
    officer: caller.id,
    system: caller.system,
    message: letter,
    payload,
    hash,
    key,
  });
}

/** The same key again: the stored answer, or a conflict when the body is another. */
async function again(
  deps: ActDeps,
  caller: Caller,
  answer: { known?: unknown; hash?: string },
  hash: string,
): Promise<OpenedReply> {
  if (answer.hash !== hash) throw new Problem('idempotency-conflict');
  const { refusal, ...known } = answer.known as Partial<Opened> & { refusal?: Refusal };
  if (refusal) throw onRecord(Problem.refused(refusal, undefined, undefined, known));
  const joined = known.joined ?? false;
  const act = await actById(deps.sql, known.file!, known.act!);
  // A file that was open already and took no further act of the same attempt.
  if (!act)
    return {
      status: 200,
      body: { file: known.file!, act: known.act!, joined, status: joined ? 'joined' : 'opened' },
    };
  const verdict = (act.verdict ?? (await soon(deps, act.act)) ?? undefined) as Verdict | undefined;
  if (verdict && !verdict.accepted) throw onRecord(Problem.refused(verdict.refusal));
  return {
    status: verdict ? 200 : 202,
    body: openedOf(caller, known.file!, act.message as Act, verdict, joined),
  };
}

/** Sent again while the first sending still waits: both wait. */
async function soon(deps: ActDeps, act: string): Promise<unknown> {
  const waiting = deps.verdicts.wait(act, deps.verdictTimeout ?? 5_000);
  return (await verdictOf(deps.sql, act)) ?? waiting.verdict;
}

/** The attempt is kept with its refusal, or lies in an inbox. */
export function onRecord(problem: Problem): Problem {
  problem.onRecord = true;
  return problem;
}

/** Whom the public's complaint went to owes them no list of the duties of an office: the receipt is theirs, and no more. */
export function openedOf(
  caller: Caller,
  file: string,
  act: Act,
  verdict: Verdict | undefined,
  joined: boolean,
): Opened {
  const status = !verdict ? 'pending' : joined ? 'joined' : 'opened';
  return {
    file,
    act: act.id,
    joined,
    status,
    receipt: receiptOf(act),
    ...(caller.id !== SYSTEM.id && consequencesOf(verdict)),
  };
}

async function started(
  deps: ActDeps,
  caller: Caller,
  opening: { file: string; letter: Act },
): Promise<OpenedReply> {
  const waiting = deps.verdicts.wait(opening.letter.id, deps.verdictTimeout ?? 5_000);
  const running = await deps.engine.start(startOf(opening), caller.id).then(
    () => true,
    (error: unknown) => refuseForeign(deps, opening.file, error),
  );
  const verdict = (await waiting.verdict) as Verdict | undefined;
  // The first turn notes that the file runs; without it the relay must know.
  if (running && !verdict) await fileStarted(deps.sql, opening.file);
  return {
    status: verdict ? 201 : 202,
    body: openedOf(caller, opening.file, opening.letter, verdict, false),
    headers: { Location: `/v1/files/${opening.file}` },
  };
}

/** The engine is away: the relay starts the file later. Another file's run: said at once. */
async function refuseForeign({ sql, log }: ActDeps, file: string, error: unknown): Promise<false> {
  if (!(error instanceof AnotherFilesRun)) return false;
  log.error(
    { file, ...faultOf(error) },
    "the run under this number is another file's: the file is not started",
  );
  await noteRunFault(sql, file, 'ANOTHER-FILE');
  throw numberTaken(file);
}

/** The years a file can reach: from the one before it opens. */
async function snapshot(deps: ActDeps, at: Instant): Promise<CalendarYear[]> {
  const from = Number(civilDateOf(at).slice(0, 4)) - 1;
  return (await currentCalendars(deps.sql))
    .filter((y) => y.year >= from)
    .map(({ year, version, notice, publishedOn, off, work, fictitious }) => ({
      year,
      version,
      notice,
      publishedOn,
      off,
      work,
      ...(fictitious && { fictitious }),
    }));
}
