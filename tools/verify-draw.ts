/**
 * 核验抽查 `npm run verify-draw -- record.json [--committed <hash>] [--number <digits>] [--previous first.json --previous second.json]`:
 * recomputes a draw from its published record alone (docs/draw.md). Exit code 0: all holds; 1: something does not; 2: nothing to read.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCommand } from './command.ts';
import type { DrawRecord } from '../domain/draw/record.ts';
import { readRecord, verify } from '../domain/draw/verify.ts';
import { holdsAll, type Finding } from '../domain/draw/finding.ts';

const mark = ({ holds }: Finding): string => (holds === undefined ? '…' : holds ? '✓' : '✗');

/** Records before, each verified by itself; a broken link is no link. */
function previous(texts: readonly string[]): DrawRecord[] | Finding[] {
  const records: DrawRecord[] = [];
  for (const [i, text] of texts.entries()) {
    const findings = verify(text, i === 0 ? {} : { chain: records.slice(0, i) }).filter(
      ({ holds }) => holds === false,
    );
    const record = readRecord(text);
    if (findings.length > 0 || !('reveal' in record)) return findings;
    records.push(record);
  }
  return records;
}

const recordOptions = {
  committed: { type: 'string' },
  number: { type: 'string' },
  previous: { type: 'string', multiple: true },
} as const;

export function verifyDraw(argv: readonly string[], say: (line: string) => void): number {
  let text: string;
  let noted: { statementHash?: string; number?: string; chain?: DrawRecord[] };
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: recordOptions,
      allowPositionals: true,
    });
    if (positionals.length !== 1) throw new Error('npm run verify-draw -- record.json');
    text = readFileSync(positionals[0]!, 'utf8');
    const before = previous((values.previous ?? []).map((path) => readFileSync(path, 'utf8')));
    const broken = before.filter((one): one is Finding => 'check' in one);
    for (const one of broken) say(`✗ 前一记录：${one.say.zh} The record before: ${one.say.en}`);
    if (broken.length > 0) return 1;
    noted = {
      ...(values.committed && { statementHash: values.committed }),
      ...(values.number && { number: values.number }),
      ...(before.length > 0 && { chain: before as DrawRecord[] }),
    };
  } catch (error) {
    say(`✗ 无法读取。Cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const findings = verify(text, noted);
  for (const finding of findings) say(`${mark(finding)} ${finding.say.zh} ${finding.say.en}`);
  const sound = holdsAll(findings);
  say(
    sound
      ? '核验通过：结果可由公布的记录重算得出。Verified: the result follows from the published record.'
      : '核验不通过。Not verified.',
  );
  return sound ? 0 : 1;
}

const usage = `npm run verify-draw -- record.json [--committed HASH] [--number DIGITS] [--previous first.json --previous second.json]
  recomputes a draw from its published record alone (docs/draw.md)
  exit code 0: all holds; 1: something does not; 2: nothing to read`;
if (process.argv[1]?.endsWith('verify-draw.ts')) {
  readCommand({ usage, options: recordOptions, words: [1, 1] });
  process.exitCode = verifyDraw(process.argv.slice(2), (line) => console.log(line));
}
