/** Secrets at rest, waiting times, ids. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { webhookId } from '../../api/outbox/message.ts';
import { readSeal, Seal } from '../../api/intake/sealing.ts';

describe('seal', () => {
  const [a, b] = [randomBytes(32), randomBytes(32)];
  it('opens what it sealed, never twice the same text, and nothing shows', () => {
    const seal = new Seal([a]);
    const [one, two] = [seal.seal('whsec_abc', 'receiver:x'), seal.seal('whsec_abc', 'receiver:x')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('whsec');
    expect(seal.open(one, 'receiver:x')).toBe('whsec_abc');
  });
  it('opens nothing for another context, under another key, or when a character differs', () => {
    const sealed = new Seal([a]).seal('secret', 'receiver:x');
    expect(() => new Seal([a]).open(sealed, 'receiver:y')).toThrow();
    expect(() => new Seal([b]).open(sealed, 'receiver:x')).toThrow();
    const [version, id, iv, text, tag] = sealed.split('.') as [
      string,
      string,
      string,
      string,
      string,
    ];
    const spoilt = (part: string) =>
      part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`;
    for (const wrong of [
      [version, id, spoilt(iv), text, tag],
      [version, id, iv, spoilt(text), tag],
      [version, id, iv, text, spoilt(tag)],
      [version, id, iv, text, tag.slice(0, 6)],
      ['s2', id, iv, text, tag],
    ]) {
      expect(() => new Seal([a]).open(wrong.join('.'), 'receiver:x')).toThrow();
    }
  });
  it('after a rotation of the key the first seals, and the old one still opens', async () => {
    const old = new Seal([a]).seal('secret', 'c');
    const both = (await readSeal({
      DUBAN_SEALING_KEY: `${b.toString('base64')}, ${a.toString('base64')}`,
    }))!;
    expect(both.open(old, 'c')).toBe('secret');
    expect(new Seal([b]).open(both.seal('secret', 'c'), 'c')).toBe('secret');
  });
  it('needs keys of 32 bytes; without any there is none', async () => {
    await expect(readSeal({ DUBAN_SEALING_KEY: 'c2hvcnQ=' })).rejects.toThrow(/32 bytes/);
    expect(await readSeal({})).toBeUndefined();
  });
});

it('an id is one of receiver, file, number and content', () => {
  const entry = { file: 'RR-A.tj.2026-00001', seq: 1, hash: 'h' };
  const ids = [
    webhookId('a', entry),
    webhookId('b', entry),
    webhookId('a', { ...entry, seq: 2 }),
    webhookId('a', { ...entry, file: 'x' }),
    webhookId('a', { ...entry, hash: 'g' }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(webhookId('a', { ...entry })).toBe(ids[0]);
  for (const id of ids) expect(id).toMatch(/^msg_[\w-]{32}$/);
});
