/** 公文 What the verifier of a dossier says of the papers that lie beside it. */
import { expect, it } from 'vitest';
import { documents } from '../../../domain/verify/documents.ts';

const entry = (
  type: string,
  body: Record<string, unknown> | null,
  { seq = 1, act = null }: { seq?: number; act?: string | null } = {},
) => ({
  seq,
  key: type,
  type,
  clause: null,
  act,
  body,
  bodyHash: '',
  edition: 2,
  salt: null,
  recordedAt: 0,
  prev: '',
  hash: '',
});
const paper = (n: number) =>
  entry('paper-issued', {
    paper: `F.P${n}`,
    number: `函〔2026〕${n}号`,
    html: `h${n}`,
    docx: `d${n}`,
  });
const found = (entries: ReturnType<typeof entry>[], beside?: string[]) =>
  [
    ...documents(
      { dossier: { documents: { items: [] } }, register: { entries } },
      beside && new Set(beside),
    ),
  ].map(({ point, state, details }) => [point, state, details]);

it('X-9: a paper is proved by its page and its document against the register, and missed where neither lies there', () => {
  const two = [paper(1), paper(2), entry('opened', {}), entry('paper-issued', null)];
  expect(found(two, ['h1', 'd1', 'h2', 'd2'])).toEqual([['documents', 'proved', []]]);
  // The one file proves itself alone: the other may be anything.
  expect(found(two, ['h1', 'd2'])).toEqual([
    ['documents', 'proved', ['函〔2026〕1号 F.P1 html', '函〔2026〕2号 F.P2 docx']],
  ]);
  expect(found(two, ['h1', 'd1', 'x'])).toEqual([
    ['documents', 'missing', ['函〔2026〕2号 F.P2 d2']],
    ['documents', 'proved', []],
  ]);
  // Nobody has said where they lie; none was issued; none may be seen.
  expect(found(two)).toEqual([['documents', 'word', []]]);
  expect(found([entry('paper-issued', null)], ['x'])).toEqual([]);
});

it('X-9: what was erased by order is not missed, and what does not stand any more is named', () => {
  const order = (body: Record<string, unknown>, act: string | null = null) =>
    entry('content-erased', body, { seq: 2, act });
  expect(found([paper(1), order({ paper: 'F.P1' })], ['x'])).toEqual([
    ['documents', 'word', ['函〔2026〕1号 F.P1']],
  ]);
  // Of an act: a paper from before may be gone with it, and none that was issued later.
  expect(found([paper(1), order({ act: 'a' }, 'a')], ['x'])).toEqual([
    ['documents', 'word', ['函〔2026〕1号 F.P1']],
  ]);
  const later = { ...paper(2), seq: 3 };
  expect(found([order({ act: 'a' }, 'a'), later], ['x'])).toEqual([
    ['documents', 'missing', ['函〔2026〕2号 F.P2 d2']],
  ]);
  const second = paper(2);
  const replacing = { ...second, body: { ...second.body, replaces: 'F.P1' } };
  const withdrawn = entry('paper-withdrawn', { paper: 'F.P2' });
  expect(found([paper(1), replacing, withdrawn], ['h1', 'd1', 'h2', 'd2'])).toEqual([
    ['documents', 'proved', []],
    [
      'documents',
      'proved',
      ['函〔2026〕1号 F.P1 已被代替 replaced', '函〔2026〕2号 F.P2 作废 withdrawn'],
    ],
  ]);
});
