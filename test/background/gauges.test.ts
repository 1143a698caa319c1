/** What GET /metrics says of the loops. */
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { loopGauges } from '../../api/background/gauges.ts';

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
