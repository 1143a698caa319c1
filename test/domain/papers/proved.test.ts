/** 公文 What the verifier of a dossier says of the papers that lie beside it. */
import { expect, it } from 'vitest';
import { documents } from '../../../domain/verify/documents.ts';

const entry = (type: string, body: Record<string, unknown> | null) => ({
  seq: 1,
  key: type,
  type,
  clause: null,
  act: null,
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

it('X-9: a paper is proved by its page or its document against the register, and missed where neither lies there', () => {
  const two = [paper(1), paper(2), entry('opened', {}), entry('paper-issued', null)];
  expect(found(two, ['h1', 'd2'])).toEqual([['documents', 'proved', []]]);
  expect(found(two, ['h1', 'x'])).toEqual([['documents', 'missing', ['函〔2026〕2号 F.P2 d2']]]);
  // Nobody has said where they lie; none was issued; none may be seen.
  expect(found(two)).toEqual([]);
  expect(found([entry('paper-issued', null)], ['x'])).toEqual([]);
});
