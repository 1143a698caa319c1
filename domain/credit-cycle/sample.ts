/**
 * 样例 What a rule looks like. Its numbers are invented: 冀医保规〔2020〕3号, whose thresholds count (QHD-2.4c), is not at hand, and no number stands in the code as
 * law. A bureau that tries the system out registers it; every grading by it says that it is a sample.
 */
import type { RuleTable } from './rule.ts';

export const sampleRule: RuleTable & { title: string; sample: true; objectionDays: number } = {
  title: '样例规则（数字为虚构，不是法定标准）',
  sample: true,
  objectionDays: 15,
  columns: [
    { id: 'serious', name: '严重失信行为次数', polarity: 'bad', classes: ['serious'] },
    { id: 'general', name: '一般失信行为次数', polarity: 'bad', classes: ['general'] },
    { id: 'grave', name: '情节特别严重的次数', polarity: 'bad', gravities: ['grave'] },
  ],
  lines: [
    {
      when: {
        serious: { from: 0, until: 0 },
        general: { from: 0, until: 0 },
        grave: { from: 0, until: 0 },
      },
      grade: 'A',
    },
    {
      when: {
        serious: { from: 0, until: 0 },
        general: { from: 1, until: 2 },
        grave: { from: 0, until: 0 },
      },
      grade: 'B',
    },
    {
      when: {
        serious: { from: 0, until: 0 },
        general: { from: 3, until: null },
        grave: { from: 0, until: 0 },
      },
      grade: 'C',
    },
    { when: { serious: { from: 1, until: 2 }, grave: { from: 0, until: 0 } }, grade: 'C' },
    { when: { serious: { from: 3, until: null }, grave: { from: 0, until: 0 } }, grade: 'D' },
    { when: { serious: { from: 0, until: 1 }, grave: { from: 1, until: 1 } }, grade: 'C' },
    { when: { serious: { from: 2, until: null }, grave: { from: 1, until: 1 } }, grade: 'D' },
    { when: { grave: { from: 2, until: null } }, grade: 'D' },
  ],
};
