/** 抽取 A draw from many objects through the API, each with an inspection behind it: the commitment, the second number, the reveal until the record stands. */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';
import { county, inspectedInstitutions, pastInspections } from './inspection-fixtures.ts';
import { cpu, minus, type Figures } from './meter.ts';

/** Seconds from the request to its answer; of the reveal, until the draw is revealed. */
interface DrawTimes {
  commit: number;
  number: number;
  reveal: number;
}
export interface DrawsRun {
  objects: number;
  count: number;
  runs: DrawTimes[];
  cpu: Figures;
}

const RUNS = 5;
const COUNT = 1000;

export async function drawsRun(
  harness: Harness,
  objects: number,
  say: (text: string) => void,
): Promise<DrawsRun> {
  const tag = randomUUID().slice(0, 8);
  say(`${objects} institutions with a past inspection each`);
  await inspectedInstitutions(harness.owner, tag, objects);
  await pastInspections(harness.owner, tag, objects, 1);
  await harness.owner`vacuum analyze`;
  const asks = asker(harness);
  const runs: DrawTimes[] = [];
  let before = cpu(harness.everything);
  // The first one warms up.
  for (let n = 0; n <= RUNS; n += 1) {
    if (n === 1) before = cpu(harness.everything);
    say(`draw ${n} of ${RUNS}`);
    const times = await drawOnce(asks);
    if (n > 0) runs.push(times);
  }
  return { objects, count: COUNT, runs, cpu: minus(cpu(harness.everything), before) };
}

type Ask = (
  method: string,
  path: string,
  by: string,
  body?: object,
) => Promise<Record<string, unknown>>;
function asker({ api, stack }: Harness): Ask {
  return async (method, path, by, body) => {
    const reply = await fetch(api + path, {
      method,
      headers: {
        Authorization: `Bearer ${await mintOfficerToken(stack, by, 8)}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await reply.json()) as Record<string, unknown>;
    if (reply.status >= 400)
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(answer)}`);
    return answer;
  };
}

async function drawOnce(ask: Ask): Promise<DrawTimes> {
  const seconds = async <T>(what: () => Promise<T>): Promise<[T, number]> => {
    const began = performance.now();
    const answer = await what();
    return [answer, (performance.now() - began) / 1000];
  };
  const [opened, commit] = await seconds(() =>
    ask('POST', '/v1/draws', county.handler, {
      contributor: 'qy.jcs',
      count: COUNT,
      items: ['xm-01', 'xm-02'],
    }),
  );
  const file = String(opened['file']);
  const [, number] = await seconds(() =>
    ask('POST', `/v1/files/${file}/acts/contribution`, 'o-qy-jcs-1', {
      number: Array.from({ length: 30 }, () => randomInt(10)).join(''),
    }),
  );
  const [, reveal] = await seconds(async () => {
    await ask('POST', `/v1/files/${file}/acts/reveal`, county.handler, {});
    while ((await ask('GET', `/v1/draws/${file}`, county.handler))['state'] !== 'revealed')
      await sleep(20);
  });
  return { commit, number, reveal };
}
