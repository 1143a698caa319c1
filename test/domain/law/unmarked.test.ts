/** What people enter is plain text wherever the Web UI reads Markdown. */
import { expect, it } from 'vitest';
import { startOf } from '../../../api/intake/procedures.ts';
import { unmarked, unmarkedIn } from '../../../domain/law/unmarked.ts';

const hostile =
  '`x` [去这里](//evil.example/1) <img src=x> **b** | ~~s~~ \\# https://evil.example\n\n# 标题';

it('marks nothing up, in a code span and outside, and links nowhere', () => {
  expect(unmarked(hostile)).not.toMatch(/[`*[\]<>|\\~!#\n]|:\/\//);
  expect(unmarked('JYJ-2026-008 津医监案字〔2026〕第12号 o_x.y i-yy-1')).toBe(
    'JYJ-2026-008 津医监案字〔2026〕第12号 o_x.y i-yy-1',
  );
  expect(unmarkedIn({ a: ['`'], n: 1, none: null })).toEqual({ a: ['｀'], n: 1, none: null });
});

const letter = {
  receivedAt: 1_790_000_000_000,
  facts: { missing: [{ material: hostile, promisedOn: hostile }] },
};
const all = {
  bureau: 'tj',
  file: 'f',
  letter,
  subject: { kind: 'result', id: hostile },
  item: hostile,
  items: [hostile],
  type: 'credit',
  kind: 'business-licence',
  approvedOn: hostile,
  basis: { number: hostile },
  rule: { version: 1 },
  units: {
    accepting: hostile,
    supervising: hostile,
    inspecting: hostile,
    handling: hostile,
    author: hostile,
    coordinator: hostile,
    convener: hostile,
    body: hostile,
    contributor: hostile,
    reporter: hostile,
    'payment-division': hostile,
    'supervision-body': hostile,
  },
  departments: [{ department: hostile, results: 1 }],
  days: { from: hostile, until: hostile },
  risk: hostile,
  case: hostile,
  cascade: hostile,
  cause: 'licence',
  about: { file: hostile, item: hostile },
  inspection: hostile,
  grounds: [hostile],
  direction: 'A',
  clause: 'QY-6.1',
  statementHash: hostile,
  objects: 1,
  count: 1,
  year: 2026,
  planned: [1],
  onSite: true,
  wakesOn: hostile,
};

it.each([
  'rapid-response',
  'coordination-issue',
  'commitment-case',
  'implementing-rules',
  'inspection-draw',
  'licence-revocation',
  'inspection',
  'enforcement-complaint',
  'inspection-programme',
  'special-inspection',
  'result-revocation',
])('the summary of %s shows it as it is', (procedure) => {
  const { summary, details } = startOf({ ...all, procedure });
  for (const text of [summary, details]) expect(text).not.toMatch(/\]\(|<img|\*\*b|~~s|:\/\/|\n# /);
  // Code spans are opened and closed by us alone.
  expect((details.match(/`/g) ?? []).length % 2).toBe(0);
});
