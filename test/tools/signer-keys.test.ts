/** What the signer signs with: files, programs as an HSM has them, a key service; and two of them while one takes the place of the other. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { base64, utf8 } from '../../domain/proof/bytes.ts';
import { checkpointText } from '../../domain/proof/checkpoint.ts';
import { ed25519FromSeed, publicKeyFromPem } from '../../domain/proof/ed25519.ts';
import { keyFromText, keyText, noteKey } from '../../domain/proof/note-keys.ts';
import { growthText } from '../../domain/proof/witness.ts';
import { noteFromText, noteText, noteVerifier, verified } from '../../domain/proof/note.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { identity } from '../../tools/engine/identity.ts';
import { Heads } from '../../tools/kept/heads.ts';
import { commandKey } from '../../tools/signer/command-key.ts';
import { readKeys } from '../../tools/signer/keys.ts';
import { Signing, beginLog } from '../../tools/signer/signing.ts';
import { growth, head, keyOf, seedOf } from './fixtures/log.ts';

const temporary = makeTemporaryFolder();
afterAll(() => removeTemporaryFolder(temporary));
const folder = (): string => mkdtempSync(join(temporary.folder, 'k-'));
const file = (within: string, name: string, text: string, mode: number): string => {
  const path = join(within, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

const origin = 'duban.example/v1/log/b-1';
const own = keyOf(origin, 1);
const next = keyOf(origin, 2);
const text = checkpointText(head(origin, 3));

/** Keys that openssl made: an Ed25519 key in PKCS #8, with its public half as our programs name it. */
function opensslKey(within: string): { pem: string; named: string } {
  const pem = join(within, 'key.pem');
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', pem], { stdio: 'pipe' });
  chmodSync(pem, 0o400);
  const key = noteKey(origin, publicKeyFromPem(readFileSync(pem, 'utf8')));
  return { pem, named: keyText(key) };
}

async function isSigned(line: string): Promise<boolean> {
  const [signatory] = await readKeys(line, {});
  const signatures = [await signatory!.sign(text)];
  const note = noteFromText(noteText({ text, signatures }))!;
  return verified(note, [noteVerifier(signatory!.key)]).verified;
}

describe('a file', () => {
  it('as Go’s tools keep it, and in PKCS #8 with its name beside it', async () => {
    const within = folder();
    expect(await isSigned(`file:${file(within, 'go', `${own.text}\n`, 0o400)}`)).toBe(true);
    const { pem, named } = opensslKey(within);
    expect(await isSigned(`${named}@file:${pem}`)).toBe(true);
    await expect(readKeys(`file:${pem}`, {})).rejects.toThrow(/a key without a name/);
    await expect(readKeys(`${keyText(own.key)}@file:${pem}`, {})).rejects.toThrow(/is not the key/);
  });

  it.each([0o440, 0o404, 0o600 | 0o020])('that others may reach (%o) is not read', async (mode) => {
    const path = file(folder(), 'go', own.text, mode);
    await expect(readKeys(`file:${path}`, {})).rejects.toThrow(/others may read it/);
  });
});

describe('a program', () => {
  it('openssl signs', async () => {
    const within = folder();
    const { pem, named } = opensslKey(within);
    // It must know how long the message is, so it reads a file.
    const script = `#!/bin/sh -e
message=$(mktemp)
trap 'rm -f "$message"' EXIT
cat >"$message"
openssl pkeyutl -sign -rawin -inkey ${pem} -in "$message" | base64 -w 0
`;
    const sign = file(within, 'sign', script, 0o700);
    expect(await isSigned(`${named}@command:${sign}`)).toBe(true);
    // The name says another key than the one that signs.
    await expect(isSigned(`${keyText(own.key)}@command:${sign}`)).rejects.toThrow(/another key/);
  });

  it('one that hangs is ended, with all that it has started', async () => {
    const within = folder();
    const pid = join(within, 'pid');
    const script = `#!/bin/sh\nsleep 600 &\necho $! >${pid}\nwait\n`;
    const sign = commandKey(file(within, 'hangs', script, 0o700));
    await expect(sign(utf8(text))).rejects.toThrow(/no answer in 5000 ms/);
    await expect.poll(() => identity(Number(readFileSync(pid, 'utf8')))).toBeUndefined();
  });

  it.each([
    ['ends without having read', 'exit 3', /ended with 3/],
    ['answers something else', 'cat >/dev/null; echo nothing', /no base64/],
    ['answers without an end', 'cat >/dev/null; exec yes', /too much/],
    [
      'signs another text',
      `cat >/dev/null; echo ${base64(own.pair.sign(utf8('x')))}`,
      /something else/,
    ],
  ])('one that %s has signed nothing', async (_how, body, why) => {
    const sign = file(folder(), 'sign', `#!/bin/sh\n${body}\n`, 0o700);
    await expect(isSigned(`${keyText(own.key)}@command:${sign}`)).rejects.toThrow(why);
  });

  it('one that is not there says so', async () => {
    await expect(isSigned(`${keyText(own.key)}@command:/nowhere/sign`)).rejects.toThrow(/ENOENT/);
  });
});

