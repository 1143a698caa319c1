/** 样例机构 The institutions of the year: imported, with caps and credit classes, and what was inspected there before. */
import { randomInt } from 'node:crypto';
import { creditCheckCharacter } from '../../../domain/registry/codes.ts';
import { pool } from '../../bench/meter.ts';
import { agreement } from '../../../db/sample-rows.ts';
import { document, type YearClient } from './client.ts';
import { type Script } from './script.ts';
import type { Fixtures } from './fixtures.ts';

/** Those that wait have no place under the cap: nobody draws them. */
export async function institutions(
  client: YearClient,
  g: Fixtures,
  script: Script,
  tag: string,
): Promise<void> {
  await importInstitutions(client, g, script, tag);
  await capsAndClasses(client, g, script);
  await pastInspections(client, g, script);
}

async function importInstitutions(
  client: YearClient,
  g: Fixtures,
  { institutions: all }: Script,
  tag: string,
): Promise<void> {
  const serial = String(randomInt(1_000_000)).padStart(6, '0');
  const rows = all.map(({ id, area }, n) => {
    const first17 = `91${area}${serial}${String(n).padStart(3, '0')}`;
    return {
      id: g.i(id),
      bureau: g.bureau,
      nhsaCode: `H${area}${tag.slice(0, 2).toUpperCase()}${String(n).padStart(3, '0')}`,
      creditCode: first17 + creditCheckCharacter(first17),
      name: `样例机构${id}`,
      kind: 'hospital',
      ownership: n % 9 === 0 ? 'unknown' : 'private',
      area,
      agreement: agreement(id, true),
      status: 'designated',
    };
  });
  for (let n = 0; n < rows.length; n += 200) {
    const report = await client.expect('POST', '/v1/registry-imports', g.o('admin'), {
      registry: 'institutions',
      rows: rows.slice(n, n + 200),
      reason: '样例 fictitious',
    });
    if ((report['refused'] as unknown[]).length > 0)
      throw new Error(JSON.stringify(report['refused']).slice(0, 500));
  }
}

async function capsAndClasses(
  client: YearClient,
  g: Fixtures,
  { institutions: all, held, capped }: Script,
): Promise<void> {
  const waiting = new Set([...held, ...capped.flat()].map(({ institution }) => institution));
  await pool(all.length, 4, async (n) => {
    await client.put(`/v1/inspection-caps/${g.i(all[n]!.id)}`, g.o('admin'), {
      perYear: waiting.has(all[n]!.id) ? 0 : 4,
    });
  });
  await pool(all.length, 4, async (n) => {
    if (n % 5 < 4)
      await client.put(`/v1/credit-classes/${g.i(all[n]!.id)}`, g.o('admin'), {
        class: 'ABCD'[n % 4]!,
        asOf: '2026-01-01',
      });
  });
}

/** The inspections of before after which those on hold wait. */
async function pastInspections(client: YearClient, g: Fixtures, { held }: Script): Promise<void> {
  const past = held.map((v) => ({
    id: `before-${g.bureau}-${v.n}`,
    institution: g.i(v.institution),
    body: g.u('ju'),
    level: 'prefecture',
    kind: 'daily',
    onSite: true,
    items: v.items,
    startedOn: v.heldAfter,
    endedOn: v.heldAfter,
    found: 'violation',
    exempt: true,
    document: document(),
  }));
  const report = await client.expect('POST', '/v1/past-inspections', g.o('admin'), {
    inspections: past,
  });
  if (report['accepted'] !== past.length) throw new Error(JSON.stringify(report));
}
