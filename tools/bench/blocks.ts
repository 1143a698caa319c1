/** Blocks of files, ours and the bare client's in turn, each with its time, its CPU by process and its statements. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ran, Run } from './bare-client.ts';
import type { Plan } from './bare-workflow.ts';
import type { Harness } from './harness.ts';
import { cpu, minus, type Figures } from './meter.ts';
import { statements, type Statements } from './statements.ts';
import type { Carried } from './referrals.ts';

export interface Block {
  kind: 'ours' | 'bare';
  files: number;
  seconds: number;
  cpu: Figures;
  statements: Statements;
  ids: string[];
  ms: number[];
  openMs: number[];
}

/** What trails behind the last file (visibility, closing) belongs to its block. */
const TRAIL = 1_500;

async function measured(
  harness: Harness,
  kind: Block['kind'],
  files: number,
  work: () => Promise<Carried>,
): Promise<Block> {
  const pids = kind === 'ours' ? harness.ours : harness.theirs;
  const before = { cpu: cpu(pids), statements: await statements(harness.superuser) };
  const began = performance.now();
  const carried = await work();
  const seconds = (performance.now() - began) / 1000;
  await sleep(TRAIL);
  const after = { cpu: cpu(pids), statements: await statements(harness.superuser) };
  const { ours, temporal } = after.statements;
  return {
    kind,
    files,
    seconds,
    cpu: minus(after.cpu, before.cpu),
    statements: {
      ours: ours - before.statements.ours,
      temporal: temporal - before.statements.temporal,
    },
    ...carried,
  };
}

/** Who opens files and carries them to their ends. */
export interface Carrier {
  carry(files: number, width: number): Promise<Carried>;
}
export const oursBlock = (
  harness: Harness,
  carrier: Carrier,
  files: number,
  width: number,
): Promise<Block> => measured(harness, 'ours', files, () => carrier.carry(files, width));

/** One bare file for each, or one for each plan where a file of ours leaves another behind. */
export const bareBlock = (
  harness: Harness,
  plan: Plan | readonly Plan[],
  files: number,
  width: number,
): Promise<Block> =>
  measured(harness, 'bare', files, async () => {
    const carried: Carried = { ids: [], ms: [], openMs: [] };
    for (const one of [plan].flat() as Plan[]) {
      const response = await fetch(`${harness.bare}/run`, {
        method: 'POST',
        body: JSON.stringify({ files, width, plan: one } satisfies Run),
      });
      if (!response.ok) throw new Error(await response.text());
      const { ids, ms } = (await response.json()) as Ran;
      carried.ids.push(...ids);
      carried.ms.push(...ms);
    }
    return carried;
  });
