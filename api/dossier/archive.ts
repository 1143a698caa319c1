/** 压缩包 The members of a dossier as one ZIP, each made when its turn comes: what is written is not held, and never two histories at a time. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { htmlOf } from '../../domain/dossier/html.ts';
import { readmeOf } from '../../domain/dossier/readme.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import { docxOf } from './docx.ts';
import type { Made } from './made.ts';
import type { VerifierScript } from './verifier-script.ts';

type Text = string | Uint8Array | Iterable<string> | AsyncIterable<string>;
interface Member {
  name: string;
  make: () => Text | Promise<Text>;
}

function membersOf(
  { dossier, json, paper, proof, histories }: Made,
  verifier: VerifierScript,
): Member[] {
  return [
    { name: 'README.txt', make: () => readmeOf(dossier, verifier.sha256) },
    { name: 'dossier.json', make: () => json },
    { name: '案卷.html', make: () => htmlOf(paper()) },
    { name: '案卷.docx', make: () => docxOf(paper()) },
    ...proof.map(({ name, text }) => ({ name, make: () => text })),
    ...histories.map(({ name, text }) => ({ name, make: text })),
    { name: 'verify.mjs', make: () => verifier.text },
  ];
}

export function archiveOf(made: Made, verifier: VerifierScript): NodeJS.ReadableStream {
  const zip = new ZipFile();
  const sums: string[] = [];
  const options = { mtime: new Date(parseInstant(made.dossier.made.at)!), mode: 0o100644 };
  const add = ({ name, make }: Member): void =>
    zip.addReadStreamLazy(name, options, (take) => {
      Promise.resolve()
        .then(make)
        .then((text) =>
          take(
            null,
            counted(text, (hash) => sums.push(`${hash}  ${name}\n`)),
          ),
        )
        .catch((error: unknown) => zip.emit('error', error));
    });
  for (const member of membersOf(made, verifier)) add(member);
  add({ name: 'SHA256SUMS', make: () => sums.join('') });
  zip.end();
  // A member that cannot be made ends the answer where it is: what has begun can't become a problem any more.
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
  return zip.outputStream;
}

/** The bytes of a member, and their hash once they have gone. */
function counted(text: Text, done: (hash: string) => void): Readable {
  const hash = createHash('sha256');
  const pieces = typeof text === 'string' || text instanceof Uint8Array ? [text] : text;
  return Readable.from(
    (async function* () {
      for await (const piece of pieces) {
        const bytes = Buffer.from(piece as string);
        hash.update(bytes);
        yield bytes;
      }
      done(hash.digest('hex'));
    })(),
  );
}
