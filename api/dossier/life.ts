/** 案卷的来历 Opens what the leaves of a file bind, as far as its reader may see it: `proof/life.json`. */
import type { Querying } from '../../db/client.ts';
import type { CalendarVersion, SettingsOf, SubmittedAct } from '../../db/queries/dossier.ts';
import { livedUntil } from '../../db/queries/lives.ts';
import { calendarRows, changeRows, openingRows } from '../../db/queries/leaf-rows.ts';
import { leafOf } from '../../db/queries/log.ts';
import { openingHashes } from '../../db/queries/log-audit.ts';
import { LIFE_FORMAT, type Life, type LifeBound } from '../../domain/dossier/life-shape.ts';
import type { SourceAct } from '../../domain/dossier/sources.ts';
import type { Scope } from '../../domain/law/authority.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import { boundFields, openedTo } from '../../domain/proof/binding.ts';
import { hex, sameBytes, utf8 } from '../../domain/proof/bytes.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import { bindingToErased, type ErasedFields } from '../../domain/proof/erased.ts';
import type { DossierLog } from '../../domain/dossier/proof-shape.ts';
import {
  CALENDAR,
  earlierOpeningFields,
  messageSalt,
  openedChange,
  openingFields,
  verdictFields,
} from '../log/leaves.ts';
import { openingAsBefore } from '../log/leaf-texts.ts';

export interface Living {
  file: {
    id: string;
    bureau: string;
    opening: { units?: Record<string, string> };
  };
  scope: Scope;
  /** As the database has them, and those among them that are known as of then, with the verdicts that were. */
  stored: readonly SubmittedAct[];
  acts: readonly SourceAct[];
  calendars: readonly CalendarVersion[];
  settings: readonly SettingsOf[];
}

type Fields = Readonly<Record<string, unknown>>;

export async function lifeOf(tx: Querying, living: Living): Promise<Life> {
  const { file, scope, acts } = living;
  const stored = new Map(living.stored.map((row) => [row.id, row]));
  const shown = scope === 'withheld' ? [] : acts;
  return {
    format: LIFE_FORMAT,
    file: file.id,
    opening: await openingOf(tx, living),
    livedUntil: scope === 'withheld' ? null : await livedUntil(tx, file.id),
    acts: shown.map((act) => actOf(stored.get(act.id)!, act.verdict !== undefined, scope)),
    ground: [
      ...(await calendarsOf(tx, living.calendars)),
      ...(await settingsOf(tx, living.settings)),
    ],
  };
}

const boundBy = (fields: Fields, salt: Uint8Array, shown: boolean): LifeBound => ({
  fields: shown ? fields : null,
  salt: shown ? hex(salt) : null,
  binding: boundFields(fields, salt),
});

async function openingOf(tx: Querying, { file, scope }: Living): Promise<Life['opening']> {
  const [row] = await openingRows(tx, [file.id]);
  const shown = scope !== 'withheld';
  const { procedure, place, act, openedAt, salt, opening } = row!;
  const prev = (await openingHashes(tx, file.bureau, [file.id])).get(file.id) ?? null;
  const leaf = await leafOf(tx, file.bureau, 'opening', file.id);
  const early = leaf && sameBytes(leafHash(utf8(openingAsBefore(row!, prev))), leaf.hash);
  const about = (opening['subject'] as Fields | undefined) ?? null;
  return {
    procedure,
    ...(!early && { edition: 3 }),
    place,
    act,
    opening: boundBy(early ? earlierOpeningFields(row!) : openingFields(row!), salt, shown),
    units: shown ? { ...file.opening.units } : null,
    about: shown && early ? about : null,
    openedAt,
    prev,
  };
}

/** What was submitted is shown to whoever reads the file in full; what the engine was sent stands in the histories. */
function actOf(row: SubmittedAct, judged: boolean, scope: Scope): Life['acts'][number] {
  const { id: act, number, type, unit, officer, system, key, message, hash } = row;
  const { receivedAt, arrivedAt, settledAt, known, standing } = row;
  const verdict = row.verdict as Verdict | null;
  return {
    number,
    act,
    type,
    unit,
    officer,
    system,
    key,
    message,
    messageSalt: hex(messageSalt(row)),
    payload: payloadOf(row, scope),
    hash,
    receivedAt,
    arrivedAt,
    verdict:
      verdict && judged
        ? {
            accepted: verdict.accepted,
            content: boundBy(verdictFields({ verdict, known, standing }), row.verdictSalt, true),
            settledAt: settledAt ?? 0,
          }
        : null,
  };
}

/** Where words of it were erased by order only the binding is left to show. */
function payloadOf({ payload, salt, erased }: SubmittedAct, scope: Scope): LifeBound {
  const left = (erased as ActErased | null)?.payload;
  if (!left) return boundBy(payload as Fields, salt, scope === 'full');
  return { fields: null, salt: null, binding: bindingToErased(payload as Fields, left) ?? '' };
}
interface ActErased {
  payload: ErasedFields;
}

/** Leaves of acts were made in the edition before, too: those do not bind the message, whatever its salt. */
export function asLogged(life: Life, { leaves }: DossierLog): Life {
  const earlier = new Set(
    leaves.filter(({ text }) => text.startsWith('{"$":"duban/act/2"')).map(({ ref }) => ref),
  );
  return {
    ...life,
    acts: life.acts.map((act) => (earlier.has(act.act) ? { ...act, messageSalt: null } : act)),
  };
}

async function calendarsOf(
  tx: Querying,
  calendars: readonly CalendarVersion[],
): Promise<Life['ground']> {
  const refs = calendars.map(({ year, version }) => `${year}/${version}`);
  return (await calendarRows(tx, refs)).map(
    ({ salt, year, version, loadedBy, loadedAt, ...arrangement }) => ({
      ref: `${year}/${version}`,
      registry: CALENDAR,
      entity: String(year),
      id: version,
      by: loadedBy,
      changedAt: loadedAt,
      change: openedTo({ ...arrangement }, salt),
    }),
  );
}

/** Of a change of the bureau only what says the settings that were in force. */
async function settingsOf(tx: Querying, settings: readonly SettingsOf[]): Promise<Life['ground']> {
  const as = new Map(
    settings.flatMap(({ change, as: side }) => (change === null ? [] : [[change, side] as const])),
  );
  return (await changeRows(tx, [...as.keys()])).map((row) => ({
    ref: String(row.id),
    registry: 'bureau' as const,
    entity: row.entity,
    id: row.id,
    by: row.changedBy,
    changedAt: row.changedAt,
    change: openedChange(row, (name) => name !== as.get(row.id)),
  }));
}
