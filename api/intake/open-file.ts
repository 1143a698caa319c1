/** Opens a file. First come the caller's key, the receipt, who may open it, and what the law says; then the database decides, and the engine starts the file. */
import { randomUUID } from 'node:crypto';
import { fileStarted, openingAttempt, keepAttempt, type Opening } from '../../db/queries/inbox.ts';
import { noteRunFault } from '../../db/queries/runs.ts';
import { hashOf } from '../../db/queries/turns.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { closesAt } from '../../domain/office-hours.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Course } from './act-meter.ts';
import type { ActDeps } from './submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { AnotherFilesRun } from './engine.ts';
import { assertItsOwn, numberTaken, openNumbered } from './numbers.ts';
import { faultOf } from '../http/problem-answer.ts';
import { calendarFrom } from './calendar-snapshot.ts';
import { startOf } from './procedures.ts';
import { type Opened, type OpenedReply, again, openedOf } from './opened.ts';
import {
  type OpeningContext,
  type NewFile,
  type Says,
  type Attempt,
  contextOf,
} from './opening-context.ts';

/** Opens a file for an officer (or for the system itself: `duban`), once for each key; what is refused is kept with its reason. */
export function openFileFor(deps: ActDeps, caller: Caller, attempt: Attempt): Promise<OpenedReply> {
  const opened = (course: Course) => openOnce(deps, caller, attempt, course);
  const told = ({ status, body: { act } }: OpenedReply) => ({
    act,
    code: status === 202 ? null : undefined,
  });
  return deps.meter?.measure(attempt.procedure.id, opened, told) ?? opened({});
}

async function openOnce(
  deps: ActDeps,
  caller: Caller,
  attempt: Attempt,
  course: Course,
): Promise<OpenedReply> {
  const { payload, key } = attempt;
  const hash = hashOf(payload);
  // Only what is stored counts: the same request, sent twice, may have opened the file in the meantime.
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
  course.again = known?.hash === hash;
  if (known) await assertItsOwn(deps, (known.answer as Partial<Opened>).file);
  if (known) return again(deps, caller, { known: known.answer, hash: known.hash }, hash);
  const context = await contextOf(deps, caller, attempt);
  if ('refusal' in context) return refuse(context.refusal);
  const prepared = await attempt.prepare(context);
  if ('refusal' in prepared) return refuse(prepared.refusal, prepared.says);
  const answer = await store(deps, context, attempt, hash, prepared);
  course.again = answer.known !== undefined && answer.hash === hash;
  if (answer.known) return again(deps, caller, answer, hash);
  if (answer.open) {
    const joined = await attempt.ifOpen(answer.open);
    // The same request, sent again after that file has ended, opens no second file.
    await keepAttempt(deps.sql, { officer: caller.id, key, hash, answer: joined.body });
    return joined;
  }
  return started(deps, caller, answer.opening as { file: string; letter: Act });
}

/** The act that opens the file: its first one. */
const letterOf = (
  { caller, receivedAt, arrivedAt }: OpeningContext,
  { type, stated }: NewFile,
  hash: string,
): Act =>
  ({
    id: randomUUID(),
    number: 1,
    type,
    unit: caller.unit,
    officer: caller.id,
    receivedAt,
    arrivedAt,
    hash,
    ...stated,
  }) as Act;

async function store(
  deps: ActDeps,
  context: OpeningContext,
  { procedure: { id: procedure }, payload, key }: Attempt,
  hash: string,
  file: NewFile,
): Promise<Opening> {
  const { bureau, caller, receivedAt, arrivedAt, force } = context;
  const letter = letterOf(context, file, hash);
  const year = Number(civilDateOf(arrivedAt).slice(0, 4));
  const opening = {
    file: '',
    procedure,
    bureau: bureau.id,
    letter,
    calendar: await calendarFrom(deps.sql, year - 1),
    force,
    closes: closesAt(bureau.settings),
    ...file.opening,
  };
  return openNumbered(deps, { procedure, bureau: bureau.id, year }, file, {
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
  // The first turn of the file notes that it runs. Where no verdict has come in time it is noted here, or the relay would start the file again.
  if (running && !verdict) await fileStarted(deps.sql, opening.file);
  return {
    status: verdict ? 201 : 202,
    body: openedOf(caller, opening.file, opening.letter, verdict, false),
    headers: { Location: `/v1/files/${opening.file}` },
  };
}

/** When the engine is away, the relay starts the file later. When the number belongs to the run of another file, this is said at once. */
async function refuseForeign({ sql, log }: ActDeps, file: string, error: unknown): Promise<false> {
  if (!(error instanceof AnotherFilesRun)) return false;
  log.error(
    { file, ...faultOf(error) },
    "the run under this number is another file's: the file is not started",
  );
  await noteRunFault(sql, file, 'ANOTHER-FILE');
  throw numberTaken(file);
}
