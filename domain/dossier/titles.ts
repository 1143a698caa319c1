/** 名称 What a dossier calls an act, an entry, a party or an outcome: as the procedure declares it, else as the core does, else by its code. */
import { actNames } from '../law/act-names.ts';
import { clauseTitle } from '../law/clause-title.ts';
import type { Sentence } from '../law/refusal.ts';
import { procedureOf } from '../procedures.ts';
import { kindNames, words } from './kinds.ts';

const common = actNames([]);
const brought: Readonly<Record<string, Sentence>> = {
  'calendar-revision': { zh: '放假安排变更', en: 'Holiday notice' },
  linked: { zh: '案卷关联', en: 'Files linked' },
};

const own = <T>(of: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  of && Object.hasOwn(of, name) ? of[name] : undefined;
const code = (name: string): Sentence => ({ zh: name, en: name });

export const actTitle = (procedure: string, type: string): Sentence => {
  const declared = procedureOf(procedure);
  return (
    own(declared?.forms, type)?.label ??
    own(declared?.names, type) ??
    own(brought, type) ??
    (common.isNamed(type) ? common.nameOf(type) : code(type))
  );
};

export const kindTitle = (procedure: string, kind: string): Sentence =>
  own(procedureOf(procedure)?.names, kind) ?? own(kindNames, kind) ?? code(kind);

/** A stage, an outcome, the role of a party. */
export const wordOf = (procedure: string, word: string): Sentence =>
  own(procedureOf(procedure)?.names, word) ?? own(words, word) ?? code(word);

export const articleOf = (clause: string | null): Sentence | null =>
  clause === null ? null : (clauseTitle(clause) ?? null);
