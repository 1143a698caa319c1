/** 一院一档、一医一档 A line of what the rooms know of an institution or a practitioner (TJ51-9.1). */
import type { Sql } from '../../db/client.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { CivilDate } from '../../domain/time/instant.ts';

/** `file`: under which number it is read, where it has a file. `from` and `until`: days or instants as the API writes them; `until` null while it lasts. */
interface RecordLine {
  kind: string;
  title: Sentence;
  file: string | null;
  from: string | null;
  until: string | null;
  state: string | null;
  clause: string | null;
}

interface RecordOf {
  sql: Sql;
  bureau: string;
  reader: string;
  unit: string;
  /** The units through which the reader reads; undefined stands for the whole bureau. */
  parties: readonly string[] | undefined;
  kind: 'institution' | 'practitioner';
  id: string;
  today: CivilDate;
}

/** What a room adds, the newest first: nothing that this reader may not know. */
export type RecordLines = (of: RecordOf) => Promise<RecordLine[]>;
