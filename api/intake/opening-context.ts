/** What a procedure is asked when a file is to open: when it came, from whom, under which basis; and what it answers. */
import type { Querying } from '../../db/client.ts';
import { findBureau, type BureauRow } from '../../db/queries/subjects.ts';
import { findStanding } from '../../db/queries/access.ts';
import { refuseStanding } from '../../domain/law/authority.ts';
import { citedUnder } from '../../domain/law/cited.ts';
import type { InstrumentId, LegalBasis } from '../../domain/law/basis.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import type { Procedure } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ActDeps } from './submit-act.ts';
import { stampedAhead, stampOf } from './receipts.ts';
import type { Caller } from '../http/authentication.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import { SYSTEM } from './system.ts';
import type { OpenedReply } from './opened.ts';

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
  /** A number that people can read, in ASCII, with `#` for the serial number of the bureau's year. */
  idPattern: string;
  /** The series of an `idPattern` that has its number already; otherwise the procedure's own. */
  serial?: string;
  /** The type of the opening act, and what the engine is told of it. */
  type: string;
  stated: ActFacts;
  opening: { readonly units: Readonly<Record<string, string>>; readonly [more: string]: unknown };
  /** What is stored with the file in one transaction, and not where none opens. */
  within?: (tx: Querying) => Promise<void>;
}

/** What a refusal says beside the common fields. */
export type Says = Readonly<Record<string, unknown>>;

export interface Attempt {
  /** The body as it was submitted, without the receipt. */
  payload: object;
  /** A receipt stamped by the designated receiving system (TJ51-A1-X1). */
  receivedAt?: unknown;
  key: string;
  procedure: Procedure;
  /** Under which it opens, where the procedure knows several. */
  instrument?: InstrumentId;
  /** `says`: what the refusal says beside the common fields, under the names that the procedure declares. */
  prepare: (context: OpeningContext) => Promise<NewFile | { refusal: Refusal; says?: Says }>;
  /** The subject has an open file of this procedure: join it, or say why not. */
  ifOpen: (file: string) => Promise<OpenedReply>;
}

/** When the letter came, on which legal basis it is handled, and whether its author may act at all. */
export async function contextOf(
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
