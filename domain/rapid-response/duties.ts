/**
 * 快速反应 Who owes what to whom, within which limit, under which paragraph of Annex 1.
 * Paragraph 一 governs institutions, paragraph 二 practitioners; the two are parallel but not the same.
 */
import { annexOf } from './basis.ts';
import { decisionDuties } from './decision-duties.ts';
import { letterDuties } from './letter-duties.ts';
import type { Settings } from './settings.ts';
import { suspensionDuties } from './suspension-duties.ts';
import type { SubjectKind } from './terms.ts';

export function dutiesFor(subject: SubjectKind, settings: Settings) {
  const annex = annexOf(subject);
  return {
    ...suspensionDuties(annex, settings),
    ...decisionDuties(annex, settings),
    ...letterDuties(annex),
  };
}
export type Duties = ReturnType<typeof dutiesFor>;
