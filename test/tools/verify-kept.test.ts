/** What the verifier says of a dossier that was kept, and of one from before the change of edition: no more than it has compared. */
import { expect, it } from 'vitest';
import { LOG_FORMAT, PROOF_FORMAT } from '../../domain/dossier/shapes.ts';
import { base64, hex, utf8 } from '../../domain/proof/bytes.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { firstEditionHash } from '../../domain/proof/first-edition.ts';
import { leafHash, sha256 } from '../../domain/proof/hashing.ts';
import { chain } from '../../domain/verify/chain.ts';
import { exitCode } from '../../domain/verify/findings.ts';
import { kept } from '../../domain/verify/kept.ts';
import type { Read } from '../../domain/verify/members.ts';
import { pathOf } from '../domain/proof/tree.ts';
import { keyOf, signedCheckpoint } from './fixtures/log.ts';

it('counts the leaves that it has found, and names how many of those kept are not in this dossier', () => {
  const log = keyOf('duban.example/v1/log/tj', 1);
  const texts = ['a', 'b', 'c'].map((name) => `{"name":"${name}"}`);
  const hashes = texts.map((text) => leafHash(utf8(text)));
  const note = signedCheckpoint(log.key.name, 3, [log], hashes);
  const leaves = texts.map((text, index) => ({
    kind: 'act',
    ref: text,
    index,
    text,
    hashes: pathOf(index, hashes).map(base64),
  })) as NonNullable<Read['log']>['leaves'];
  const said = (shown: number, asOf: Read['dossier']['asOf']) => {
    const read: Parameters<typeof kept>[0] = {
      checkpoint: note,
      log: { format: LOG_FORMAT, size: 3, leaves: leaves.slice(0, shown), later: [] },
      dossier: { asOf, made: { scope: 'full' } } as Read['dossier'],
    };
    const keys = { logs: [log.key], witnesses: [] };
    return [...kept(read, keys, { note, leaves, growth: undefined })].map(
      ({ state, say }) => `${state} ${say.en}`,
    );
  };
  const earlier = { asked: '1', seq: 1, at: '' };
  expect(said(3, null)[1]).toMatch(/^proved 3 leaves .* with the same texts\.$/);
  expect(said(1, earlier)[1]).toMatch(
    /^proved 1 leaves .*; 2 more are not in this dossier and were not compared\.$/,
  );
  expect(said(1, null)[1]).toMatch(/^wrong /);
});

it('does not call a register proved that goes up to before the change of edition: anybody can make its hashes', () => {
  const body = { whatever: 'somebody has written' };
  const bodyHash = hex(sha256(utf8(canonicalJson(body))));
  const said = { seq: 1, key: 'k', type: 't', clause: null, act: null, recordedAt: 1, prev: '' };
  const hash = firstEditionHash({ ...said, file: 'F', bodyHash, hash: '' });
  const read: Parameters<typeof chain>[0] = {
    register: {
      format: PROOF_FORMAT,
      file: 'F',
      head: hash,
      entries: [{ ...said, body, bodyHash, edition: 1, salt: null, hash }],
    },
    dossier: {
      file: 'F',
      asOf: { asked: '1', seq: 1, at: '' },
      made: { scope: 'full' },
    } as Read['dossier'],
  };
  const findings = [...chain(read)];
  expect(findings.map(({ state }) => state)).toEqual(['proved', 'missing']);
  expect(exitCode(findings)).toBe(3);
});
