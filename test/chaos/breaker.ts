/** 熔断 A breaker acted out through whatever strikes: touches, the warning and its delivery, the trip, the stop. What came of it is read from the register. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { document, iso } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import type { Harness, Trouble } from './harness.ts';

const [INDICATOR, SETTLEMENT] = ['chaos-cards', 's-chaos-js'];

/** The settlement system and the indicator; once for a stack. */
export async function prepare(harness: Harness): Promise<void> {
  const registered = async (path: string, row: object): Promise<void> => {
    const { status, body } = await harness.ask('o-admin', path, row, randomUUID(), 'PUT');
    expect([status, status < 300 ? '' : body]).toEqual([status, '']);
  };
  await registered(`/v1/officers/${SETTLEMENT}`, {
    unit: 'tj.sbzx',
    kind: 'system',
    name: '样例结算系统',
    phone: null,
    roles: ['receiving-system'],
    certificate: null,
    commitmentSignedOn: null,
    commitmentValidUntil: null,
    removedOn: null,
    newRecord: null,
  });
  await registered(`/v1/indicators/${INDICATOR}/versions/1`, {
    title: '样例指标',
    unit: '人次/日',
    warnAt: 100,
    trip: { at: 120, touches: 3, withinMinutes: 60 },
    agreementClause: '第32条',
    cut: 'settlement',
    subjects: ['institution'],
    validFrom: null,
    validUntil: null,
    adopted: { by: '样例局务会', document: document() },
  });
}

export interface Cut {
  subject: string;
  breaker: string;
  response: string;
}

export async function cut(harness: Harness, trouble: Trouble): Promise<Cut> {
  const subject = await harness.institution();
  const around = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    await trouble({ step, when: 'before' });
    const [result] = await Promise.all([work(), trouble({ step, when: 'during' })]);
    await trouble({ step, when: 'after' });
    return result;
  };
  const touch = (...values: number[]) => {
    const touches = values.map((value) => ({
      event: `t-${uniqueHex()}`,
      subject: { kind: 'institution', id: subject },
      indicator: INDICATOR,
      value,
      measuredAt: iso(Date.now()),
    }));
    return harness.insist(SETTLEMENT, '/v1/touches', { touches });
  };
  const acknowledge = (file: string, item: string) => {
    const one = { event: `a-${uniqueHex()}`, file, item, at: iso(Date.now()) };
    return harness.patiently(`${item} acknowledged`, async () => {
      const { body } = await harness.insist(SETTLEMENT, '/v1/breaker-acknowledgements', {
        acknowledgements: [one],
      });
      const [answer] = body['items'] as { state: string }[];
      return answer!.state === 'accepted' ? true : undefined;
    });
  };
  await around('warning', () => touch(130));
  const breaker = await harness.patiently('a breaker', async () => {
    const [row] = await harness.owner<
      { id: string }[]
    >`select id from file where procedure = 'circuit-breaker' and opening->'subject'->>'id' = ${subject}`;
    return row?.id;
  });
  await entered(harness, breaker, 'indicator-warned');
  await around('delivery', () => acknowledge(breaker, `${INDICATOR}@1`));
  await entered(harness, breaker, 'warning-delivered');
  await around('trip', () => touch(130, 140, 150));
  const { response } = await entered<{ response: string }>(harness, breaker, 'stop-ordered');
  await around('stop', () => acknowledge(breaker, 'stop:1'));
  await entered(harness, breaker, 'money-stopped');
  return { subject, breaker, response };
}

const entered = <B = object>(harness: Harness, file: string, type: string): Promise<B> =>
  harness.patiently(`${file} has ${type}`, async () => {
    const [row] = await harness.owner<
      { body: B }[]
    >`select body from register where file_id = ${file} and type = ${type}`;
    return row?.body;
  });

/** Everything that is wrong with it; nothing when all is well: each step once, one file that leads back, no touch lost or counted twice. */
export async function faultsOfCut(
  { owner }: Harness,
  { subject, breaker, response }: Cut,
): Promise<string[]> {
  const once = ['indicator-warned', 'warning-delivered', 'breaker-tripped', 'stop-ordered'];
  const entries = await owner<
    { type: string; n: number }[]
  >`select type, count(*)::int as n from register where file_id = ${breaker} group by type`;
  const counted = new Map(entries.map(({ type, n }) => [type, n]));
  const files = await owner<{ id: string; open: boolean; behind: boolean }[]>`
    select id, closed_at is null as open, inbox_number <> judged_number as behind from file where opening->'subject'->>'id' = ${subject} order by id`;
  const touches = await owner`select 1 from touch where subject_id = ${subject}`;
  return [
    ...[...once, 'money-stopped'].flatMap((type) =>
      counted.get(type) === 1 ? [] : [`${type}: ${counted.get(type) ?? 0} times`],
    ),
    ...(files.map(({ id }) => id).join() === [breaker, response].sort().join()
      ? []
      : [`files: ${files.map(({ id }) => id).join()}`]),
    ...files.flatMap(({ id, open, behind }) => [
      ...(open ? [] : [`${id} is closed`]),
      ...(behind ? [`${id} has acts without a verdict`] : []),
    ]),
    ...(touches.length === 4 ? [] : [`${touches.length} touches`]),
  ];
}
