/** What GET /metrics says of the loops, and of acts that take no usual course. */
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { loopGauges } from '../../api/background/gauges.ts';
import { Problem } from '../../api/http/problems.ts';
import { ActMeter } from '../../api/intake/act-meter.ts';

it('shows of every loop when it last went well, and its failures; read at each scrape', async () => {
  const registry = new Registry();
  const relay = { name: 'relay', lastSuccess: 1_790_000_000_500, failures: 3, inARow: 0 };
  const tasks = { name: 'tasks', lastSuccess: undefined, failures: 7, inARow: 7 };
  const loops = [{ state: relay }, { state: tasks }];
  loopGauges(registry, loops);
  await registry.metrics();
  const text = await registry.metrics();
  expect(text).toContain('duban_background_last_success_seconds{loop="relay"} 1790000000.5');
  expect(text).not.toContain('duban_background_last_success_seconds{loop="tasks"}');
  expect(text).toContain('duban_background_failures_total{loop="relay"} 3\n');
  expect(text).toContain('duban_background_failures_total{loop="tasks"} 7\n');
  expect(text).toContain('duban_background_failing{loop="relay"} 0\n');
  loops[0] = { state: { ...relay, failures: 4, inARow: 1 } };
  expect(await registry.metrics()).toContain('duban_background_failing{loop="relay"} 1\n');
});

describe('of acts', () => {
  const procedure = 'rapid-response';
  function metered() {
    const [meter, registry] = [new ActMeter(), new Registry()];
    meter.register(registry);
    const count = async (series: string): Promise<number> => {
      const line = (await registry.metrics()).split('\n').find((one) => one.startsWith(series));
      return line ? Number(line.slice(line.lastIndexOf(' ') + 1)) : 0;
    };
    return {
      meter,
      acts: (outcome: string) =>
        count(`duban_acts_total{procedure="${procedure}",outcome="${outcome}"}`),
      refused: (code: string) =>
        count(`duban_acts_refused_total{procedure="${procedure}",code="${code}"}`),
      failed: () => count('duban_acts_total{procedure="others",outcome="failed"}'),
      late: (outcome: string) =>
        count(`duban_acts_late_total{procedure="${procedure}",outcome="${outcome}"}`),
      verdicts: (outcome: string, le = '+Inf') =>
        count(`duban_verdict_seconds_bucket{le="${le}",outcome="${outcome}"}`),
    };
  }
  const take = (act: string, code: string | null | undefined, again = false) =>
    [
      procedure,
      (course: { again?: boolean }) => {
        course.again = again;
        return Promise.resolve(act);
      },
      () => ({ act, code }),
    ] as const;
  const failing = (error: Error, again = false) =>
    [
      procedure,
      (course: { again?: boolean }) => {
        course.again = again;
        return Promise.reject(error);
      },
      () => ({ act: '', code: undefined }),
    ] as const;

  it('a fault of ours is counted as failed, a refusal as refused', async () => {
    const { meter, acts, refused, verdicts, failed } = metered();
    const away = new Error('the database is away');
    await expect(meter.measure(...failing(away))).rejects.toBe(away);
    await expect(meter.measure(...failing(new Problem('not-found')))).rejects.toThrow();
    expect([await acts('failed'), await acts('refused'), await acts('accepted')]).toEqual([
      1, 1, 0,
    ]);
    expect([await refused('not-found'), await refused('internal')]).toEqual([1, 0]);
    expect([await verdicts('refused'), await verdicts('accepted')]).toEqual([1, 0]);
    // Met once more where it is answered; what was not measured before has no procedure.
    meter.failed(away);
    expect([await acts('failed'), await failed()]).toEqual([1, 0]);
    meter.failed(new Error('no file yet'));
    expect(await failed()).toBe(1);
  });

  it('what is sent again under its key is counted once, whatever it came to', async () => {
    const { meter, acts, refused, verdicts } = metered();
    await meter.measure(...take('a', undefined));
    await meter.measure(...take('a', undefined, true));
    await expect(meter.measure(...failing(new Problem('not-found'), true))).rejects.toThrow();
    expect([await acts('accepted'), await verdicts('accepted')]).toEqual([1, 1]);
    expect([await acts('refused'), await refused('not-found')]).toEqual([0, 0]);
  });

  it('a verdict that comes after its caller was answered is measured once, as long as it took', async () => {
    const { meter, acts, refused, verdicts, late } = metered();
    for (const act of ['a', 'b', 'c']) await meter.measure(...take(act, null));
    const asked: string[][] = [];
    const look = async (which: string[]) => {
      asked.push(which);
      return [
        { act: 'a', seconds: 40, code: null },
        { act: 'b', seconds: 20, code: 'not-awaited' },
      ];
    };
    await meter.late(look);
    await meter.late(look);
    expect(asked).toEqual([['a', 'b', 'c'], ['c']]);
    expect([await verdicts('accepted', '15'), await verdicts('accepted', '60')]).toEqual([0, 1]);
    expect([await verdicts('refused', '60'), await refused('not-awaited')]).toEqual([1, 1]);
    // Pending is what they were answered; what has become of them stands beside it, so that all adds up.
    expect([await acts('pending'), await acts('accepted')]).toEqual([3, 0]);
    expect([await late('accepted'), await late('refused')]).toEqual([1, 1]);
  });
});
