/** 叶 What the log says of a row: its leaf, in the form of domain/proof/leaves.ts. */
import type {
  ActRow,
  CalendarRow,
  ChangeRow,
  EntryRow,
  KeyRow,
  OpeningRow,
  ReadingRow,
} from '../../db/queries/leaf-rows.ts';
import { boundFields, type Opened, openedTo, saltOfRecord } from '../../domain/proof/binding.ts';
import { type ErasedFields, bindingToErased, openedFromErased } from '../../domain/proof/erased.ts';
import type { EntryLeaf, Leaves, OpeningLeaf } from '../../domain/proof/leaves.ts';

type Fields = Readonly<Record<string, unknown>>;

const boundTo = (fields: Fields, salt: Uint8Array, erased: ErasedFields | undefined): string =>
  // What is left and does not go together is the binding to nothing.
  erased ? (bindingToErased(fields, erased) ?? '') : boundFields(fields, salt);

/** Behind what the message is hashed. It is kept when the act's own salt is erased. */
export const messageSalt = ({
  salt,
  messageSalt: kept,
}: Pick<ActRow, 'salt' | 'messageSalt'>): Uint8Array => kept ?? saltOfRecord(salt, 'message');

export const entryLeaf = ({
  file,
  seq,
  key,
  type,
  clause,
  act,
  bodyHash: body,
  recordedAt,
  prev,
}: EntryRow): EntryLeaf => ({
  file,
  seq,
  key,
  type,
  clause,
  act,
  body,
  recordedAt,
  prev: prev || null,
});

export const actLeaf = (row: ActRow): Leaves['act'] => {
  const { file, number, act, type, unit, officer, system, key, hash, receivedAt, arrivedAt } = row;
  const payload = boundTo(row.payload, row.salt, row.erased?.['payload']);
  const message = boundFields(row.message, messageSalt(row));
  return {
    file,
    number,
    act,
    type,
    unit,
    officer,
    system,
    key,
    hash,
    payload,
    message,
    receivedAt,
    arrivedAt,
  };
};

/** Whether what the file judges says the same of act, author and receipt as the act itself does: leaves of edition 2 bind no more of it. */
export const messageAgrees = (row: ActRow): boolean => {
  const { act: id, number, type, unit, officer, hash, receivedAt, arrivedAt } = row;
  const said = { id, number, type, unit, officer, hash, receivedAt, arrivedAt };
  return Object.entries(said).every(([name, value]) => row.message[name] === value);
};

/** `known` and `standing`: what was known of the act and of its author when it was judged; whoever counts again needs it. */
export const verdictFields = ({
  verdict,
  known,
  standing,
}: Pick<ActRow, 'verdict' | 'known' | 'standing'>): Fields => ({
  ...verdict,
  known,
  // Leaves of before it was kept have no such field.
  ...(standing && { standing }),
});

export const verdictLeaf = (row: ActRow): Leaves['verdict'] => ({
  file: row.file,
  number: row.number,
  act: row.act,
  accepted: row.verdict?.accepted ?? false,
  verdict: boundFields(verdictFields(row), row.verdictSalt),
  settledAt: row.settledAt ?? 0,
});

/** Units join a file later (a coordinated inspection, a newcomer of a cascade): what entered them says so. */
export const openingFields = (row: OpeningRow): Fields => {
  const about = row.opening['subject'];
  return { ...earlierOpeningFields(row), ...(about !== undefined && { about }) };
};

/** Leaves of edition 2 bind the subject's number in the place of what the opening says of it. */
export const earlierOpeningFields = (row: OpeningRow): Fields => {
  const { opening, subjectKind, subject, direction } = row;
  const { units: _units, ...opened } = opening;
  return { ...opened, subjectKind, subject, direction };
};

export const openingLeaf = (
  row: OpeningRow,
  prev: string | null,
  fields = openingFields(row),
): OpeningLeaf => ({
  procedure: row.procedure,
  place: row.place ?? 0,
  file: row.id,
  act: row.act,
  opening: boundFields(fields, row.salt),
  openedAt: row.openedAt,
  prev,
});

/** What was erased of it has no value any more. */
export const changeFields = ({ before, after, reason, erased }: ChangeRow): Fields => {
  const gone = (name: string, empty: boolean): boolean =>
    empty && 'withheld' in (erased?.['change']?.[name] ?? {});
  return {
    ...(!gone('before', before === null) && { before }),
    ...(!gone('after', Object.keys(after).length === 0) && { after }),
    ...(!gone('reason', reason === null) && { reason }),
  };
};

/** A change as a reader has it from whom these fields are withheld, and from everybody what was erased. */
export function openedChange(row: ChangeRow, withheld: (name: string) => boolean): Opened {
  const erased = row.erased?.['change'];
  const fields = changeFields(row);
  return erased ? openedFromErased(fields, erased, withheld) : openedTo(fields, row.salt, withheld);
}

export const changeLeaf = (row: ChangeRow): Leaves['change'] => ({
  registry: row.registry,
  entity: row.entity,
  id: row.id,
  by: row.changedBy,
  change: boundTo(changeFields(row), row.salt, row.erased?.['change']),
  changedAt: row.changedAt,
});

export const CALENDAR = 'calendar-year';

/** A version of a year's calendar is a change of what everybody counts with. */
export const calendarLeaf = ({
  salt,
  year,
  version,
  loadedBy,
  loadedAt,
  ...arrangement
}: CalendarRow): Leaves['change'] => ({
  registry: CALENDAR,
  entity: String(year),
  id: version,
  by: loadedBy,
  change: boundFields({ ...arrangement }, salt),
  changedAt: loadedAt,
});

export const keyLeaf = ({ key, use, state, by, at }: KeyRow): Leaves['key'] => ({
  key,
  use,
  state,
  by,
  at,
});

export const readLeaf = (row: ReadingRow): Leaves['read'] => {
  const { id, officer, unit, system, kind, route, file, asked, purpose, at } = row;
  const read = boundFields({ route, file, asked, purpose }, row.salt);
  return { id, officer, unit, system, kind, read, at };
};
