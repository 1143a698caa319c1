/** 文书种类 The papers of every procedure, as they declare them. */
import type { Paper } from '../law/papers.ts';
import { procedureOf, procedures } from '../procedures.ts';

export const papersOf = (procedure: string): readonly Paper[] =>
  procedureOf(procedure)?.papers ?? [];
export const paperOf = (procedure: string, kind: string): Paper | undefined =>
  papersOf(procedure).find((one) => one.kind === kind);

/** The kinds that an act states as its own. */
export const kindsStatedBy = (procedure: string, act: string): string[] =>
  papersOf(procedure).flatMap((one) =>
    one.act === act && one.when === 'before' && one.accompanies === undefined ? [one.kind] : [],
  );

/** 种类全名 As series and templates are held for it: a kind stands under its procedure. */
export const kindId = (procedure: string, kind: string): string => `${procedure}/${kind}`;
/** What series and templates may be held for. */
export const allKinds: readonly { id: string; procedure: string; paper: Paper }[] =
  procedures.flatMap(({ id, papers = [] }) =>
    papers.map((paper) => ({ id: kindId(id, paper.kind), procedure: id, paper })),
  );
/** 立卷的公文 The letters that open files, and are issued before there is one. */
export const openingKinds = allKinds.filter(({ paper }) => paper.opens !== undefined);
