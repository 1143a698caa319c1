/** 实施细则的内容 The six sections of article 13; 等 leaves room for more. Constants without zod (for workflows). */
import type { Sentence } from '../law/refusal.ts';

/** 受理部门和监管部门名称 is filled in by naming the departments themselves; the other five are text. */
export const sections = {
  departments: {
    zh: '受理部门和监管部门名称',
    en: 'the accepting and the supervising departments',
  },
  materials: { zh: '承诺材料情况', en: 'the materials promised' },
  content: { zh: '监管内容', en: 'what is supervised' },
  method: { zh: '监管方式', en: 'how it is supervised' },
  procedure: { zh: '监管程序', en: 'the procedure of supervision' },
  suggestion: { zh: '处理建议', en: 'the suggestions on handling' },
} as const satisfies Record<string, Sentence>;
export type Section = keyof typeof sections;
export const sectionIds = Object.keys(sections) as [Section, ...Section[]];
export type TextSection = Exclude<Section, 'departments'>;
export const textSections = sectionIds.filter((id): id is TextSection => id !== 'departments');

/** Who accepts and who supervises, as the rule names them. */
export type Pair = {
  accepting: string;
  supervising: string;
};
