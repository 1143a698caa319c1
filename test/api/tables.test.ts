/** Cursors, tags and tables by themselves. */
import type { Request } from 'express';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { csv, escapedCell } from '../../api/http/csv.ts';
import { paged, readCursor, writeCursor } from '../../api/http/cursor.ts';
import { expected, strongTag, tagged, weakTag } from '../../api/http/etag.ts';
import { Problem } from '../../api/http/problems.ts';
import { bilingual } from '../../api/http/fields.ts';
import { problemBody } from '../../api/http/problem-answer.ts';
import { instant } from '../../domain/time/instant.ts';

describe('csv', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    'disarms %j',
    (text) => expect(escapedCell(text)).toBe(`'${text}`),
  );
  it.each(['', 'a=b', '天津', ' =1', '1-2'])('leaves %j', (text) =>
    expect(escapedCell(text)).toBe(text),
  );

  it('no cell of any text begins like a formula, and all text comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
        const lines = csv([['列', (text: string) => text]], texts);
        expect(lines.startsWith('\uFEFF"列"\r\n')).toBe(true);
        const body = lines.slice('\uFEFF"列"\r\n'.length);
        const cells = [...body.matchAll(/"((?:[^"]|"")*)"\r\n/g)].map(([, cell]) =>
          cell!.replaceAll('""', '"'),
        );
        expect(cells).toEqual(texts.map(escapedCell));
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
      { numRuns: 100 },
    );
  });

  it('numbers stay numbers, also negative ones; nothing is an empty cell', () => {
    expect(csv([['n', (n: number | null) => n]], [-5, null])).toBe('\uFEFF"n"\r\n-5\r\n""\r\n');
  });
});

describe('cursors', () => {
  const shape = z.strictObject({ after: z.string() });
  it('come back as they went out', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (after) => {
        const cursor = writeCursor({ after });
        expect(cursor).toMatch(/^[A-Za-z0-9_-]*$/);
        expect(readCursor(cursor, shape)).toEqual({ after });
      }),
    ));

  it('anything else is refused, never a fault', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          readCursor(text, shape);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    ));

  it('a page knows whether there is a next one', () => {
    expect(paged([1, 2, 3], 2, (n) => n)).toEqual({ items: [1, 2], next: writeCursor(2) });
    expect(paged([1, 2], 2, (n) => n)).toEqual({ items: [1, 2], next: null });
    expect(paged([], 2, (n) => n)).toEqual({ items: [], next: null });
  });
});

describe('If-None-Match', () => {
  const asking = (header: string | undefined): Request =>
    ({ get: () => header }) as unknown as Request;
  const tag = weakTag({ a: 1 });
  it.each([tag, tag.slice(2), `"x", ${tag}`, `${tag},"x"`, '*', ' * '])(
    '%s: the client has it',
    (header) => {
      expect(tagged(asking(header), { body: { a: 1 } })).toEqual({
        status: 304,
        headers: { ETag: tag, 'Cache-Control': 'private, no-cache' },
      });
    },
  );
  it.each([undefined, '', '"x"', 'W/"x"', tag.slice(0, -2)])('%s: it has not', (header) => {
    expect(tagged(asking(header), { body: { a: 1 }, headers: { Link: 'x' } })).toEqual({
      body: { a: 1 },
      headers: { Link: 'x', ETag: tag, 'Cache-Control': 'private, no-cache' },
    });
  });
});

describe('If-Match, strong comparison (RFC 9110 §13.1.1)', () => {
  const tag = strongTag({ a: 1 });
  it.each([tag, ` ${tag} `, `"x", ${tag}`, `W/"x",${tag}`, `${tag},"x,y"`, '*', ' * '])(
    '%s: what stands is what is expected',
    (header) => expect(expected(header, tag)).toBe(true),
  );
  it.each([
    '',
    '"x"',
    `W/${tag}`,
    tag.slice(1, -1),
    `"x, ${tag.slice(1)}`,
    '"*"',
    `${tag.slice(0, -1)}x"`,
  ])('%s: it is not', (header) => expect(expected(header, tag)).toBe(false));
  it.each(['*', tag])('%s: nothing stands', (header) =>
    expect(expected(header, undefined)).toBe(false),
  );
});

it('tags are weak, and differ when the content does', () => {
  expect(weakTag({ a: 1 })).toMatch(/^W\/"[\w-]{22}"$/);
  expect(weakTag({ a: 1 })).not.toBe(weakTag({ a: 2 }));
  expect(weakTag({ a: 1 })).toBe(`W/${strongTag({ a: 1 })}`);
});

it('a refusal keeps clause, sentence and what would be lawful, with the instant in +08:00', () => {
  const refusal = {
    code: 'no-legal-basis',
    clause: 'X-11',
    say: { zh: '甲', en: 'A' },
    lawful: { zh: '乙', en: 'B' },
    earliest: instant(Date.parse('2026-11-22T00:00:00Z')),
  };
  expect(problemBody(Problem.refused(refusal), 'en', 'id')).toEqual({
    type: '/problems/no-legal-basis',
    title: 'No instrument in force binds the bureau',
    status: 422,
    detail: 'A',
    code: 'no-legal-basis',
    instance: 'urn:uuid:id',
    zh: '甲',
    en: 'A',
    clause: 'X-11',
    clauseTitle: { zh: '本系统规则 X-11', en: 'rule X-11 of this system' },
    lawful: { zh: '乙', en: 'B', earliest: '2026-11-22T08:00:00+08:00' },
  });
});

it('every default sentence of zod has both languages and echoes no value', () => {
  const shape = z.strictObject({
    a: z.int().min(3),
    b: z.enum(['x', 'y']),
    c: z.string().max(2),
    d: z.iso.date(),
    e: z.array(z.boolean()).min(1),
  });
  const read = shape.safeParse(
    { a: 1.5, b: 'SECRET', c: 'SECRET', d: 'SECRET', e: [], f: 'SECRET' },
    { error: bilingual },
  );
  const messages = read.error!.issues.map(({ message }) => message);
  expect(messages.length).toBeGreaterThanOrEqual(6);
  for (const message of messages) {
    expect(message).toMatch(/^.*\p{Script=Han}.* \| [^\p{Script=Han}]+$/u);
    expect(message).not.toContain('SECRET');
  }
});

it('a problem says what would be lawful also where the case says nothing more exact', () => {
  expect(problemBody(new Problem('not-found'), 'zh', 'id').lawful).toEqual({
    zh: '核对编号和地址；各地址见 /docs。',
    en: 'Check the id and the address; the addresses are at /docs.',
  });
  expect(problemBody(new Problem('conflict'), 'zh', 'id').lawful).toBeUndefined();
  expect(
    problemBody(new Problem('not-found', { lawful: { zh: '乙', en: 'B' } }), 'zh', 'id').lawful,
  ).toEqual({ zh: '乙', en: 'B' });
});

it('a field that is not given is said to be required', () => {
  const read = z
    .strictObject({
      a: z.string(),
      b: z.array(z.string({ error: '甲 | A' })),
      c: z.enum(['x', 'y']),
    })
    .safeParse({ b: [1] }, { error: bilingual });
  expect(read.error!.issues.map(({ message }) => message)).toEqual([
    '必填 | This is required',
    '甲 | A',
    '必填 | This is required',
  ]);
});
