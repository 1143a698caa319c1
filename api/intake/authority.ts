/**
 * 谁可以 Who may read what and file what: the facts that the rule of domain/law/authority.ts is asked with, for reads and writes alike.
 * Every route that shows a file, or takes an act into one, asks here.
 */
import { commonClauses } from '../../domain/law/common-clauses.ts';
import type { Sql } from '../../db/client.ts';
import { findStanding } from '../../db/queries/access.ts';
import { fileNames, isKnownAct, isNear } from '../../db/queries/authority.ts';
import { type FileWithView } from '../../db/queries/files.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { mayRead, maySubmit, type Relation, type Scope } from '../../domain/law/authority.ts';
import { citedUnder } from '../../domain/law/cited.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { holds, requireOffice, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { rulesOf } from '../rules.ts';
import { Problem } from '../http/problems.ts';
import { procedureOf } from '../../domain/procedures.ts';

export type { Scope } from '../../domain/law/authority.ts';
export { requireOffice } from '../http/authentication.ts';

/** Everything that is no reference list may be read only by persons in office. A system reads for a person, or has the outbox deliver to it. */
export function requireReader(caller: Caller): void {
  requireOffice(caller);
  if (caller.kind !== 'system') return;
  throw new Problem('not-authorised', {
    clause: 'X-4',
    say: { zh: '系统不以自己的名义查阅。', en: 'A system reads nothing in its own name.' },
    lawful: {
      zh: '代登记的人员查阅（令牌的 act），或者接收推送。',
      en: "Read for a registered person (the token's `act`), or receive the deliveries.",
    },
  });
}

/** The units through which a caller reads: its own and those under it. Undefined stands for the whole bureau. */
export async function partiesOf(sql: Sql, caller: Caller): Promise<readonly string[] | undefined> {
  requireReader(caller);
  return holds(caller, 'regulator', 'coordinator') ? undefined : unitsUnder(sql, caller.unit);
}

/** The units whose rows a caller reads in full; undefined stands for every unit of the bureau. Being a coordinator alone does not let anybody read narratives or parties. */
export async function unitsReadInFull(
  sql: Sql,
  caller: Caller,
): Promise<readonly string[] | undefined> {
  requireReader(caller);
  return holds(caller, 'regulator') ? undefined : unitsUnder(sql, caller.unit);
}

export async function scopeOf(sql: Sql, caller: Caller, file: FileWithView): Promise<Scope> {
  const scope = mayRead(caller, await relationOf(sql, caller, file));
  if (typeof scope === 'string') return scope;
  throw Problem.refused(scope);
}

/** What the caller has to do with the file: as a party, as somebody to whom it was reported, or by a rule of its procedure. */
async function relationOf(sql: Sql, caller: Caller, file: FileWithView): Promise<Relation> {
  const { bureau } = file;
  const stranger = { bureau, near: false, involved: false, unannounced: false };
  if (caller.bureau !== bureau) return stranger;
  const [near, own = {}] = await Promise.all([
    isNear(sql, file.id, caller.unit),
    rulesOf(file.procedure).relation?.(sql, file, caller, databaseToday()),
  ]);
  return { ...stranger, ...own, near: near || own.near === true };
}

/**
 * Refuses an act before it reaches the inbox, where nothing that may still happen in the file could make it lawful: its author is of another bureau,
 * has been removed, holds no office or has signed no commitment letter, or the file has nothing to do with the unit. An act that is in the
 * inbox already is answered as it stands there, whatever has become of its author since.
 */
export async function assertMaySubmit(
  sql: Sql,
  caller: Caller,
  file: FileWithView,
  act: { type: string; key: string; stamped: boolean },
): Promise<void> {
  const refusal = await refusalOfAct(sql, caller, file, act.type, act.stamped);
  if (!refusal || (await isKnownAct(sql, file.id, caller.id, act.key))) return;
  throw Problem.refused(
    citedUnder(procedureOf(file.procedure)?.cites ?? file.opening.clause ?? '', refusal)!,
  );
}

async function refusalOfAct(
  sql: Sql,
  caller: Caller,
  file: FileWithView,
  type: string,
  stamped: boolean,
): Promise<Refusal | undefined> {
  const standing = await findStanding(sql, caller.id, file.id);
  if (!standing) return undefined;
  const named = namedIn(file).includes(caller.unit) || (await fileNames(sql, file.id, caller.unit));
  const reads =
    !named &&
    type === 'evidence-confirmation' &&
    typeof mayRead(caller, await relationOf(sql, caller, file)) === 'string';
  const offer = file.view.possible?.find(
    ({ act }) => act === type && !Object.hasOwn(commonClauses, act),
  );
  return maySubmit(standing, {
    type,
    bureau: file.bureau,
    named,
    reads,
    on: stamped ? undefined : databaseToday(),
    manages: procedureOf(file.procedure)?.manages ?? false,
    awaitedUnder: offer?.clause,
  });
}

/** The units that a file names: its parties, and every unit that may file something in it now. */
const namedIn = ({ opening, view }: FileWithView): string[] => [
  ...Object.values(opening.units ?? {}),
  ...(view.possible?.flatMap(({ by }) => by) ?? []),
];
