/** 熔断函告 The letter of direction B that the system itself writes when a breaker has tripped, for the handling body that owns it (TJ51-6.3, A1-1.1c). */
import { findSubject, unitsOf } from '../../db/queries/subjects.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { hashOf } from '../../db/queries/turns.ts';
import type { LetterToFile } from '../../domain/rapid-response/letter.ts';
import { refuseOpening } from '../../domain/rapid-response/opening.ts';
import type { Cut, SubjectKind } from '../../domain/rapid-response/terms.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseNow } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';
import { letterToOpen } from './letter.ts';
import { open } from './open.ts';

export interface Tripped {
  bureau: string;
  breaker: string;
  attempt: number;
  handling: string;
  subject: { kind: SubjectKind; id: string };
  decidedAt: Instant;
  clause: string;
  cut: Cut;
}

/** The file, and whether the trip has joined it; or the code under which nothing could be suspended. Faults are thrown. */
export async function openForBreaker(
  deps: ActDeps,
  tripped: Tripped,
): Promise<{ file: string; joined: boolean } | { failed: string }> {
  const units = await unitsOf(deps.sql, tripped.bureau);
  const unit = units.find(({ id }) => id === tripped.handling);
  const caller: Caller = {
    ...systemCaller(tripped.bureau),
    unit: tripped.handling,
    unitRoles: (unit?.roles ?? []) as Caller['unitRoles'],
  };
  const letter = letterOf(tripped);
  const failed = await refused(deps, caller, tripped, letter);
  if (failed) return { failed };
  const key = `breaker/${tripped.breaker}/${tripped.attempt}`;
  try {
    const { body } = await open(deps, caller, key, letter);
    if (body.joined && body.status === 'pending') throw new Error('the letter is not judged yet');
    return { file: body.file, joined: body.joined };
  } catch (error) {
    // The response has ended between the look and the letter: tried again, the letter opens one.
    if (!(error instanceof Problem) || error.status >= 500 || error.code === 'file-closed')
      throw error;
    return { failed: error.code };
  }
}

/** What holds for a letter that opens a file holds for one that joins it too. */
async function refused(
  { sql }: ActDeps,
  caller: Caller,
  { bureau, subject: { kind, id } }: Tripped,
  letter: LetterToFile,
): Promise<string | undefined> {
  const subject = await findSubject(sql, kind, id);
  if (!subject || subject.bureau !== bureau || !(await findBureau(sql, bureau))) return 'not-found';
  return refuseOpening(letterToOpen(letter, subject, caller, databaseNow(), undefined))?.code;
}

const letterOf = (tripped: Tripped): LetterToFile => {
  const { breaker, attempt, subject, decidedAt, clause, cut } = tripped;
  const at = formatInstant(decidedAt);
  const document = {
    id: `${breaker}-trip-${attempt}`,
    sha256: hashOf(tripped),
    where: `/v1/files/${breaker}/register`,
  };
  return {
    direction: 'B',
    subject,
    documentNo: `熔断函〔${breaker}〕${attempt}号`,
    document,
    grounds: ['suspected-violation'],
    newFacts: true,
    suspension: { decidedAt: at, startsAt: at, agreementClause: clause, document, breaker, cut },
  };
};
