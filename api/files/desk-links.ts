/** 台面 A line of the desk, and what a room is asked for its own. */
import type { Sql } from '../../db/client.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';

/** `ui`: a link into the Temporal UI by search attributes; `api`: into the API. */
export interface DeskLink {
  title: Sentence;
  ui: string | null;
  api: string | null;
  count: number | null;
}

export interface DeskOf {
  sql: Sql;
  bureau: string;
  reader: string;
  today: CivilDate;
  now: Instant;
  /** The link into the Temporal UI for a query by search attributes. */
  ui: (query: string) => string;
}

/** What a room shows on the desk, in its own order. */
export type DeskLines = (desk: DeskOf) => Promise<DeskLink[]>;

/** What somebody at the desk has to see to, without a list to go to. `page`: where. */
interface DeskNotice extends Sentence {
  level: 'reminder' | 'alarm';
  page: string | null;
}
export type DeskNotices = (desk: DeskOf) => Promise<DeskNotice[]>;

/** A line as rooms write it: with a query of the UI where there is one. */
export type LinkTo = ReturnType<typeof deskLink>;
export const deskLink =
  ({ ui }: Pick<DeskOf, 'ui'>) =>
  (zh: string, en: string, count: number, api: string | null, query?: string): DeskLink => ({
    title: { zh, en },
    ui: query === undefined ? null : ui(query),
    api,
    count,
  });
