/**
 * `npm run attack`: thousands of hostile requests, by every principal to every route, on a stack of its own. ATTACK_INPUTS says how many, ATTACK_SEED which.
 * A short campaign of the same kind is in `npm test` (test/authorisation/matrix.test.ts).
 */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readSeal } from '../../api/intake/sealing.ts';
import { connect, type Sql } from '../../db/client.ts';
import { settingsSchema } from '../../settings.ts';
import { close, wholeHarness, type Harness } from '../api/harness.ts';
import { Asking } from '../authorisation/ask.ts';
import { build, plan } from '../authorisation/fixtures.ts';
import { readMatrix } from '../authorisation/matrix.ts';
import { campaign, standing } from './campaign.ts';

const inputs = Number(process.env['ATTACK_INPUTS'] ?? 20_000);
const seed = Number(process.env['ATTACK_SEED'] ?? Math.floor(Date.now() / 1000));
let h: Harness;
let owner: Sql;
let asking: Asking;

beforeAll(async () => {
  h = await wholeHarness();
  owner = connect(inject('stack').ownerUrl, { max: 1 });
  const seal = (await readSeal(settingsSchema.parse(inject('stack').env)))!;
  await build(owner, (text, context) => seal.seal(text, context));
  await plan(owner);
  asking = await Asking.open(h);
}, 120_000);
afterAll(async () => {
  await asking.close();
  await owner.end();
  await close(h);
});

it(
  `${inputs} hostile requests, seed ${seed}: no fault, no trace, nothing of an unannounced plan, and the registers stand as they stood`,
  { timeout: 1_800_000 },
  async ({ task }) => {
    const before = await standing(h);
    const toll = await campaign(asking, Object.keys(readMatrix()), { inputs, seed });
    task.meta.attack = {
      seed,
      inputs: toll.inputs,
      routes: toll.routes,
      principals: toll.principals,
      refused: toll.refused,
      faults: toll.faults.length,
      leaks: toll.leaks.length,
    };
    expect({ faults: toll.faults.slice(0, 20), leaks: toll.leaks.slice(0, 20) }).toEqual({
      faults: [],
      leaks: [],
    });
    expect(await standing(h)).toEqual(before);
  },
);
