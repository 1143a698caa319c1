/** 重放 A dossier as somebody has it: its histories are replayed and its life is counted again; and a corpus of whole files, against the code as it is. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Bureau, Matter, people } from '../commitment-case/acts.ts';
import { asked } from '../dossier/reading.ts';
import { quietRuntime } from '../setup/quiet-runtime.ts';
import { replay } from '../../tools/replay.ts';
import { readArchive } from '../../tools/replay/archive.ts';
import { bundlesAt } from '../../tools/replay/bundles.ts';
import type { Said } from '../../tools/replay/replaying.ts';

let bureau: Bureau;
let scratch: string;
beforeAll(async () => {
  quietRuntime();
  bureau = await Bureau.open();
  scratch = await mkdtemp(join(tmpdir(), 'duban-dossiers-'));
});
afterAll(async () => {
  await rm(scratch, { recursive: true });
  await bureau.close();
});

interface Recorded {
  file: string;
  runs: { run: string; history: object }[];
}

it('every run of the recorded files replays against the code as it is', async () => {
  const folder = fileURLToPath(new URL('../dossiers/', import.meta.url));
  const recorded = await Promise.all(
    (await readdir(folder)).map(
      async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Recorded,
    ),
  );
  const histories = recorded.flatMap(({ file, runs }) =>
    runs.map(({ history }) => ({ workflowId: file, history })),
  );
  const wrong: unknown[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: inject('stack').bundle! } },
    histories,
  ))
    if (error) wrong.push([workflowId, error.message]);
  expect(histories.length).toBeGreaterThanOrEqual(recorded.length);
  expect(wrong).toEqual([]);
}, 120_000);

describe('npm run replay', { timeout: 120_000 }, () => {
  let archive: Uint8Array;
  beforeAll(async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, { result: 'conforming' });
    await m.accept('feedback-receipt');
    await m.closed('conforming');
    await vi.waitFor(
      async () => {
        await bureau.service.background.histories.keep(m.file);
        expect((await m.register()).at(-1)!.type).toBe('history-kept');
      },
      { timeout: 20_000, interval: 200 },
    );
    archive = (await asked(bureau, people.regulator, m.file)).body as Uint8Array;
  }, 60_000);

  /** What is said of the archive when these members are others. */
  async function said(
    change: (name: string, text: string) => string = (_, text) => text,
    kept = inject('stack').bundle!,
  ): Promise<Said[]> {
    const members = Object.entries(unzipSync(archive)).map(
      ([name, bytes]): [string, Uint8Array] => [
        name,
        name.endsWith('.json') ? strToU8(change(name, strFromU8(bytes))) : bytes,
      ],
    );
    const path = join(scratch, 'dossier.zip');
    await writeFile(path, zipSync(Object.fromEntries(members)));
    const bundle = inject('stack').bundle!;
    return replay(await readArchive(path), await bundlesAt(kept), bundle);
  }
  /** Time is skipped in tests, so the file happens after it was recorded: that alone is found in what is sound. */
  const real = (all: readonly Said[]): Said[] =>
    all.map((one) => {
      const details = one.details.filter((detail) => !detail.startsWith('early '));
      const only = one.details.length > 0 && details.length === 0;
      return { ...one, details, holds: only ? true : one.holds };
    });

  it('of a sound dossier: its run goes the same way under both codes, and its life comes out as it stands', async () => {
    const all = real(await said());
    expect(all.map(({ holds }) => holds)).toEqual([true, true, true]);
    expect(all[1]!.say.en).toContain('the code that ran it');
    expect(all[2]!.say.zh).toMatch(/^按今日程序重算：\d+ 条台账/);
  });

  it('a history whose events were changed goes another way', async () => {
    const all = await said((name, text) =>
      name.startsWith('history/')
        ? text.replaceAll('EVENT_TYPE_TIMER_STARTED', 'EVENT_TYPE_MARKER_RECORDED')
        : text,
    );
    expect(all[0]).toMatchObject({ holds: false });
    expect(all[0]!.details).toHaveLength(1);
  });

  it('a due instant that was changed is named, and so is code that is not at hand', async () => {
    const other = join(scratch, 'other.js');
    await writeFile(other, `${await readFile(inject('stack').bundle!, 'utf8')}\n// another build`);
    const all = real(
      await said(
        (name, text) =>
          name === 'dossier.json' ? text.replace(/("duties":\[\{.*?"due":")\d{4}/, '$12099') : text,
        other,
      ),
    );
    expect(all.map(({ holds }) => holds)).toEqual([true, false]);
    expect(all[1]!.details).toEqual([expect.stringMatching(/^duty \S+ due: 40\d+ → \d+$/)]);
  });

  it('what is no dossier cannot be read', async () => {
    const path = join(scratch, 'none.zip');
    await writeFile(path, zipSync({ 'dossier.json': strToU8('{}') }));
    await expect(readArchive(path)).rejects.toThrow(/format/);
  });
});
