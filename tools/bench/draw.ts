/** `npm run bench:draw`: a draw from 100,000 objects in 160 strata with 200 officers, step by step; then its verification from the text. Needs nothing running. */
import { cpus } from 'node:os';
import { canonicalize } from '../../domain/draw/canonical.ts';
import { drawn } from '../../domain/draw/draw.ts';
import { secretHashOf, statementHashOf } from '../../domain/draw/hashing.ts';
import { ALGORITHM, type Statement } from '../../domain/draw/record.ts';
import { refuseStatement } from '../../domain/draw/statement.ts';
import { recordOf } from '../../domain/draw/steps.ts';
import { verify } from '../../domain/draw/verify.ts';
import { holdsAll } from '../../domain/draw/finding.ts';
import { readCommand } from '../command.ts';

readCommand({
  usage:
    'npm run bench:draw\n  a draw from 100,000 objects in 160 strata with 200 officers, step by step, and its verification; needs nothing running',
});

const pad = (n: number): string => String(n).padStart(6, '0');
const classes = ['A', 'B', 'C', 'D', 'unknown'];
const secret = 'ab'.repeat(32);

function population(size: number, count: number, team: number): Statement {
  return {
    algorithm: ALGORITHM,
    draw: 'bench',
    bureau: 'bench',
    clause: 'QY-6.2',
    body: 'bench.supervision',
    contributor: 'bench.discipline',
    committedAt: '2026-01-05T09:00:00+08:00',
    revealBy: '2026-01-06T09:00:00+08:00',
    listsOn: { objects: '2026-01-04', officers: '2026-01-04' },
    rule: { version: 'bench.1', weights: { A: 50, B: 100, C: 150, D: 200 }, team, most: size },
    count,
    quotas: [],
    objects: Array.from({ length: size }, (_, i) => ({
      id: `o-${pad(i)}`,
      territory: `t-${pad(i % 32)}`,
      class: classes[(i * 7) % 5]!,
      places: i % 50 === 0 ? 0 : 2,
      barredBy: null,
    })),
    targets: [],
    officers:
      team === 0
        ? []
        : Array.from({ length: 200 }, (_, i) => ({
            id: `p-${pad(i)}`,
            territories: [i % 4 === 0 ? '*' : `t-${pad(i % 32)}`],
            load: 0,
          })),
    recusals: [],
    repeats: [],
    follows: null,
    secretHash: secretHashOf(secret),
  };
}

/** CPU time of this process (its garbage collector's threads included): what the neighbours do is not measured. */
function timed<T>(name: string, what: () => T, runs = 5): T {
  const times: number[] = [];
  let last: T;
  for (let i = 0; i < runs; i += 1) {
    const from = process.cpuUsage();
    last = what();
    const { user, system } = process.cpuUsage(from);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  console.log(
    `  ${name.padEnd(58)} ${times[Math.floor(runs / 2)]!.toFixed(0).padStart(6)} ms  (${times[0]!.toFixed(0)}–${times.at(-1)!.toFixed(0)})`,
  );
  return last!;
}

console.log(
  `npm run bench:draw: ${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}; CPU time, median of 5 (least–most)`,
);
for (const [count, team] of [
  [5_000, 2],
  [97_000, 0],
] as const) {
  const statement = population(100_000, count, team);
  console.log(
    `100,000 objects, 160 strata, ${count.toLocaleString('en')} drawn${team ? ', teams of 2 from 200 officers' : ', no officers'}`,
  );
  const contribution = {
    body: 'bench.discipline',
    number: '01234567890123456789',
    at: '2026-01-05T10:00:00+08:00',
  };
  const shown = { secret, at: '2026-01-05T11:00:00+08:00' };
  timed('is the statement sound', () => refuseStatement(statement));
  timed('hash of the statement', () => statementHashOf(statement));
  timed('the draw itself', () => drawn(statement, 'cd'.repeat(32)));
  const record = timed('reveal: hashes, seed, draw, hash of the record', () =>
    recordOf(statement, contribution, shown),
  );
  const text = canonicalize(record);
  const findings = timed(
    `verify from the text (${(text.length / 1e6).toFixed(1)} MB)`,
    () => verify(text),
    3,
  );
  if (!holdsAll(findings)) throw new Error('the bench drew something that does not verify');
}
