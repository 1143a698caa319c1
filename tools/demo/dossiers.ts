/** 核验案卷 Fetches dossiers as a regulator does and has each verified, with nothing but the archive and the keys: what a court does years later. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recount } from '../../domain/recount/compare.ts';
import { exitCode, type Finding } from '../../domain/verify/findings.ts';
import { verifyWhole } from '../../domain/verify/index.ts';
import { recounting } from '../recount/bundle.ts';
import { mintOfficerToken } from '../token.ts';
import { membersOf } from '../verify/archive.ts';
import { wordsOfDocx } from '../verify/docx.ts';
import { cell } from './print.ts';
import type { Harness } from './harness.ts';

/** A head is signed within half a minute, and the witness looks after it. */
const PATIENCE = 120_000;

export interface VerifiedDossier {
  file: string;
  bytes: number;
  /** Milliseconds, medians where it was done several times. */
  made: number;
  verified: number;
  code: 0 | 1 | 3;
  findings: readonly Finding[];
  /** Records of skipped time: the recount names them as early unless the register's clock is moved along. */
  moved: number;
}

export class Dossiers {
  readonly #harness: Harness;
  readonly #bureau: string;
  readonly #officer: string;
  #recount: Recount | undefined;

  /** As this officer of this bureau reads them. */
  constructor(harness: Harness, bureau: string, officer: string) {
    [this.#harness, this.#bureau, this.#officer] = [harness, bureau, officer];
  }

  /** Until everything that the file has written is under a cosigned head; what is wrong stays wrong however often it is asked. */
  async verified(file: string): Promise<VerifiedDossier> {
    for (const since = Date.now(); ;) {
      await this.#harness.log.witness(this.#harness.api, this.#bureau);
      const one = await this.#once(file);
      const later = one.findings.filter(({ state }) => state === 'missing' || state === 'wrong');
      const waits = later.every(({ point }) => ['tree', 'leaves', 'witnesses'].includes(point));
      if (one.code === 0 || !waits || Date.now() - since > PATIENCE) return one;
      await sleep(1_000);
    }
  }

  /** The same three times, as `typical` tells it: one time tells of the machine's other work. */
  async measured(file: string): Promise<VerifiedDossier> {
    const all: VerifiedDossier[] = [];
    for (let n = 0; n < 3; n += 1) all.push(await this.verified(file));
    return typical(all);
  }

  async #once(file: string): Promise<VerifiedDossier> {
    const asked = performance.now();
    const archive = await this.#fetch(file);
    const made = performance.now() - asked;
    this.#recount ??= await recounting();
    let moved = 0;
    const recount = this.#harness.skipped.recounting(this.#recount, (n) => (moved += n));
    const findings: Finding[] = [];
    const begun = performance.now();
    const given = { ...this.#harness.log.keys, documents: undefined, wordsOfDocx };
    for await (const one of verifyWhole(
      { ...given, members: membersOf(archive) },
      recount,
      Date.now(),
    ))
      findings.push(one);
    const verified = performance.now() - begun;
    const code = exitCode(findings);
    return { file, bytes: archive.length, made, verified, code, findings, moved };
  }

  async #fetch(file: string): Promise<Uint8Array> {
    const { api, stack } = this.#harness;
    const purpose = encodeURIComponent('演示：核验案卷');
    const answer = await fetch(`${api}/v1/files/${file}/dossier?purpose=${purpose}`, {
      headers: { Authorization: `Bearer ${await mintOfficerToken(stack, this.#officer, 1)}` },
    });
    if (!answer.ok) throw new Error(`dossier of ${file}: ${answer.status} ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

/** The first that did not hold, or the last, with the medians of all. */
export function typical(all: readonly VerifiedDossier[]): VerifiedDossier {
  const median = (of: 'made' | 'verified'): number =>
    all.map((one) => one[of]).sort((a, b) => a - b)[all.length >> 1]!;
  const one = all.find(({ code }) => code !== 0) ?? all.at(-1)!;
  return { ...one, made: median('made'), verified: median('verified') };
}

/** A line for each; whatever is not proved, in full; and an error where anything is not. */
export function printDossiers(all: readonly VerifiedDossier[]): void {
  const ms = (of: number): string => `${Math.round(of)} ms`;
  for (const one of all) {
    console.log(
      `   ${one.code === 0 ? '✓' : '✗'} ${cell(one.file, 26)} ${cell(`${Math.round(one.bytes / 1024)} KB`, 8)} 制作 made ${cell(ms(one.made), 9)} 核验 verified ${cell(ms(one.verified), 9)} 快进 skipped ${one.moved}`,
    );
    if (one.code !== 0)
      for (const { state, say, details } of one.findings)
        if (state === 'wrong' || state === 'missing')
          console.log(
            [`      ${say.zh}`, `      ${say.en}`, ...details.map((l) => `        ${l}`)].join(
              '\n',
            ),
          );
  }
  const largest = all.toSorted((a, b) => b.bytes - a.bytes)[0];
  const longest = Math.max(...all.map(({ made }) => made));
  console.log(
    `   最大 largest ${largest?.file} ${Math.round((largest?.bytes ?? 0) / 1024)} KB ${ms(largest?.made ?? 0)}；制作最长 longest to make ${ms(longest)}\n` +
      '   时间由演示快进，台账却按真实时间记载：凡“快进”各条，按演示自己快进的多少、一点不多地往前推算，其余一概不放过。\n' +
      '   The demonstration skips time, and the register is dated by the wall: of each record of skipped time the clock was moved along by as much as was skipped, and no further;\n' +
      '   npm run verify knows nothing of that, and would name these records as early.',
  );
  const failed = all.filter(({ code }) => code !== 0);
  if (failed.length > 0)
    throw new Error(`核验不通过 not verified: ${failed.map(({ file }) => file).join(', ')}`);
}
