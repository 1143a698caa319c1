/** 叶 What the log says of a row: its leaf, in the form of domain/proof/leaves.ts. */
import type {
  ActRow,
  CalendarRow,
  ChangeRow,
  EntryRow,
  KeyRow,
  OpeningRow,
} from '../../db/queries/leaf-rows.ts';
import { boundFields as binding } from '../../domain/proof/binding.ts';
import type { EntryLeaf, Leaves, OpeningLeaf } from '../../domain/proof/leaves.ts';

type Fields = Readonly<Record<string, unknown>>;

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
  const payload = binding(row.payload, row.salt);
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
    receivedAt,
    arrivedAt,
  };
};

/** `known`: what was known of the act when it was judged; whoever counts again needs it. */
export const verdictFields = ({ verdict, known }: Pick<ActRow, 'verdict' | 'known'>): Fields => ({
  ...verdict,
  known,
});

export const verdictLeaf = (row: ActRow): Leaves['verdict'] => ({
  file: row.file,
  number: row.number,
  act: row.act,
  accepted: row.verdict?.accepted ?? false,
  verdict: binding(verdictFields(row), row.verdictSalt),
  settledAt: row.settledAt ?? 0,
});

/** Units join a file later (a coordinated inspection, a newcomer of a cascade): what entered them says so. */
export const openingFields = ({ opening, subjectKind, subject, direction }: OpeningRow): Fields => {
  const { units: _units, ...opened } = opening;
  return { ...opened, subjectKind, subject, direction };
};

export const openingLeaf = (row: OpeningRow, prev: string | null): OpeningLeaf => ({
  procedure: row.procedure,
  place: row.place ?? 0,
  file: row.id,
  act: row.act,
  opening: binding(openingFields(row), row.salt),
  openedAt: row.openedAt,
  prev,
});

export const changeLeaf = (row: ChangeRow): Leaves['change'] => ({
  registry: row.registry,
  entity: row.entity,
  id: row.id,
  by: row.changedBy,
  change: binding({ before: row.before, after: row.after, reason: row.reason }, row.salt),
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
  change: binding({ ...arrangement }, salt),
  changedAt: loadedAt,
});

export const keyLeaf = ({ key, use, state, by, at }: KeyRow): Leaves['key'] => ({
  key,
  use,
  state,
  by,
  at,
});
