/** 实施细则 The forms as they are submitted, and what of them the engine is told. The rule's text stays in the payload and in its registry. */
import { z } from 'zod';
import {
  periodStarts,
  type PeriodStart,
  type RulePeriod,
} from '../commitment-case/rule-periods.ts';
import { itemId } from '../commitment-case/registries.ts';
import { documentNo } from '../law/form-fields.ts';
import { sides } from '../commitment-case/terms.ts';
import { day, document, instantText, line, unitId } from '../law/shapes.ts';
import { parseInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { sectionIds, sections, textSections, type Section } from './sections.ts';
import { formFor, type Forms, type ActFacts } from '../law/forms.ts';
import {
  countersignature,
  portalUpdate,
  rulePublication,
  ruleReview,
  ruleRevision,
  type Acts,
} from './acts.ts';
import type { FactsOf } from '../law/acts.ts';

const at = (text: string): Instant => parseInstant(text)!;
const remarks = line(2000).optional();
/** Paragraphs: lines and tabs, no other control characters. */
const prose = z
  .string()
  .trim()
  .max(10_000)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, { error: '不得含控制字符 | No control characters' });
/** What article 13 demands may be left out of the form: its absence is refused under the article, not as bad input. */
const text = prose.optional();
const extra = z.strictObject({ title: line(100), text: prose.min(1) });

export const sectionsShape = z
  .strictObject({
    departments: z
      .array(z.strictObject({ accepting: unitId, supervising: unitId }))
      .max(500)
      .optional()
      .meta({
        description:
          '受理部门和监管部门 Who accepts and who supervises, as the service list has them',
      }),
    materials: text,
    content: text,
    method: text,
    procedure: text,
    suggestion: text,
    extra: z
      .array(extra)
      .max(50)
      .optional()
      .meta({ description: '其他内容（等） Further sections' }),
  })
  .meta({
    id: 'RuleSections',
    description: `第十三条 ${Object.values(sections)
      .map(({ zh }) => zh)
      .join('、')}`,
  });
export type RuleSections = z.output<typeof sectionsShape>;

/** A period never comes without its unit, nor without the section that sets it, nor without what it counts from. */
const periodFrom = <S extends readonly [PeriodStart, ...PeriodStart[]]>(starts: S) =>
  z.strictObject({
    count: z.int().min(1).max(3660),
    unit: z.enum(['hours', 'calendar-days', 'working-days', 'months']),
    section: line(100).meta({
      description: `期限所在条目：${sectionIds.join('、')}，或者其他内容的标题 The section that sets it, or the title of a further one`,
    }),
    from: z.enum(starts).meta({
      description:
        '起算：收到推送、收到分发、检查结束 From what it counts: receipt of the push, of the distribution, end of the check',
    }),
  });
const checkPeriodShape = periodFrom(['push', 'distribution']).meta({
  id: 'RuleCheckPeriod',
});
const feedbackPeriodShape = periodFrom(periodStarts).meta({ id: 'RuleFeedbackPeriod' });
type StatedPeriod = z.output<typeof feedbackPeriodShape>;

const isSection = (id: string): id is Section => Object.hasOwn(sections, id);
const labelOf = (section: string): string => (isSection(section) ? sections[section].zh : section);
const periodOf = ({ count, unit, section, from }: StatedPeriod): RulePeriod => ({
  limit: { unit, count },
  section: labelOf(section),
  from,
});

export const missingOf = (s: RuleSections): Section[] => [
  ...((s.departments?.length ?? 0) === 0 ? ['departments' as const] : []),
  ...textSections.filter((id) => !s[id]),
];

const ruleShape = z.strictObject({
  documentNo,
  document,
  publishedAt: instantText.meta({ description: '发布时间 When it was published' }),
  effectiveFrom: day.meta({ description: '施行日期 From when it holds' }),
  sections: sectionsShape,
  check: checkPeriodShape.optional().meta({ description: '检查期限 The period for the check' }),
  feedback: feedbackPeriodShape
    .optional()
    .meta({ description: '反馈期限 The period for the feedback' }),
  reason: line(2000).optional().meta({ description: '调整理由 Why; a new version needs it' }),
  remarks,
});

function factsOfRule(p: z.output<typeof ruleShape>): ActFacts<FactsOf<typeof rulePublication>> {
  const titles = new Set((p.sections.extra ?? []).map(({ title }) => title));
  const stated = [p.check, p.feedback].filter((period) => period !== undefined);
  return {
    occurredAt: at(p.publishedAt),
    facts: {
      effectiveFrom: p.effectiveFrom,
      missing: missingOf(p.sections),
      departments: p.sections.departments ?? [],
      reasonGiven: p.reason !== undefined,
      documentHash: p.document.sha256,
      unsectioned: stated
        .map(({ section }) => section)
        .filter((section) => !isSection(section) && !titles.has(section)),
      ...(p.check && { check: periodOf(p.check) }),
      ...(p.feedback && { feedback: periodOf(p.feedback) }),
    },
  };
}

export const forms = {
  'rule-publication': formFor(rulePublication, ruleShape, factsOfRule),
  'rule-revision': formFor(ruleRevision, ruleShape, factsOfRule),
  'portal-update': formFor(
    portalUpdate,
    z.strictObject({
      updatedAt: instantText,
      document: document.meta({ description: '更新的证据 Proof of the update' }),
      remarks,
    }),
    (p) => ({ occurredAt: at(p.updatedAt), facts: { documentHash: p.document.sha256 } }),
  ),
  countersignature: formFor(
    countersignature,
    z.strictObject({ version: z.int().min(1).max(10_000), side: z.enum(sides), remarks }),
    (p) => ({ facts: { version: p.version, side: p.side } }),
  ),
  'rule-review': formFor(
    ruleReview,
    z.strictObject({
      outcome: z.enum(['keep', 'revise']),
      findings: line(4000),
      document: document.optional(),
    }),
    (p) => ({ facts: { outcome: p.outcome } }),
  ),
} satisfies Forms<Acts>;

/** 实施细则立卷 What POST /v1/implementing-rules takes. */
export const openingShape = z.strictObject({
  item: itemId,
  author: unitId
    .optional()
    .meta({ description: '制定部门，默认本单位 The author; the caller’s unit by default' }),
  remarks,
});
export type OpeningPayload = z.output<typeof openingShape>;
