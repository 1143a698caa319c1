import { expect, it } from 'vitest';
import { summaryOf } from '../../../domain/commitment-case/summary.ts';

const opening = {
  type: 'credit',
  item: 'xy-02',
  subject: { id: 'R-1' },
  approvedOn: '2026-11-20',
  units: { accepting: 'tj.jjzx', supervising: 'tj.jgc' },
} as const;
const promised = (n: number) => ({
  facts: {
    missing: Array.from({ length: n }, (_, i) => ({
      material: `m-${i + 1}`,
      promisedOn: '2026-12-20',
    })),
  },
});

it('TJ84-9.1 the summary names what is missing and until when it is promised, and the rule that binds', () => {
  const { summary, details, unit } = summaryOf({
    ...opening,
    letter: promised(1),
    rule: { version: 2 },
  });
  expect([summary, unit]).toEqual(['承诺制事项：xy-02（一制三化信用承诺制）', 'tj.jjzx']);
  expect(details.split('\n').slice(-3)).toEqual([
    '- 受理 accepting: `tj.jjzx` · 监管 supervising: `tj.jgc`',
    '- 暂缺材料 missing: `m-1`（承诺 promised 2026-12-20）',
    '- 实施细则 implementing rule: 第 2 版',
  ]);
});

it('nothing missing, no rule; a long list is cut and counted', () => {
  expect(summaryOf(opening).details.split('\n').at(-1)).toBe(
    '- 受理 accepting: `tj.jjzx` · 监管 supervising: `tj.jgc`',
  );
  expect(summaryOf({ ...opening, letter: promised(21) }).details).toMatch(
    /`m-20`（承诺 promised 2026-12-20） 等 21 项$/,
  );
  expect(summaryOf({ ...opening, letter: promised(20) }).details).not.toContain('等');
});

it('TJ84-17/18 the summary names the instrument of the day of approval', () => {
  expect(summaryOf(opening).details).toContain('津医保局发〔2021〕84号');
  expect(
    summaryOf({ ...opening, basis: { number: '津医保局发〔2019〕55号' } }).details,
  ).not.toContain('84号');
});
