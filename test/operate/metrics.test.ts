/** What operators read of API, worker and engine: acts with their verdicts and refusals, the SDK's and the server's own metrics; each by its door, and nothing of a file. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { actPath, decide, openA } from '../kit/support.ts';
import { Bureau, people } from '../setup/bureau.ts';
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
