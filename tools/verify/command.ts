/** 核验案卷 The command of the verifier, as `npm run verify` and as `verify.mjs` inside every dossier. It reads files and nothing else. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromBase64 } from '../../domain/proof/bytes.ts';
import { keyFromText, type NoteKey } from '../../domain/proof/note-keys.ts';
import { exitCode, type Finding } from '../../domain/verify/findings.ts';
import type { Recount } from '../../domain/recount/compare.ts';
import { verifyWhole } from '../../domain/verify/index.ts';
import type { Kept } from '../../domain/verify/kept.ts';
import { shapes } from '../../domain/verify/members.ts';
import { DOCUMENTS, hashesUnder, membersAt, NoDossier } from './archive.ts';
import { wordsOfDocx } from './docx.ts';

const usage = `npm run verify -- dossier.zip [--key KEY]… [--witness KEY]… [--checkpoint FILE [--consistency FILE]] [--documents FOLDER] [--json]
node verify.mjs dossier.zip …
  says what of a dossier is proved, from it alone (docs/dossier.md); the unpacked folder will do, too
  --key        the key of the bureau's log (name+id+key), as text or a file with a key a line; from elsewhere than the dossier
  --witness    the key of a witness who must have cosigned, likewise
  --checkpoint what you have kept from earlier: a signed head (GET /v1/log/…/checkpoint), or a dossier of this file; the log must go on from it
  --consistency  that it does, as the log answers (GET /v1/log/…/proofs/consistency?from=…&to=…); which one is said where it is missing
  --documents  where the documents lie that its acts name; 'documents' in or beside it unless said
  --json       the findings as JSON
  exit code 0: everything that can be proved is; 1: something does not hold; 2: it cannot be read;
            3: nothing is wrong, and something is not proved that could be`;

const options = {
  key: { type: 'string', multiple: true },
  witness: { type: 'string', multiple: true },
  checkpoint: { type: 'string' },
  consistency: { type: 'string' },
  documents: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function keysIn(given: readonly string[] = []): NoteKey[] {
  return given.flatMap((one) => {
    const text = existsSync(one) ? readFileSync(one, 'utf8') : one;
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        const key = keyFromText(line);
        if (!key) throw new NoDossier(`no key: ${line.slice(0, 80)}`);
        return key;
      });
  });
}

/** Where nobody has said, they lie in a folder of this name in the dossier's or beside it. */
function documentsAt(path: string, said: string | undefined): ReadonlySet<string> | undefined {
  const folder = said ?? join(path, lstatSync(path).isDirectory() ? '.' : '..', DOCUMENTS);
  return said !== undefined || existsSync(folder) ? hashesUnder(folder) : undefined;
}

/** A note, or a dossier with its note and its leaves; and the answer of the log about both. */
function keptAt(path: string | undefined, proof: string | undefined): Kept | undefined {
  if (path === undefined) {
    if (proof !== undefined) throw new NoDossier('--consistency: from which --checkpoint?');
    return undefined;
  }
  const growth = proof === undefined ? undefined : hashesIn(readFileSync(proof, 'utf8'));
  const whole = lstatSync(path).isDirectory() || readFileSync(path).subarray(0, 2).equals(ZIP);
  if (!whole) return { note: readFileSync(path, 'utf8'), leaves: [], growth };
  const { read, finding } = shapes(membersAt(path));
  if (!read?.log || read.checkpoint === undefined)
    throw new NoDossier(`--checkpoint ${path}: ${read ? 'no signed head' : finding.say.en}`);
  return { note: read.checkpoint, leaves: read.log.leaves, growth };
}

const ZIP = Buffer.from('PK');

function hashesIn(text: string): Uint8Array[] {
  const { hashes } = JSON.parse(text) as { hashes?: unknown };
  const found = Array.isArray(hashes) ? hashes.map((one) => fromBase64(String(one))) : undefined;
  if (!found?.every((one) => one !== undefined)) throw new NoDossier('--consistency: no proof');
  return found;
}

/** `recount`: lives a file's life again; it is asked only of what could be read. */
export async function verifyDossier(
  argv: readonly string[],
  say: (line: string) => void,
  recount: Recount,
): Promise<0 | 1 | 2 | 3> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (values.help) {
      say(usage);
      return 0;
    }
    if (positionals.length !== 1) throw new NoDossier(usage);
    const path = positionals[0]!;
    const given = {
      members: membersAt(path),
      logs: keysIn(values.key),
      witnesses: keysIn(values.witness),
      kept: keptAt(values.checkpoint, values.consistency),
      documents: documentsAt(path, values.documents),
      wordsOfDocx,
    };
    const findings: Finding[] = [];
    for await (const one of verifyWhole(given, recount, Date.now())) findings.push(one);
    const code = exitCode(findings);
    if (values.json) say(JSON.stringify({ code, findings }, undefined, 2));
    else for (const line of report(findings, code)) say(plain(line));
    return code;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    say(`✗ 无法读取。Cannot be read: ${plain(what, '\n')}`);
    return 2;
  }
}

/** What a dossier says may hold what a terminal obeys. */
const plain = (line: string, but = ''): string =>
  line.replaceAll(/\p{Cc}/gu, (one) =>
    one === but ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const marks = { proved: '✓', word: '○', missing: '…', wrong: '✗' } as const;
const verdicts = {
  0: '核验通过：凡能证明的都已证明；○ 为只凭本局所称的内容。Verified: everything that can be proved is; ○ rests on the word of the bureau.',
  1: '核验不通过。Not verified.',
  3: '没有发现不成立之处，但有能证明而未证明的（…）。Nothing is wrong, but something is not proved that could be (…).',
} as const;

const report = (findings: readonly Finding[], code: 0 | 1 | 3): string[] => [
  ...findings.flatMap(({ state, say, details }) => [
    `${marks[state]} ${say.zh}\n  ${say.en}`,
    ...(state === 'proved' ? [] : details.map((line) => `    ${line}`)),
  ]),
  '',
  verdicts[code],
];
