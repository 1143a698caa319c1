/** What a witness answers, as C2SP tlog-witness has it. */
import { describe, expect, it } from 'vitest';
import { base64 } from '../../../domain/proof/bytes.ts';
import { checkpointText } from '../../../domain/proof/checkpoint.ts';
import { ed25519FromSeed } from '../../../domain/proof/ed25519.ts';
import { noteKey } from '../../../domain/proof/note-keys.ts';
import { noteSignature, noteText, noteVerifier } from '../../../domain/proof/note.ts';
import {
  NOTHING_COSIGNED,
  type WatchedLog,
  addCheckpointFromText,
  answerTo,
  answerToGrowth,
  growthText,
  signingFromText,
} from '../../../domain/proof/witness.ts';
import { consistencyOf, headOf, leavesOf } from './tree.ts';

const origin = 'duban.example/v1/log/b-1';
const pair = ed25519FromSeed(new Uint8Array(32).fill(1));
const key = noteKey(origin, pair.publicKey);
const all = leavesOf(20);
const other = all.with(0, all[19]!);

interface Asked {
  old: number;
  size: number;
  leaves?: Uint8Array[];
  proof?: readonly Uint8Array[];
  of?: string;
  signer?: typeof pair;
}

function body({ old, size, leaves = all, proof, of = origin, signer = pair }: Asked): string {
  const part = leaves.slice(0, size);
  const text = checkpointText({ origin: of, size, root: headOf(part) });
  const signatures = [noteSignature(text, key, signer.sign)];
  const hashes = proof ?? (old <= size ? consistencyOf(old, part) : []);
  return `${[`old ${old}`, ...hashes.map(base64)].join('\n')}\n\n${noteText({ text, signatures })}`;
}

const watched = (size: number): ReadonlyMap<string, WatchedLog> =>
  new Map([
    [
      origin,
      {
        verifiers: [noteVerifier(key)],
        cosigned: size === 0 ? NOTHING_COSIGNED : { size, root: headOf(all.slice(0, size)) },
      },
    ],
  ]);

const answered = (asked: Asked, cosigned: number) =>
  answerTo(addCheckpointFromText(body(asked)), watched(cosigned));

describe('a log that grows is cosigned', () => {
  it.each([
    [0, 0],
    [0, 7],
    [7, 8],
    [8, 20],
    [8, 8],
  ])('from %i to %i', (old, size) => {
    expect(answered({ old, size }, old)).toMatchObject({ status: 200, checkpoint: { size } });
  });
});

