/** Signed notes, checkpoints and cosignatures: the published examples, and what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64,
  fromBase64,
  fromDecimal,
  fromHex,
  fromUtf8,
  utf8,
} from '../../../domain/proof/bytes.ts';
import { checkpointFromText, checkpointText } from '../../../domain/proof/checkpoint.ts';
import { cosignature, cosignatureVerifier, cosignedAt } from '../../../domain/proof/cosignature.ts';
import { ed25519FromSeed, ed25519Verifier } from '../../../domain/proof/ed25519.ts';
import { EMPTY_ROOT } from '../../../domain/proof/hashing.ts';
import {
  isKeyName,
  keyFromText,
  keyText,
  noteKey,
  signingKeyFromText,
  signingKeyText,
} from '../../../domain/proof/note-keys.ts';
import {
  noteFromText,
  noteSignature,
  noteText,
  noteVerifier,
  signaturesIn,
  verified,
} from '../../../domain/proof/note.ts';

/** The example of golang.org/x/mod/sumdb/note. */
const neumann = {
  secret: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

it('a key is written as Go’s tools keep it', () => {
  const { secret, key } = neumann;
  const seed = fromBase64(secret.slice(secret.indexOf('+AYEK') + 1))!;
  expect(signingKeyText('PeterNeumann', seed.subarray(1))).toBe(secret);
  expect(keyText(signingKeyFromText(secret)!.key)).toBe(key);
  const witness = signingKeyText('w.example/1', seed.subarray(1), 'cosignature');
  expect(signingKeyFromText(witness)!.key.type).toBe('cosignature');
});

describe('Ed25519 (RFC 8032 §7.1)', () => {
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('seed %s', (seed, publicKey, message, signature) => {
    const pair = ed25519FromSeed(fromHex(seed)!);
    expect(pair.publicKey).toEqual(fromHex(publicKey));
    expect(pair.sign(fromHex(message)!)).toEqual(fromHex(signature));
    expect(ed25519Verifier(pair.publicKey)(fromHex(message)!, fromHex(signature)!)).toBe(true);
    expect(ed25519Verifier(pair.publicKey)(utf8('other'), fromHex(signature)!)).toBe(false);
    expect(ed25519Verifier(pair.publicKey)(fromHex(message)!, new Uint8Array(63))).toBe(false);
  });
});

describe('keys', () => {
  it('the published one is read, and written alike', () => {
    const { key, pair } = signingKeyFromText(neumann.secret)!;
    expect(keyText(key)).toBe(neumann.key);
    expect(keyFromText(neumann.key)).toEqual(key);
    expect(pair.publicKey).toEqual(key.publicKey);
  });

  it('a key of a witness has another id under the same name', () => {
    const { publicKey } = keyFromText(neumann.key)!;
    const cosigning = noteKey('PeterNeumann', publicKey, 'cosignature');
    expect(cosigning.id).not.toBe(keyFromText(neumann.key)!.id);
    expect(keyFromText(keyText(cosigning))).toEqual(cosigning);
    expect(() => noteVerifier(cosigning)).toThrow(TypeError);
    expect(() => cosignatureVerifier(keyFromText(neumann.key)!)).toThrow(TypeError);
  });

  it.each([
    '',
    'PeterNeumann',
    'PeterNeumann+c74f20a3',
    neumann.key.replace('c74f20a3', 'c74f20a4'),
    neumann.key.replace('c74f20a3', 'C74F20A3'),
    neumann.key.replace('PeterNeumann', 'Peter Neumann'),
    neumann.key.replace('PeterNeumann', 'PeterNeuman'),
    neumann.key.replace('+ARpc', '+Axpc'),
    neumann.key.slice(0, -4),
    `${neumann.key}\n`,
    `${neumann.key}=`,
    neumann.secret,
  ])('%j is no key', (text) => {
    expect(keyFromText(text)).toBeUndefined();
  });

  it.each([
    neumann.key,
    neumann.secret.replace('c74f20a3', 'c74f20a4'),
    neumann.secret.replace('+AYEK', '+AoEK'),
    neumann.secret.slice(0, -1),
  ])('%j signs nothing', (text) => {
    expect(signingKeyFromText(text)).toBeUndefined();
  });

  it.each(['', 'a b', 'a+b', 'a\nb', 'a\u00a0b', 'a\u3000b', 'a\u0085b', '\ud800'])(
    '%j is no name',
    (name) => {
      expect(isKeyName(name)).toBe(false);
      expect(() => noteKey(name, new Uint8Array(32))).toThrow(TypeError);
    },
  );
});

describe('notes', () => {
  const verifier = noteVerifier(keyFromText(neumann.key)!);
  const whole = `${neumann.text}\n${neumann.line}`;

  it('the published one is made and verified', () => {
    const { key, pair } = signingKeyFromText(neumann.secret)!;
    const signatures = [noteSignature(neumann.text, key, pair.sign)];
    expect(noteText({ text: neumann.text, signatures })).toBe(whole);
    const note = noteFromText(whole)!;
    expect(note.text).toBe(neumann.text);
    expect(verified(note, [verifier])).toMatchObject({
      verified: true,
      by: [{ name: 'PeterNeumann' }],
    });
  });

  it('signatures of unknown keys say nothing, in whatever order', () => {
    const other = ed25519FromSeed(new Uint8Array(32));
    const key = noteKey('PeterNeumann', other.publicKey);
    const line = noteText({
      text: neumann.text,
      signatures: [noteSignature(neumann.text, key, other.sign)],
    }).slice(neumann.text.length + 1);
    expect(verified(noteFromText(whole + line)!, [verifier]).verified).toBe(true);
    expect(verified(noteFromText(`${neumann.text}\n${line}${neumann.line}`)!, [verifier])).toEqual(
      verified(noteFromText(whole)!, [verifier]),
    );
    expect(verified(noteFromText(`${neumann.text}\n${line}`)!, [verifier])).toEqual({
      verified: false,
      why: 'nobody-known',
    });
    expect(verified(noteFromText(whole)!, [])).toEqual({ verified: false, why: 'nobody-known' });
  });

  it('one that is repeated counts once', () => {
    const verdict = verified(noteFromText(whole + neumann.line)!, [verifier]);
    expect(verdict.verified && verdict.by).toHaveLength(1);
  });

  it('two known keys of one name and id are not told apart', () => {
    expect(verified(noteFromText(whole)!, [verifier, verifier])).toEqual({
      verified: false,
      why: 'invalid-signature',
    });
  });

  it('a text with empty lines ends before the last one', () => {
    const { key, pair } = signingKeyFromText(neumann.secret)!;
    const text = 'one\n\n— two\n\nthree\n';
    const note = noteText({ text, signatures: [noteSignature(text, key, pair.sign)] });
    expect(noteFromText(note)!.text).toBe(text);
    expect(verified(noteFromText(note)!, [verifier]).verified).toBe(true);
  });

  it('every letter counts', () => {
    for (let i = 0; i < neumann.text.length - 1; i += 1) {
      const other = `${neumann.text.slice(0, i)}~${neumann.text.slice(i + 1)}`;
      expect(verified(noteFromText(`${other}\n${neumann.line}`)!, [verifier])).toEqual({
        verified: false,
        why: 'invalid-signature',
      });
    }
  });

  it.each([
    '',
    '\n',
    neumann.text,
    `${neumann.text}\n`,
    `${neumann.text}${neumann.line}`,
    whole.slice(0, -1),
    `${whole}\n`,
    whole.replace('— ', '- '),
    whole.replace('— ', '—'),
    whole.replace('x08g', ' x08g'),
    whole.replace('AM=\n', 'AM\n'),
    whole.replace('AM=\n', 'AN=\n'),
    `${neumann.text}\n— PeterNeumann x08goA==\n`,
    whole.replace('cryptography', 'crypto\tgraphy'),
    whole.replace('cryptography', 'crypto\rgraphy'),
    whole.replace('cryptography', 'crypto\ud800graphy'),
    `${neumann.text}\n${neumann.line.repeat(101)}`,
    `${'a'.repeat(1_000_000)}${whole}`,
  ])('is no note (%#)', (text) => {
    expect(noteFromText(text)).toBeUndefined();
  });

  it('sixteen signatures are read, and a hundred', () => {
    expect(noteFromText(`${neumann.text}\n${neumann.line.repeat(100)}`)?.signatures).toHaveLength(
      100,
    );
  });

  it('lines of signatures alone, as a witness answers', () => {
    expect(signaturesIn(neumann.line)).toHaveLength(1);
    expect(signaturesIn('')).toEqual([]);
    expect(signaturesIn(neumann.line.trim())).toBeUndefined();
    expect(signaturesIn(`${neumann.line}\n`)).toBeUndefined();
  });

  it('nothing is signed that could not be read', () => {
    for (const text of ['no line end', 'tab\t\n', '\ud800\n'])
      expect(() => noteText({ text, signatures: [] })).toThrow(TypeError);
  });
});

describe('checkpoints', () => {
  /** The example of C2SP tlog-checkpoint. */
  const text =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

  it('the published one is read, and written alike', () => {
    const checkpoint = checkpointFromText(text)!;
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(checkpointText(checkpoint)).toBe(text);
    const note = noteFromText(
      `${text}\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n`,
    )!;
    expect(note.text).toBe(text);
    expect(note.signatures.map(({ id }) => id.toString(16))).toEqual(['33de0ae', '8d66cf3f']);
    // The time that the specification signs for its example.
    expect(cosignedAt(note.signatures[1]!)).toBe(1_679_315_147);
  });

  it('of an empty tree', () => {
    const empty = checkpointText({ origin: 'o', size: 0, root: EMPTY_ROOT });
    expect(checkpointFromText(empty)).toEqual({ origin: 'o', size: 0, root: EMPTY_ROOT });
  });

  it('further lines of other logs are let stand', () => {
    expect(checkpointFromText(`${text}more\n`)).toEqual(checkpointFromText(text));
  });

  it.each([
    '',
    text.slice(0, -1),
    `\n${text}`,
    text.replace('20852163', '020852163'),
    text.replace('20852163', '-1'),
    text.replace('20852163', '1e3'),
    text.replace('20852163', '9007199254740993'),
    text.replace('20852163', ''),
    text.replace('2I=', '2J='),
    text.replace('CsUY', ''),
    `${text}\n`,
    `${text}\nmore\n`,
  ])('%j is none', (other) => {
    expect(checkpointFromText(other)).toBeUndefined();
  });

  it('none is written of what is no head', () => {
    const root = EMPTY_ROOT;
    expect(() => checkpointText({ origin: '', size: 0, root })).toThrow(TypeError);
    expect(() => checkpointText({ origin: 'a\nb', size: 0, root })).toThrow(TypeError);
    expect(() => checkpointText({ origin: 'a', size: -1, root })).toThrow(TypeError);
    expect(() => checkpointText({ origin: 'a', size: 0, root: root.subarray(1) })).toThrow(
      TypeError,
    );
  });
});

describe('cosignatures', () => {
  const pair = ed25519FromSeed(new Uint8Array(32).fill(3));
  const key = noteKey('witness.example/w1', pair.publicKey, 'cosignature');
  const text = checkpointText({ origin: 'o', size: 0, root: EMPTY_ROOT });
  const line = cosignature(text, 1_679_315_147, key, pair.sign);
  const note = { text, signatures: [line] };

  it('says when', () => {
    expect(cosignedAt(line)).toBe(1_679_315_147);
    expect(verified(note, [cosignatureVerifier(key)]).verified).toBe(true);
  });

  it('is of no other time, and of no other checkpoint', () => {
    const later = Uint8Array.from(line.bytes);
    later[7]! += 1;
    expect(cosignatureVerifier(key).verify(text, later)).toBe(false);
    expect(cosignatureVerifier(key).verify(text.replace('o\n', 'p\n'), line.bytes)).toBe(false);
    expect(cosignatureVerifier(key).verify(text, line.bytes.subarray(0, 8))).toBe(false);
    expect(cosignatureVerifier(key).verify(text, new Uint8Array(72).fill(255))).toBe(false);
  });

  it('is no signature of a log, and the other way round', () => {
    const asLog = noteKey(key.name, key.publicKey);
    expect(noteVerifier(asLog).verify(text, line.bytes.subarray(8))).toBe(false);
    const signed = noteSignature(text, asLog, pair.sign);
    const posing = Buffer.concat([line.bytes.subarray(0, 8), signed.bytes]);
    expect(cosignatureVerifier(key).verify(text, posing)).toBe(false);
  });
});

describe('spellings', () => {
  it('bytes have one text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(Buffer.from(fromBase64(base64(bytes))!).equals(bytes)).toBe(true);
      }),
    );
    for (const text of ['AA', 'AAA', 'AB==', 'A A=', 'AA==\n', '-_==', 'AAAA='])
      expect(fromBase64(text)).toBeUndefined();
    for (const text of ['a', 'AB', '0x00', 'zz']) expect(fromHex(text)).toBeUndefined();
    expect(fromHex('')).toHaveLength(0);
  });

  it('numbers have one text', () => {
    expect(fromDecimal('0')).toBe(0);
    expect(fromDecimal(String(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
    for (const text of ['', '00', '01', '+1', '-0', '1.0', ' 1', '１', '9007199254740992'])
      expect(fromDecimal(text)).toBeUndefined();
  });

  it('what is no UTF-8 is no text', () => {
    expect(fromUtf8(utf8('督办'))).toBe('督办');
    expect(fromUtf8(utf8('\ufeffa'))).toBe('\ufeffa');
    expect(fromUtf8(Uint8Array.of(0xc0, 0x80))).toBeUndefined();
  });
});