describe('a key service', () => {
  it('knows us by our certificate, and is known by its own', async () => {
    const within = folder();
    const certificate = (name: string): { cert: string; key: string } => {
      const [key, cert] = [join(within, `${name}.key`), join(within, `${name}.pem`)];
      const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
      const name_ = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
      execFileSync('openssl', [...args, '-nodes', '-keyout', key, '-out', cert, ...name_], {
        stdio: 'pipe',
      });
      return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
    };
    const [service, signer] = [certificate('service'), certificate('signer')];
    const server = createServer(
      { ...service, ca: signer.cert, requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          if (request.url === '/refuses') response.writeHead(500).end();
          else response.end(`${base64(own.pair.sign(Buffer.concat(parts)))}\n`);
        });
      },
    );
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const signed = async (path: string, certificates: object): Promise<number> => {
      const [signatory] = await readKeys(`${keyText(own.key)}@${address}${path}`, certificates);
      return (await signatory!.sign(text)).id;
    };
    try {
      expect(await signed('/sign', { ...signer, ca: service.cert })).toBe(own.key.id);
      await expect(signed('/refuses', { ...signer, ca: service.cert })).rejects.toThrow(/500/);
      await expect(signed('/sign', { ca: service.cert })).rejects.toThrow();
      await expect(signed('/sign', signer)).rejects.toThrow(/self-signed/);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
  });
});

describe('while one key takes the place of another', () => {
  it('both sign, a line each; and where one cannot, nothing is answered', async () => {
    const within = folder();
    const heads = await Heads.open(join(within, 'state.json'));
    await beginLog(heads, origin);
    const lines = [own, next].map(({ text }, i) => `file:${file(within, `${i}`, text, 0o400)}`);
    const keys = await readKeys(lines.join('\n'), {});
    const asked = (from: number, to: number): string =>
      growthText(growth(origin, from, to), checkpointText(head(origin, to)));
    const answer = await new Signing(keys, heads).answer(asked(0, 3));
    if (answer.status !== 200) throw new Error(String(answer.status));
    const note = noteFromText(noteText({ text, signatures: answer.signatures }))!;
    for (const { key } of [own, next])
      expect(verified(note, [noteVerifier(key)])).toMatchObject({
        verified: true,
        by: [{ id: key.id }],
      });

    const away = `${keyText(next.key)}@command:/nowhere/sign`;
    const half = new Signing(await readKeys(`${lines[0]}\n${away}`, {}), heads);
    expect(await half.answer(asked(3, 9))).toMatchObject({ status: 503 });
    // The one that could sign has perhaps signed: so of this size no other tree is signed any more.
    expect(await new Signing(keys, heads).answer(asked(9, 9))).toMatchObject({ status: 200 });
    await heads.close();
    expect(existsSync(join(within, 'state.json.lock'))).toBe(false);
  });
});

it('the public half of a key is read from the public file of an HSM, too', () => {
  const within = folder();
  const { pem, named } = opensslKey(within);
  const out = execFileSync('openssl', ['pkey', '-in', pem, '-pubout'], { encoding: 'utf8' });
  expect(keyText(noteKey(origin, publicKeyFromPem(out)))).toBe(named);
  expect(keyFromText(named)!.publicKey).not.toEqual(ed25519FromSeed(seedOf(1)).publicKey);
});
