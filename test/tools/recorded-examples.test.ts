/** What is kept of the exchanges that the tests have: one, whole. */
import { expect, it } from 'vitest';
import { fuller } from '../setup/examples.ts';

const answered = (body: unknown) => ({ status: '200', body });

it('request and answer are of one exchange, whichever of the two is the fuller one elsewhere', () => {
  const long = { request: { words: 'as long as it gets' }, answer: answered({ n: 1 }) };
  const full = { request: { words: 'x' }, answer: answered({ n: 1, more: 'than before' }) };
  expect(fuller(fuller({}, long), full)).toEqual(full);
  expect(fuller(fuller({}, full), long)).toEqual(full);
  // What tests attack with is kept neither way.
  expect(fuller(long, { ...full, request: { words: '<script>' } })).toEqual(long);
});

it('of an act the fuller request', () => {
  const [short, long] = [{ request: { a: 1 } }, { request: { a: 1, b: 2 } }];
  expect(fuller(short, long)).toEqual(long);
  expect(fuller(long, short)).toEqual(long);
});
