/** 授权矩阵 Every route, asked by every kind of principal on the running API (issue 10 A6); and unannounced stays unannounced in every one of the answers (A2). */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readSeal } from '../../api/intake/sealing.ts';
import { pageRoutes } from '../../api/pages/pages.ts';
import { connect, type Sql } from '../../db/client.ts';
import { settingsSchema } from '../../settings.ts';
import { close, routesOf, wholeHarness, type Harness } from '../api/harness.ts';
import { campaign } from '../attack/campaign.ts';
import { Asking, short, type Answer } from './ask.ts';
import { build, everybody, log, plan, type Principal, type Secret } from './fixtures.ts';
import { expectedIn, place, readMatrix } from './matrix.ts';
import { rowOf } from './requests.ts';

let h: Harness;
let owner: Sql;
let asking: Asking;
let answers: Answer[];
let byRow: Map<string, Answer[]>;
let documented: string[];
const rows = readMatrix();

beforeAll(async () => {
  h = await wholeHarness();
  owner = connect(inject('stack').ownerUrl, { max: 1 });
  const seal = (await readSeal(settingsSchema.parse(inject('stack').env)))!;
  await build(owner, (text, context) => seal.seal(text, context));
  await plan(owner);
  await log(owner);
  asking = await Asking.open(h);
  const document = (await h.ask(null, 'get', '/openapi.json')).body as {
    paths: Record<string, object>;
  };
  documented = routesOf(document.paths).map(([method, path]) => `${method.toUpperCase()} ${path}`);
  documented.push(...pageRoutes);
  const asked = process.env['RECORD_MATRIX']
    ? [...new Set([...Object.keys(rows), ...documented])]
    : Object.keys(rows);
  answers = await asking.all(
    asked.flatMap((row) => everybody.map((principal): [string, Principal] => [row, principal])),
  );
  byRow = new Map(asked.map((row) => [row, []]));
  for (const answer of answers) byRow.get(answer.row)!.push(answer);
  if (process.env['RECORD_MATRIX']) record(asked);
}, 480_000);
afterAll(async () => {
  await asking.close();
  await owner.end();
  await close(h);
});

/** Writes what is answered now, for a person to read before it becomes what is expected. */
function record(asked: readonly string[]): void {
  const lines = asked.toSorted().map((row) => {
    const groups = new Map<string, Principal[]>();
    for (const principal of everybody) {
      const answer = short(byRow.get(row)!.find((a) => a.principal === principal)!);
      groups.set(answer, [...(groups.get(answer) ?? []), principal]);
    }
    const most = [...groups].toSorted((a, b) => b[1].length - a[1].length)[0]![0];
    const said = [...groups]
      .toSorted(([a], [b]) => Number(a === most) - Number(b === most) || (a < b ? -1 : 1))
      .map(([answer, who]) => `  ${answer}: ${answer === most ? 'rest' : `[${who.join(', ')}]`}\n`);
    return `"${row}":\n${said.join('')}`;
  });
  writeFileSync(place, lines.join(''));
}

it('every documented route and every page has its row, and every row its route', () => {
  expect([...new Set(Object.keys(rows).map((row) => rowOf(row).route))].toSorted()).toEqual(
    documented.toSorted(),
  );
});

describe('who may', () => {
  it.each(Object.keys(rows))('%s', (row) => {
    const expected = expectedIn(row, rows[row]!);
    const got = Object.fromEntries(byRow.get(row)!.map((a) => [a.principal, short(a)]));
    expect(got).toEqual(
      Object.fromEntries(everybody.map((principal) => [principal, expected.get(principal)!])),
    );
  });
});

it('nobody is answered with a fault', () => {
  expect(
    answers
      .filter(({ status }) => status >= 500 && status !== 503)
      .map(({ row, principal, status }) => `${status} ${row} ${principal}`),
  ).toEqual([]);
});

it('A8: a few hundred hostile requests bring no fault, no trace and nothing of the plan (npm run attack sends thousands)', async () => {
  const { faults, leaks, inputs } = await campaign(asking, Object.keys(rows), {
    inputs: 600,
    seed: 20261129,
  });
  expect({ faults, leaks, inputs }).toEqual({ faults: [], leaks: [], inputs: 600 });
}, 120_000);

/** QY-10.3 Who filed it, its team, and the head in post. */
const insiders: readonly Principal[] = ['own', 'system-for-person', 'team', 'head'];
const unannounced: readonly Secret[] = ['target', 'plan', 'day', 'member'];

it('QY-10.3: before the door is opened nobody but the insiders is shown target, day, team or plan, by any route', () => {
  const shown = answers
    .filter((a) => !insiders.includes(a.principal))
    // A session at the pages is the person's: no system of another bureau stands in it.
    .filter((a) => !(a.row.includes(' /desk') && a.principal === 'foreign-system'))
    .flatMap((a) =>
      a.shows.filter((s) => unannounced.includes(s)).map((s) => `${a.row} ${a.principal}: ${s}`),
    );
  expect(shown).toEqual([]);
});