describe('everything else is refused', () => {
  it('an old size that is not what was cosigned: the answer says what is', () => {
    expect(answered({ old: 0, size: 9 }, 7)).toEqual({ status: 409, size: 7, fork: false });
    expect(answered({ old: 8, size: 9 }, 7)).toEqual({ status: 409, size: 7, fork: false });
    // An older backup: the log has gone back behind what was cosigned.
    expect(answered({ old: 5, size: 6 }, 7)).toEqual({ status: 409, size: 7, fork: false });
  });

  it('an old size beyond the new one', () => {
    expect(answered({ old: 9, size: 8 }, 9)).toEqual({ status: 400 });
  });

  it('another tree of the same size: both heads are signed, and prove it', () => {
    expect(answered({ old: 7, size: 7, leaves: other }, 7)).toEqual({
      status: 409,
      size: 7,
      fork: true,
    });
  });

  it('a tree in which an older leaf was changed', () => {
    expect(answered({ old: 7, size: 9, leaves: other }, 7)).toEqual({ status: 422 });
  });

  it('a proof of another step, or none, or too much', () => {
    expect(answered({ old: 7, size: 9, proof: consistencyOf(6, all.slice(0, 9)) }, 7)).toEqual({
      status: 422,
    });
    expect(answered({ old: 7, size: 9, proof: [] }, 7)).toEqual({ status: 422 });
    expect(answered({ old: 0, size: 9, proof: [all[0]!] }, 0)).toEqual({ status: 422 });
  });

  it('a log that nobody watches, and a signature of somebody else', () => {
    expect(answered({ old: 7, size: 9, of: 'other.example/log' }, 7)).toEqual({ status: 404 });
    const stranger = ed25519FromSeed(new Uint8Array(32).fill(9));
    expect(answered({ old: 7, size: 9, signer: stranger }, 7)).toEqual({ status: 403 });
  });

  it.each([
    '',
    'old 7',
    body({ old: 7, size: 9 }).replace('old 7', 'old 07'),
    body({ old: 7, size: 9 }).replace('old 7', 'OLD 7'),
    body({ old: 7, size: 9 }).replace('old 7\n', 'old 7\nAAAA\n'),
    body({ old: 7, size: 9 }).replace('old 7\n', `old 7\n${`${base64(all[0]!)}\n`.repeat(64)}`),
    body({ old: 7, size: 9 }).slice(0, -1),
    body({ old: 7, size: 9 }).replace(origin, ''),
  ])('a request of another form (%#)', (text) => {
    expect(answerTo(addCheckpointFromText(text), watched(7))).toEqual({ status: 400 });
  });

  it('a note that is no checkpoint', () => {
    const text = 'only\nwords\n';
    const note = noteText({ text, signatures: [noteSignature(text, key, pair.sign)] });
    expect(answerTo(addCheckpointFromText(`old 7\n\n${note}`), watched(7))).toEqual({
      status: 400,
    });
  });
});

describe('what the signer is asked', () => {
  const proof = consistencyOf(7, all.slice(0, 9));
  const text = checkpointText({ origin, size: 9, root: headOf(all.slice(0, 9)) });

  it('is read as it is written', () => {
    expect(signingFromText(growthText({ oldSize: 7, proof }, text))).toEqual({
      oldSize: 7,
      proof,
      checkpoint: { origin, size: 9, root: headOf(all.slice(0, 9)) },
    });
    expect(signingFromText(growthText({ oldSize: 0, proof: [] }, text))).toMatchObject({
      proof: [],
    });
  });

  it.each([
    ['a line more', `${text}more\n`],
    ['a line less', text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)],
    ['no last line end', text.slice(0, -1)],
    ['a signature below it', `${text}\n— a AAAAAAAA\n`],
    ['a second spelling of the size', text.replace('\n9\n', '\n09\n')],
    ['nothing', ''],
  ])('is nothing else than the three lines of a checkpoint: %s', (_what, below) => {
    expect(signingFromText(growthText({ oldSize: 7, proof }, below))).toBeUndefined();
  });

  it.each(['', text, `old 7\n${text}`, `old 7\nAAAA\n\n${text}`, `old -1\n\n${text}`])(
    'nor of another form (%#)',
    (body) => {
      expect(signingFromText(body)).toBeUndefined();
    },
  );
});

describe('the signer of a bureau, whose checkpoints nobody has signed yet', () => {
  const headAt = (size: number, leaves = all) => ({
    origin,
    size,
    root: headOf(leaves.slice(0, size)),
  });

  it('signs what goes on from what it has signed last, and nothing else', () => {
    const proof = consistencyOf(7, all.slice(0, 9));
    const step = { oldSize: 7, proof };
    expect(answerToGrowth(headAt(7), step, headAt(9)).status).toBe(200);
    // A tree that was built anew from tampered rows, and an older backup.
    expect(answerToGrowth(headAt(7), step, headAt(9, other)).status).toBe(422);
    const rebuilt = { oldSize: 7, proof: consistencyOf(7, other.slice(0, 9)) };
    expect(answerToGrowth(headAt(7), rebuilt, headAt(9, other)).status).toBe(422);
    expect(answerToGrowth(headAt(9), { oldSize: 5, proof: [] }, headAt(6))).toEqual({
      status: 409,
      size: 9,
      fork: false,
    });
  });
});
