/** What operators read of API, worker and engine: acts with their verdicts and refusals, the SDK's and the server's own metrics; each by its door, and nothing of a file. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { actPath, decide, openA, payload } from '../kit/support.ts';
import { Bureau, people } from '../setup/bureau.ts';
import { expressions, groupedBy, metricsIn } from '../../tools/metrics/expressions.ts';
import { typescript } from '../../tools/engine/processes.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const sampleOf = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? Number.NaN,
  );

const workerAt = () => `http://127.0.0.1:${inject('stack').ports['workerMetrics']}/metrics`;
const engineAt = () => `http://127.0.0.1:${inject('stack').ports['temporalMetrics']}/metrics`;

describe('of the API', () => {
  it('acts by procedure and outcome, refusals by code, and how long a verdict takes; no file, no person', async () => {
    const { file, subject } = await openA(bureau);
    expect((await decide(bureau, file)).status).toBe(200);
    // Filed twice: the second is refused by its verdict.
    const refused = await decide(bureau, file);
    expect(refused.status).toBe(409);
    const form = await bureau.post(people.supervision, actPath(file, 'suspension-decision'), {});
    expect(form.status).toBe(400);
    const { text } = await bureau.get(people.admin, '/metrics');
    const procedure = 'procedure="rapid-response"';
    expect(sampleOf(text, `duban_acts_total{${procedure},outcome="accepted"}`)).toBe(2);
    expect(sampleOf(text, `duban_acts_total{${procedure},outcome="refused"}`)).toBe(2);
    for (const { code } of [refused.body, form.body] as { code: string }[])
      expect(sampleOf(text, `duban_acts_refused_total{${procedure},code="${code}"}`)).toBe(1);
    expect(sampleOf(text, 'duban_verdict_seconds_count{outcome="accepted"}')).toBe(2);
    expect(sampleOf(text, 'duban_verdict_seconds_count{outcome="pending"}')).toBe(0);
    for (const told of [file, subject, people.supervision]) expect(text).not.toContain(told);
  });
});

it('of the API: a verdict that comes after its caller was answered, from the database; sent again it is counted once', async () => {
  const hasty = await Bureau.open({ verdictTimeout: 0, gaugesEvery: 0 });
  const { file } = await openA(bureau);
  const body = payload['suspension-decision']((await bureau.now(file)) - 1);
  const send = () =>
    hasty.post(people.payment, actPath(file, 'suspension-decision'), body, `late-${file}`);
  expect((await send()).status).toBe(202);
  const scraped = async () => (await hasty.get(people.admin, '/metrics')).text;
  await vi.waitFor(
    async () =>
      expect(sampleOf(await scraped(), 'duban_verdict_seconds_count{outcome="accepted"}')).toBe(1),
    { timeout: 20_000, interval: 200 },
  );
  expect((await send()).status).toBe(200);
  const text = await scraped();
  const counted = (outcome: string) =>
    sampleOf(text, `duban_acts_total{procedure="rapid-response",outcome="${outcome}"}`);
  expect([counted('pending'), counted('accepted')]).toEqual([1, Number.NaN]);
  expect(sampleOf(text, 'duban_verdict_seconds_count{outcome="accepted"}')).toBe(1);
  const late = 'duban_acts_late_total{procedure="rapid-response",outcome="accepted"}';
  expect(sampleOf(text, late)).toBe(1);
  // How often somebody asks about files that are hidden from whom they are about is nobody's to count (QY-17.1).
  await hasty.get(people.regulator, '/v1/enforcement-complaints');
  await hasty.post(people.payment, '/v1/enforcement-complaints', {});
  await hasty.post(people.payment, `/v1/checks/${'a'.repeat(20)}/complaints`, {});
  const routes = await scraped();
  expect(routes).not.toContain('complaints');
  const hidden = /^http_request_duration_seconds_count\{[^}]*route="hidden"[^}]*\} (\d+)$/gm;
  expect([...routes.matchAll(hidden)].reduce((sum, [, n]) => sum + Number(n), 0)).toBe(3);
  // Without the database nobody knows of which procedure the file is.
  await hasty.service.sql.end();
  expect((await send()).status).toBe(500);
  expect(sampleOf(await scraped(), 'duban_acts_total{procedure="others",outcome="failed"}')).toBe(
    1,
  );
  await hasty.close();
});

describe('of the worker', () => {
  it("the SDK's own and those of its process, for this machine; a request that was forwarded needs the token", async () => {
    const { file } = await openA(bureau);
    const text = await (await fetch(workerAt())).text();
    for (const name of [
      'temporal_workflow_task_schedule_to_start_latency_seconds_bucket',
      'temporal_worker_task_slots_available',
      'temporal_sticky_cache_size',
      'nodejs_eventloop_lag_seconds',
      'duban_build_info',
    ])
      expect(text).toContain(`\n${name}`);
    expect(text).toMatch(/workflow_type="rapidResponse/);
    expect(text).not.toContain(file);
    const forwarded = { 'X-Forwarded-For': '203.0.113.9' };
    expect((await fetch(workerAt(), { headers: forwarded })).status).toBe(403);
    expect((await fetch(workerAt().replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(workerAt(), { method: 'POST' })).status).toBe(404);
  });
});

describe('alarms and dashboard', () => {
  /** Labels that Prometheus itself gives, and metrics that come only with the first of what they count. */
  const given = ['job', 'instance', 'le'];
  const later = ['up', 'temporal_workflow_task_execution_failed_total'];

  it('name metrics and labels that API, worker and engine show, and each alarm says what to do', async () => {
    await openA(bureau);
    const texts = [
      (await bureau.get(people.admin, '/metrics')).text,
      ...(await Promise.all([workerAt(), engineAt()].map(async (at) => (await fetch(at)).text()))),
    ];
    const labelsOf = new Map<string, Set<string>>();
    for (const line of texts.flatMap((text) => text.split('\n'))) {
      const [, typed, named, labels = ''] =
        /^(?:# TYPE (\w+)|(\w+)(?:\{(.*)\})? )/.exec(line) ?? [];
      const name = typed ?? named;
      if (!name) continue;
      const known = labelsOf.get(name) ?? new Set();
      for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
      labelsOf.set(name, known);
    }
    const wrong: string[] = [];
    const all = await expressions();
    expect(all.length).toBeGreaterThan(60);
    for (const { where, text } of all) {
      const metrics = metricsIn(text);
      if (metrics.length === 0) wrong.push(`${where}: names no metric`);
      for (const { metric, labels } of metrics) {
        const known = labelsOf.get(metric);
        if (!known && !later.includes(metric)) wrong.push(`${where}: ${metric}`);
        for (const label of [...labels, ...groupedBy(text)])
          if (known && known.size > 0 && !known.has(label) && !given.includes(label))
            wrong.push(`${where}: ${metric}{${label}}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('a metric or a label that does not exist would be found', () => {
    expect(metricsIn('sum by (x) (rate(a_total{b="c", d=~"e"}[5m])) / max(f_seconds) > 3')).toEqual(
      [
        { metric: 'a_total', labels: ['b', 'd'] },
        { metric: 'f_seconds', labels: [] },
      ],
    );
    expect(groupedBy('max by (receiver, state) (x)')).toEqual(['receiver', 'state']);
  });

  it('every alarm has its place in the runbook, and every place its alarm', async () => {
    const alarms = (await expressions())
      .map(({ where }) => where)
      .filter((w) => /^Duban\w+$/.test(w));
    const runbook = readFileSync(new URL('../../docs/alarms.md', import.meta.url), 'utf8');
    expect([...runbook.matchAll(/^## (Duban\w+)$/gm)].map(([, name]) => name)).toEqual(alarms);
    const rules = readFileSync(
      new URL('../../deploy/prometheus/rules.yml', import.meta.url),
      'utf8',
    );
    for (const alarm of alarms)
      expect(rules).toContain(`runbook: docs/alarms.md#${alarm.toLowerCase()}\n`);
  });
});

describe('of the engine', () => {
  it('its own, and by the door before it with the token only', async () => {
    expect(await (await fetch(engineAt())).text()).toMatch(/^service_requests/m);
    const token = join(mkdtempSync(join(tmpdir(), 'duban-test-')), 'token');
    writeFileSync(token, 'a-token-for-the-tests\n');
    const main = fileURLToPath(new URL('../../tools/metrics-door.ts', import.meta.url));
    const { command, args } = typescript(
      main,
      '--listen',
      '127.0.0.1:0',
      '--source',
      engineAt(),
      '--token',
      token,
    );
    const door = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let said = '';
      for await (const chunk of door.stdout) {
        said += String(chunk);
        if (/"listens":"/.test(said)) break;
      }
      const address = /"listens":"([^"]+)"/.exec(said)![1]!;
      const asked = (headers: Record<string, string>) =>
        fetch(`http://${address}/metrics`, { headers: { 'X-Forwarded-For': 'x', ...headers } });
      expect((await asked({})).status).toBe(403);
      expect((await asked({ Authorization: 'Bearer a-token-for-the-testz' })).status).toBe(403);
      const given = await asked({ Authorization: 'Bearer a-token-for-the-tests' });
      expect(given.status).toBe(200);
      expect(await given.text()).toMatch(/^service_requests/m);
      expect(said).not.toContain('a-token-for-the-tests');
    } finally {
      door.kill('SIGTERM');
    }
  });
});
