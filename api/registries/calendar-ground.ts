/** 放假安排的录入 A holiday arrangement is proposed by one and confirmed by another, since every file of every bureau is counted by it. X-2. */
import {
  addCalendar,
  calendarVersions,
  type NewCalendar,
  type StoredCalendar,
} from '../../db/queries/calendar.ts';
import { validateArrangement } from '../../domain/time/arrangement.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import type { Deps, MovedDeadline } from '../http/deps.ts';
import { Problem, type FieldProblem } from '../http/problems.ts';
import type { Reply } from '../http/route.ts';
import { proposing } from './proposal-shape.ts';
import type { Ground } from './two-persons.ts';

/** What a loading came to. */
export interface Loaded {
  result: 'dry-run' | 'created' | 'unchanged';
  year: number;
  version: number;
  moves: MovedDeadline[] | null;
}

/** A notice is real, out already and with its document; an invented one is for demo and tests. */
export function assertLoadable(
  deps: Deps,
  candidate: NewCalendar,
  given: Pick<NewCalendar, 'off' | 'work'>,
): void {
  if (candidate.fictitious && !deps.allowFictitious) throw new Problem('fictitious-calendar');
  const fields: FieldProblem[] = validateArrangement({ ...candidate, ...given, version: 1 }).map(
    ({ field, zh, en }) => ({ in: 'body', path: `/${field.replaceAll('.', '/')}`, zh, en }),
  );
  if (!candidate.fictitious && candidate.publishedOn > civilDateOf(deps.clock.now()))
    fields.push({
      in: 'body',
      path: '/publishedOn',
      zh: '公布日期不得晚于今日',
      en: 'A notice is not published in the future',
    });
  if (!candidate.fictitious && candidate.document === null)
    fields.push({
      in: 'body',
      path: '/document',
      zh: '须附通知原文',
      en: 'The notice itself is required',
    });
  if (fields.length > 0) throw new Problem('invalid-arrangement', { clause: 'X-2', fields });
}

/** 双人复核 Of no bureau alone: every file of every bureau is counted by it. */
export const calendarGround = (deps: Deps): Ground<NewCalendar, StoredCalendar> => ({
  what: 'calendar',
  proposes: ['administrator'],
  confirms: ['administrator'],
  shared: true,
  subject: ({ year: of }) => String(of),
  async before(tx, _bureau, { year: of }) {
    const [current] = await calendarVersions(tx, of);
    if (!current) return null;
    const { version, notice, publishedOn, off, work, fictitious, document: source } = current;
    return { version, notice, publishedOn, off, work, fictitious, document: source };
  },
  apply(tx, candidate) {
    assertLoadable(deps, candidate, candidate);
    return addCalendar(tx, candidate);
  },
  applied: async (_candidate, { year: of, version }) => deps.onCalendarChanged?.(of, version),
});

/** The same arrangement again is no new version, but reaches the files again: a loading that broke off is repeated that way. */
export async function load(
  deps: Deps,
  caller: Caller,
  candidate: NewCalendar,
  dryRun: boolean,
): Promise<Reply> {
  const [current] = await calendarVersions(deps.sql, candidate.year);
  const next = (current?.version ?? 0) + 1;
  if (dryRun) {
    const moves = (await deps.previewCalendar?.({ ...candidate, version: next })) ?? null;
    return { body: { result: 'dry-run', year: candidate.year, version: next, moves } };
  }
  if (current !== undefined && content(current) === content(candidate)) {
    await deps.onCalendarChanged?.(candidate.year, current.version);
    return { body: outcome('unchanged', current) };
  }
  return proposing(
    deps.sql,
    calendarGround(deps),
    candidate,
    { caller, reason: candidate.notice },
    (stored) => ({ body: outcome('created', stored) }),
  );
}

const outcome = (
  result: 'unchanged' | 'created',
  { year: of, version }: StoredCalendar,
): Loaded => ({ result, year: of, version, moves: null });

const content = ({
  notice,
  publishedOn,
  off,
  work,
  fictitious,
  document: source,
}: NewCalendar): string =>
  JSON.stringify([
    notice,
    publishedOn,
    off.toSorted(),
    work.toSorted(),
    fictitious,
    source && [source.id, source.sha256, source.where],
  ]);
