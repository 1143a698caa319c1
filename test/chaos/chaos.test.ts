/** Whole referrals through kill -9 of everything, at every point; seeded (DUBAN_CHAOS_SEED) and compared with the same referral undisturbed. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { document, documentNo, people } from '../setup/bureau.ts';
import { courseOf, faultsOf } from './checks.ts';
import { HOUR, scenarioA, scenarioB, type Scenario } from './scenarios.ts';
import { chance, randomTrouble, seedOf } from './seeded.ts';
import { startHarness, type Part, type Harness, type Trouble } from './harness.ts';

const OUTAGE = Number(process.env['DUBAN_CHAOS_OUTAGE'] ?? 60) * 1000;
const ROUNDS = Number(process.env['DUBAN_CHAOS_ROUNDS'] ?? 3);
const LONG = 900_000;

let harness: Harness;
const undisturbed = new Map<Scenario, object>();
beforeAll(async () => {
  harness = await startHarness();
  for (const scenario of [scenarioA, scenarioB]) {
    const file = await harness.perform(scenario);
    expect(await faultsOf(harness, file, scenario)).toEqual([]);
    undisturbed.set(scenario, await courseOf(harness, file));
  }
}, 180_000);
afterAll(() => harness?.close());

async function sound(file: string, scenario: Scenario): Promise<void> {
  // The relay may still owe the history a signal that it has to bring once more.
  await harness
    .patiently(
      'nothing is wrong any more',
      async () => ((await faultsOf(harness, file, scenario)).length === 0 ? true : undefined),
      20_000,
    )
    .catch(() => {});
  expect(await faultsOf(harness, file, scenario)).toEqual([]);
  expect(await courseOf(harness, file)).toEqual(undisturbed.get(scenario));
}

describe('killed at every point of a referral', () => {
  it.each<Part>(['worker', 'api', 'temporal'])(
    '%s, while each act is on its way',
    async (part) => {
      const draw = chance(seedOf(part));
      const trouble: Trouble = async ({ when }) => {
        if (when !== 'during') return;
        await pause(draw() * 120);
        await harness.strike(part, draw() * 300);
      };
      await sound(await harness.perform(scenarioA, trouble), scenarioA);
    },
    LONG,
  );

  it(
    'anything, before, during or after anything',
    async () => {
      const seed = seedOf('anything');
      for (let round = 0; round < ROUNDS; round++) {
        const scenario = round % 2 === 0 ? scenarioB : scenarioA;
        const trouble = randomTrouble(harness, seed + round, {
          parts: ['worker', 'api', 'temporal', 'postgres'],
          likely: 0.35,
          most: 12,
        });
        const file = await harness.perform(scenario, trouble);
        console.log(
          `chaos: ${trouble.struck.length} kills; callers asked again ${harness.lost} times`,
        );
        await sound(file, scenario);
      }
    },
    LONG,
  );
});

describe('an outage', () => {
  it(
    'of PostgreSQL, in the middle of three referrals',
    async () => {
      const targets = ['decision', 'reply', 'opinion'];
      let away: Promise<void> | undefined;
      const troubleAt =
        (target: string): Trouble =>
        async ({ step, when }) => {
          if (step === target && when === 'during')
            await (away ??= harness.strike('postgres', OUTAGE));
        };
      const files = await Promise.all(
        targets.map((target) => harness.perform(scenarioA, troubleAt(target))),
      );
      for (const file of files) await sound(file, scenarioA);
    },
    LONG,
  );

  it(
    'of the worker, over the end of a period: an act handed in meanwhile counts by its receipt',
    async () => {
      const { file, due } = await owingAReply();
      await harness.skipTo(file, due - 2_000);
      await harness.stack.kill('worker');
      const [key, reply] = [randomUUID(), { documentNo: documentNo(), document: document() }];
      expect(
        (await harness.ask(people.payment, `/v1/files/${file}/acts/decision-reply`, reply, key))
          .status,
      ).toBe(202);
      await harness.patiently('due and grace are over', async () =>
        (await harness.now(file)) > due + 6_000 ? true : undefined,
      );
      await harness.stack.restart('worker');
      expect(
        (await harness.insist(people.payment, `/v1/files/${file}/acts/decision-reply`, reply, key))
          .body,
      ).toMatchObject({ timing: 'in-time' });
      await harness.skipTo(file, due + HOUR);
      expect(
        (
          await harness.owner<{ key: string }[]>`select key from breach where file_id = ${file}`
        ).map((b) => b.key),
      ).not.toContain('replyOnDecision');
    },
    LONG,
  );
});

async function owingAReply(): Promise<{ file: string; subject: string; due: number }> {
  const { file, subject } = await opened();
  await harness.insist(
    people.payment,
    `/v1/files/${file}/acts/suspension-decision`,
    scenarioA.steps[1]!.body({ now: await harness.now(file), subject, received: new Map() }),
  );
  const [duty] = await harness.owner<
    { due: number }[]
  >`select at_ms(due_at)::float8 as due from duty where file_id = ${file} and key = 'replyOnDecision'`;
  return { file, subject, due: duty!.due };
}

async function opened(): Promise<{ file: string; subject: string }> {
  const subject = await harness.institution();
  const { body } = await harness.insist(people.supervision, '/v1/rapid-responses', {
    ...scenarioA.opening(Date.now()),
    subject: { kind: 'institution', id: subject },
  });
  return { file: body['file'] as string, subject };
}

describe('crossing', () => {
  it(
    'the same act three times at once, with a kill in between, counts once',
    async () => {
      const draw = chance(seedOf('three at once'));
      for (const part of ['worker', 'api', 'temporal'] as const) {
        const { file, subject } = await opened();
        const [key, body] = [
          randomUUID(),
          scenarioA.steps[1]!.body({ now: await harness.now(file), subject, received: new Map() }),
        ];
        const asked = [1, 2, 3].map(() =>
          harness.insist(people.payment, `/v1/files/${file}/acts/suspension-decision`, body, key),
        );
        await pause(draw() * 60);
        await harness.strike(part, 100);
        const answers = await Promise.all(asked);
        expect(new Set(answers.map((a) => a.body['id'])).size).toBe(1);
        expect(
          (
            await harness.owner`select 1 from register where file_id = ${file} and type = 'act-accepted'`
          ).length,
        ).toBe(2);
      }
    },
    LONG,
  );

  it(
    'an act that arrives between "wait armed" and "file parked" is accepted, at whatever moment',
    async () => {
      const draw = chance(seedOf('armed and parked'));
      for (let i = 0; i < 25; i++) {
        const { file, subject } = await opened();
        const deciding = harness.insist(
          people.payment,
          `/v1/files/${file}/acts/suspension-decision`,
          scenarioA.steps[1]!.body({ now: await harness.now(file), subject, received: new Map() }),
        );
        while (
          (
            await harness.owner`select 1 from inbox where file_id = ${file} and type = 'suspension-decision'`
          ).length === 0
        )
          await pause(1);
        await pause(draw() * 40);
        const reply = await harness.insist(
          people.payment,
          `/v1/files/${file}/acts/decision-reply`,
          { documentNo: documentNo(), document: document() },
        );
        expect(reply.body).toMatchObject({ state: 'accepted', timing: 'in-time' });
        expect((await deciding).body).toMatchObject({ state: 'accepted' });
      }
    },
    LONG,
  );
});
