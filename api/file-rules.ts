/** 程序自己的规则 What the core asks a procedure about its files, where it has a rule of its own. Asked by the core, so it imports nothing of it but what reads a caller. */
import type { PendingQuery, Row } from 'postgres';
import type { Querying, Sql } from '../db/client.ts';
import type { FileWithView } from '../db/queries/files.ts';
import type { SourceGate } from '../domain/dossier/sources.ts';
import type { Refusal } from '../domain/law/refusal.ts';
import type { CivilDate } from '../domain/time/instant.ts';
import type { Caller } from './http/authentication.ts';

/** How an officer stands to a file, beside what the units of the file say (domain/law/authority.ts). */
interface OwnRelation {
  near?: boolean;
  involved?: boolean;
  unannounced?: boolean;
}

interface WordsReader {
  id: string;
  unit: string;
  day: CivilDate;
  /** Of the bureau. */
  settings: Readonly<Record<string, unknown>>;
}

export interface FileRules {
  /** Who may read a file of it. */
  relation?(
    sql: Sql,
    file: FileWithView,
    reader: Caller,
    day: CivilDate,
  ): Promise<OwnRelation> | OwnRelation;
  /**
   * With `relation`, and as it says: the condition on the file `f` under which a reader in office reads what its acts say. `near`: that the reader's unit has to do with
   * it, or that the reader regulates. Without it nothing is found by what its acts say.
   */
  wordsKnown?(sql: Sql, reader: WordsReader, near: PendingQuery<Row[]>): PendingQuery<Row[]>;
  /** In lists: the condition on the file `f` under which its subject is told to an officer. */
  subjectKnown?(sql: Sql, officer: string, day: CivilDate): PendingQuery<Row[]>;
  /** The files of a bureau of which an officer is shown nothing. */
  hiddenFrom?(sql: Sql, bureau: string, officer: string): Promise<readonly string[]>;
  /** What a file that has ended answers to an act; undefined: what every such file answers. */
  closed?(sql: Sql, file: FileWithView, act: string): Promise<Refusal | undefined>;
  /** 案后变化 What has become of the file by records of their own, also after it ended: shown with its remarks. */
  afterwards?(sql: Sql, file: string): Promise<readonly string[]>;
  /** 关口与突破 For its dossier: what its gates answered, and who stood behind what one of them would have refused. Asked for whoever reads the file in full. */
  gates?(sql: Querying, file: string): Promise<readonly SourceGate[]>;
  /** 突破 For reports by period: the overrides of its gates that this reader may be told of, in the form of db/queries/report-sources.ts. */
  overrides?(
    sql: Sql,
    reader: Caller,
    span: { from: number; until: number; parties?: readonly string[] | undefined },
  ): Promise<{ cases: PendingQuery<Row[]> } | undefined>;
  /** 逐个告知 Of a file that is about many: what its register says of one of them, for the paper that tells it. Undefined: it is none of them. */
  registered?(
    sql: Querying,
    file: FileWithView,
    about: { kind: string; id: string },
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** What the refusal of an act says beside the common fields, as far as this officer may know it. */
  refusalSays?(
    sql: Sql,
    act: string,
    officer: string,
    day: CivilDate,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
}
