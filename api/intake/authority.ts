/**
 * 谁可以 Who may read what and file what: the facts that the rule of domain/law/authority.ts is asked with, for reads and writes alike.
 * Every route that shows a file, or takes an act into one, asks here.
 */
import { commonClauses } from '../../domain/law/common-clauses.ts';
import type { Sql } from '../../db/client.ts';
import { findStanding } from '../../db/queries/access.ts';
import { fileNames, headsBody, isKnownAct, standingToFile } from '../../db/queries/authority.ts';
import {
  findBureau,
  unitsUnder,
  type BureauRow,
  type FileWithView,
} from '../../db/queries/files.ts';
import {
  mayRead,
  maySubmit,
  readsClues,
  type Relation,
  type Scope,
} from '../../domain/law/authority.ts';
import { citedUnder } from '../../domain/law/cited.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { holds, requireOffice, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { mayReadDraw } from '../draw/reading.ts';
import { Problem } from '../http/problems.ts';
import { procedureOf } from '../../domain/procedures.ts';

export type { Scope } from '../../domain/law/authority.ts';
export { requireOffice } from '../http/authentication.ts';

/** X-11 The notice of Qingyang binds this bureau on that day, or the bureau has adopted it: else nothing of inspections is answered, filed or registered. */
export async function requireNotice(sql: Sql, bureau: string, day: CivilDate): Promise<BureauRow> {
  const known = (await findBureau(sql, bureau))!;
  const applies = bindingInstruments(known, 'QY', day);
  if (isRefusal(applies)) throw Problem.refused(applies);
  return known;
}

/** 行政执法监督机构: a person in office there, or a regulator. */
export function requireSupervision(caller: Caller, clause: string): void {
  requireOffice(caller);
  const supervises =
    holds(caller, 'regulator') ||
    (caller.unitRoles.includes('enforcement-supervision') &&
      holds(caller, 'handler', 'head', 'legal-reviewer'));
  if (!supervises) {
    throw new Problem('not-authorised', {
      clause,
      say: { zh: '由行政执法监督机构办理。', en: 'This is for the supervision of enforcement.' },
      lawful: {
        zh: '由执法监督机构的在册人员或者监管人员办理。',
        en: 'Let an officer of the supervision of enforcement, or a regulator, do it.',
      },
    });
  }
}

/** What is no reference list is for persons in office; a system reads for a person, or is delivered to. */
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

/** QY-4.2, 10.1 Whether the caller is told what clues and recusals say: the heads of bodies as long as their post lasts. */
export async function mayReadClues(sql: Sql, caller: Caller): Promise<boolean> {
  return readsClues(caller, await headsBody(sql, caller.id, caller.bureau, databaseToday()));
}

/** The same, where nothing is shown to anybody else. */
export async function requireCluesReader(sql: Sql, caller: Caller): Promise<void> {
  requireReader(caller);
  if (!(await mayReadClues(sql, caller))) throw outOfPost();
}

/** QY-10.1 A route that heads may ask beside these roles: the role alone has no dates, the post has. */
export async function requireInPost(
  sql: Sql,
  caller: Caller,
  ...others: readonly Role[]
): Promise<void> {
  requireReader(caller);
  if (holds(caller, ...others)) return;
  if (!(await headsBody(sql, caller.id, caller.bureau, databaseToday()))) throw outOfPost();
}

const outOfPost = (): Problem =>
  new Problem('not-authorised', {
    clause: 'QY-10.1',
    say: { zh: '负责人任期之外不得查阅、登记。', en: 'A head does this while the post lasts.' },
    lawful: {
      zh: '由在任负责人、登记员或者监管人员办理。',
      en: 'Let a head in post, a registrar or a regulator do it.',
    },
  });

/** Units through which a caller reads: its own and those under it; undefined: the whole bureau. */
export async function partiesOf(sql: Sql, caller: Caller): Promise<readonly string[] | undefined> {
  requireReader(caller);
  return holds(caller, 'regulator', 'coordinator') ? undefined : unitsUnder(sql, caller.unit);
}

/** Units whose rows a caller reads in full; undefined: every one of the bureau. A coordinator's office alone opens no narrative and no party. */
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

/** How the caller stands to the file: by the units of its parties, by what it was reported to, by the plan, the draw or the complaint behind it. */
async function relationOf(sql: Sql, caller: Caller, file: FileWithView): Promise<Relation> {
  if (caller.bureau !== file.bureau)
    return { bureau: file.bureau, near: false, involved: false, unannounced: false };
  const { near, involved, begun, insider } = await standingToFile(
    sql,
    file.id,
    caller.id,
    caller.unit,
    databaseToday(),
  );
  const draw = {
    id: file.id,
    bureau: file.bureau,
    contributor: file.opening.units?.['contributor'] ?? '',
  };
  const withheld =
    file.procedure === 'inspection-draw'
      ? !(await mayReadDraw(sql, draw, caller))
      : !begun && !insider;
  return { bureau: file.bureau, near: near || insider, involved, unannounced: withheld };
}

/**
 * Refuses an act before the inbox where no order of things inside the file could make it lawful: another bureau, removed, no office, no commitment letter,
 * a unit the file has nothing to do with. What the inbox has already is answered as it stands, whatever has become of its author since.
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
  const standing = await findStanding(sql, caller.id);
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

/** The units that a file names: its parties, and whoever may file something now. */
const namedIn = ({ opening, view }: FileWithView): string[] => [
  ...Object.values(opening.units ?? {}),
  ...(view.possible?.flatMap(({ by }) => by) ?? []),
];
