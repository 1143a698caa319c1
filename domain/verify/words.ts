/** 只凭本局所称 What of a dossier stands in no leaf, collected from it: names, and what is not kept in the register. Whoever makes the dossier anew needs it. */
import type { Dossier } from '../dossier/shapes.ts';
import { erasedMark } from '../dossier/withheld.ts';
import { canonicalJson } from '../proof/canonical.ts';
import type { SourceNames, Sources } from '../dossier/sources.ts';
import { parseInstant } from '../time/civil-date.ts';

export const at = (text: string): number => parseInstant(text) ?? Number.NaN;
const maybeAt = (text: string | null): number | null => (text === null ? null : at(text));

/** Whoever is named anywhere is called so everywhere: what is called otherwise in one place differs there from what is made anew. */
export function namesIn(dossier: Dossier): SourceNames {
  const units = new Map<string, string>();
  const officers = new Map<string, string>();
  const note = (map: Map<string, string>, id: unknown, name: unknown): void => {
    if (typeof id === 'string' && typeof name === 'string' && !map.has(id)) map.set(id, name);
  };
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach(look);
    const { officer, unit, name, unitName } = value as Record<string, unknown>;
    if (officer !== undefined) {
      note(officers, officer, name);
      note(units, unit, unitName);
    } else if (unit !== undefined) note(units, unit, name);
    // What acts and settings say is no name of ours.
    for (const [field, one] of Object.entries(value))
      if (field !== 'payload' && field !== 'settings') look(one);
  };
  look(dossier);
  const { bureau, subject } = dossier.cover;
  return { bureau: bureau.name, subject: subject?.name ?? null, units, officers };
}

export const gatesIn = ({ gates }: Dossier): Sources['gates'] =>
  gates.items.map(({ article: _article, decidedAt, ...gate }) => ({
    ...gate,
    decidedAt: maybeAt(decidedAt),
  }));

export const attemptsIn = ({ attempts }: Dossier): Sources['attempts'] => ({
  items: attempts.items.map(({ at: when, title: _title, by, ...attempt }) => ({
    ...attempt,
    at: at(when),
    officer: by.officer,
    unit: by.unit,
  })),
  counted: attempts.counted.map(({ lastAt, ...count }) => ({ ...count, lastAt: at(lastAt) })),
});

export const cutIn = ({ asOf, cover }: Dossier): Sources['cut'] =>
  asOf
    ? { asked: asOf.asked, seq: asOf.seq, at: at(asOf.at), complete: cover.stage !== null }
    : undefined;

/** Words of the act were erased by order: only its binding is left (the entry `content-erased` says so). */
export function isErased(act: string, { acts }: Dossier): boolean {
  const found = acts.find(({ id }) => id === act);
  const mark = found && canonicalJson(erasedMark(found.hash));
  return found?.withheld.some((one) => canonicalJson(one) === mark) ?? false;
}
