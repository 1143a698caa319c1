/** The hash chain of the register's second edition, told a second time: as docs/outbox.md says it, without the product's code. */
import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

export interface Hashed {
  file: string;
  seq: number;
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  body: Record<string, unknown>;
  bodyHash: string;
  salt: string | null;
  /** Milliseconds. */ recordedAt: number;
  prev: string;
  hash: string;
}

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** What `bodyHash` is of this content. */
function bodyHash(body: Record<string, unknown>, salt: string): string {
  const field = (name: string, value: unknown): string => {
    const own = sha256('duban/salt/1\n', Buffer.from(salt, 'hex'), name);
    return sha256('duban/field/1\n', own, canonicalize([name, value])).toString('hex');
  };
  const fields = Object.entries(body).map(([name, value]) => [name, field(name, value)]);
  const all = Object.fromEntries([...fields, ['', field('', null)]]) as object;
  return sha256(`duban/binding/1\n${canonicalize(all)}`).toString('hex');
}

const entryHash = ({
  file,
  seq,
  key,
  type,
  clause,
  act,
  bodyHash: body,
  recordedAt,
  prev,
}: Omit<Hashed, 'body' | 'salt' | 'hash'>): string =>
  sha256(
    Buffer.of(0),
    canonicalize({
      $: 'duban/entry/2',
      file,
      seq,
      key,
      type,
      clause,
      act,
      body,
      recordedAt,
      prev: prev || null,
    }),
  ).toString('hex');

/** What is wrong with the entries of a file; nothing when they hold. */
export function faultIn(entries: readonly Hashed[]): string | undefined {
  let prev = '';
  for (const [i, e] of entries.entries()) {
    if (e.seq !== i + 1) return `a gap before ${e.seq}`;
    if (e.prev !== prev) return `entry ${e.seq} does not follow the one before it`;
    if (!e.salt || e.bodyHash !== bodyHash(e.body, e.salt))
      return `the body of entry ${e.seq} is not what was hashed`;
    if (e.hash !== entryHash(e)) return `the hash of entry ${e.seq} is wrong`;
    prev = e.hash;
  }
  return undefined;
}
