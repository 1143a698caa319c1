/**
 * 程序的声明 A procedure is declared once: what the rest of the system has to know of it. Everything here is law or words and nothing asks the database;
 * what a procedure brings to the API stands in `api/<procedure>/index.ts`.
 */
import type { z } from 'zod';
import type { SubjectKnowledge } from '../registry/subject.ts';
import type { InstrumentId } from './basis.ts';
import type { DeclareDuties } from './declared.ts';
import type { CatalogueEntry } from './codes.ts';
import type { ActForm as Form } from './forms.ts';
import type { Paper } from './papers.ts';
import type { Sentence } from './refusal.ts';

/** Any form. Which payload it takes is known only to its shape. */
export type ActForm = Form<z.ZodType, [subject: SubjectKnowledge]>;

/** What of a file the clause of an act may depend on, and what binds it. */
interface OpenedAs {
  subjectKind: string;
  opening: { type?: string; clause?: string; instrument?: InstrumentId | null };
}

/** What a coordinator reads first of a file, and the unit that is on turn when it opens. */
interface Summary {
  summary: string;
  details: string;
  unit: string;
}

export interface Procedure<Id extends string = string> {
  /** As it stands in histories and registers: it never changes. */
  id: Id;
  /** The folder it has in every layer. */
  room: string;
  title: Sentence;
  /** The type of its workflow, as the engine knows it. */
  workflow: string;
  /** What the numbers of its files begin with. */
  prefix: string;
  /** The instrument under which its files open. A procedure that stands in two instruments says at each opening which one. */
  instrument: InstrumentId;
  /** Those under which it opens besides. */
  alsoUnder?: readonly InstrumentId[];
  /** The acts by which its files open, and those that the system itself brings to them: nobody files them in a file. */
  opens: readonly string[];
  brought?: readonly string[];
  /** The problem codes that it declares (its `codes.ts`): its own, and those that only procedures of its instrument say. */
  codes?: Readonly<Record<string, CatalogueEntry>>;
  /** Codes of procedures of another instrument that its acts can be refused with. */
  borrows?: readonly string[];
  /** What a bureau may set for it, under its name in `settings`; procedures of one instrument share them, and one declares them. */
  settings?: { name: string; form: z.ZodObject; defaults: object };
  /** What its files may owe, as the settings of a bureau have it: the reading sheet (解释口径) is made of it. */
  duties: DeclareDuties;
  /** The acts that people file in it. */
  forms: Readonly<Record<string, ActForm>>;
  /** Under which clause an act stands, also when it is not awaited. */
  clause: (act: string, file: OpenedAs) => string;
  /**
   * 案卷用语 What a dossier calls that of it which has no form: the acts that open its files or are brought to them, its own entries of the register, the
   * roles of its parties, its stages and outcomes.
   */
  names: Readonly<Record<string, Sentence>>;
  /** 取值 What the values of its forms are called where nothing else says it. */
  values?: Readonly<Record<string, Sentence>>;
  /** What acts of it say in confidence, sealed before anything else is stored: under which clause, and how the dossier says that it is not shown. */
  sealed?: Readonly<Record<string, { clause: string; say: Sentence }>>;
  /** Under which clause a file of it stays unannounced to those who may not know it yet. */
  unannounced?: string;
  /** Makes the summary of what its workflow is started with. */
  summary: (opening: never) => Summary;
  /** No act of it asks for the commitment letter (TJ51-19.1), as its workflow has it: it is no enforcement, or not of Tianjin. */
  manages?: true;
  /** The notice of Qingyang: what is refused before the inbox cites its rules on officers, not Tianjin's. */
  cites?: 'QY';
  /** QY-17.1 The people whom such a file is about are shown nothing of it, neither in lists nor when they ask for it. */
  hiddenFromInvolved?: true;
  /** What refusals of it say beside the common fields, by name: as it is documented, and as it is shown (RFC 9457 extension members). */
  refusalSays?: Readonly<Record<string, { shape: z.ZodType; shown: (value: never) => unknown }>>;
  /** 公文 The papers that it owes in writing (its `papers.ts`). */
  papers?: readonly Paper[];
  /** Workflows of it that are no files. */
  besides?: readonly string[];
}

/** What is declared of everything that owes something, whether it has files or is a register of its own. */
export type Declared = Pick<
  Procedure,
  'id' | 'title' | 'codes' | 'settings' | 'duties' | 'names' | 'forms'
>;

/** The number of a file as it is asked for: speaking and ASCII, with `#` for the serial number of the bureau's year. */
export const numbered = (prefix: string, bureau: string, year: number | string): string =>
  `${prefix}.${bureau}.${year}-#`;
