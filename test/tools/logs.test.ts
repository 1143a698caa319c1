/** What every process logs: one shape, a line at the start, the ids of the request; nothing secret and nobody's data. And the door of the metrics, which needs no more than this machine. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { TelemetryOptions } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { describe, expect, it } from 'vitest';
import { openMetricsDoor, readMetricsToken } from '../../api/http/metrics-door.ts';
import { answering, idsOfNow, traceOf } from '../../api/http/request-ids.ts';
import { shownSettings, startLine } from '../../api/http/start-line.ts';
import { commitOf, version } from '../../api/http/version.ts';
import { settingsSchema } from '../../settings.ts';
import { signerSchema } from '../../tools/signer/settings.ts';
import { runtimeLogger } from '../../worker/log.ts';
import { workerMetrics } from '../../worker/metrics.ts';
import { workflowsNamed } from '../../worker/shown-metrics.ts';

type Line = Record<string, unknown>;
function logged(): { log: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const write = (text: string) => void lines.push(JSON.parse(text) as Line);
  return { log: pino({ level: 'trace', mixin: idsOfNow }, { write }), lines };
}

describe('the start line', () => {
  it('says version, commit, Node and settings', () => {
    const { log, lines } = logged();
    startLine(log, { API_PORT: 8300, OIDC_ISSUER: 'https://id.example.cn/' });
    expect(lines[0]).toMatchObject({
      msg: 'starting',
      version,
      commit: expect.stringMatching(/^([0-9a-f]{40}|unknown)$/),
      node: process.version,
      settings: { API_PORT: 8300, OIDC_ISSUER: 'https://id.example.cn/' },
    });
  });

  it('has no secret of any setting that there is, by its name or within an address', () => {
    const names = [...Object.keys(settingsSchema.shape), ...Object.keys(signerSchema.shape)];
    const secret = names.filter(
      (name) => /KEY|TOKEN|SECRET|PASSWORD|HEADERS/.test(name) && !name.endsWith('_FILE'),
    );
    expect(secret.length).toBeGreaterThan(6);
    const all = Object.fromEntries([
      ...secret.map((name) => [name, 'hush-hush']),
      [
        'DATABASE_URL',
        'postgres://duban_app:hush-hush@db.example.cn:5432/duban?password=hush-hush',
      ],
      ['OIDC_JWKS_URL', 'https://me:hush-hush@id.example.cn/keys?token=hush-hush'],
      ['OTHER', 'me:hush-hush@somewhere'],
    ]);
    const shown = shownSettings(all);
    expect(JSON.stringify(shown)).not.toContain('hush');
    expect(shown).toMatchObject({
      DUBAN_SEALING_KEY: 'set',
      DATABASE_URL: 'postgres://db.example.cn:5432/duban',
      OIDC_JWKS_URL: 'https://id.example.cn/keys',
    });
  });

  it('knows the commit from the image, from a clone, from a worktree and from packed refs', () => {
    const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];
    expect(commitOf({ DUBAN_COMMIT: a })).toBe(a);
    const clone = mkdtempSync(join(tmpdir(), 'duban-test-'));
    expect(commitOf({}, clone)).toBeUndefined();
    mkdirSync(join(clone, '.git', 'worktrees', 'x'), { recursive: true });
    writeFileSync(join(clone, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(clone, '.git', 'packed-refs'), `# pack-refs\n${b} refs/heads/main\n`);
    expect(commitOf({}, clone)).toBe(b);
    writeFileSync(join(clone, '.git', 'worktrees', 'x', 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(clone, '.git', 'worktrees', 'x', 'commondir'), '../..\n');
    const tree = mkdtempSync(join(tmpdir(), 'duban-test-'));
    writeFileSync(join(tree, '.git'), `gitdir: ${join(clone, '.git', 'worktrees', 'x')}\n`);
    expect(commitOf({}, tree)).toBe(b);
    writeFileSync(join(clone, '.git', 'HEAD'), `${a}\n`);
    expect(commitOf({}, clone)).toBe(a);
    const here = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
    expect(commitOf({})).toBe(here);
  });
});

describe('the lines of a request', () => {
  it('have its id and its trace, however deep they are logged; what is unrecorded has neither', async () => {
    const { log, lines } = logged();
    const trace = 'c'.repeat(32);
    const line = async () => {
      await Promise.resolve();
      log.warn('deep');
    };
    await answering({ reqId: 'r-1', trace, unrecorded: () => false }, line);
    await answering({ reqId: 'r-2', unrecorded: () => true }, line);
    await line();
    expect(lines[0]).toMatchObject({ reqId: 'r-1', trace });
    for (const rest of lines.slice(1)) expect(Object.keys(rest)).not.toContain('reqId');
  });

  it('take a trace from a header of W3C trace context only', () => {
    const id = '0123456789abcdef'.repeat(2);
    expect(traceOf(`00-${id}-${'1'.repeat(16)}-01`)).toBe(id);
    for (const wrong of ['', 'x', `00-${id}`, `01-${id}-${'1'.repeat(16)}-01`, ['a'], undefined])
      expect(traceOf(wrong)).toBeUndefined();
  });
});

describe("the SDK's lines in the worker", () => {
  it('have our shape, known fields only, and of an error everything but its message', () => {
    const { log, lines } = logged();
    const error = Object.assign(new Error('value 张三 is wrong'), { code: '22P02' });
    runtimeLogger(log).warn('Activity failed', {
      error,
      workflowId: 'RR-A.tj.2026-00001',
      activityType: 'enterTurn',
      attempt: 2,
      args: ['张三'],
      trace_id: 'd'.repeat(32),
    });
    expect(lines[0]).toMatchObject({
      level: 40,
      msg: 'Activity failed',
      workflowId: 'RR-A.tj.2026-00001',
      activityType: 'enterTurn',
      attempt: 2,
      trace: 'd'.repeat(32),
      fault: { type: 'Error', code: '22P02' },
    });
    expect(JSON.stringify(lines)).not.toContain('张三');
  });
});

describe('the door of the metrics', () => {
  const { log } = logged();
  const read = () => Promise.resolve('x 1\n');

  it('is not opened where others reach it, unless there is a token', async () => {
    await expect(openMetricsDoor({ address: '0.0.0.0:0', read, log })).rejects.toThrow(/token/);
    await expect(openMetricsDoor({ address: '9464', read, log })).rejects.toThrow('HOST:PORT');
    const token = 'a-token-for-the-tests';
    const door = await openMetricsDoor({ address: '0.0.0.0:0', token, read, log });
    door.close();
  });

  it('says that what it reads is away, and nothing of why', async () => {
    const away = () => Promise.reject(new Error('secret of a file'));
    const door = await openMetricsDoor({ address: '127.0.0.1:0', read: away, log });
    const { port } = door.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect([answer.status, await answer.text()]).toEqual([503, 'the metrics cannot be read\n']);
    door.close();
  });

  it('a token is of sixteen characters at least, and may stand in a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'duban-test-')), 'token');
    writeFileSync(file, 'a-token-in-a-file\n');
    expect(await readMetricsToken('X', undefined, file)).toBe('a-token-in-a-file');
    expect(await readMetricsToken('X', undefined, undefined)).toBeUndefined();
    await expect(readMetricsToken('X', 'short', undefined)).rejects.toThrow('settings: X');
  });
});

it('a port that is taken costs the worker its metrics at most: another one is tried, and in the end none', async () => {
  const { log, lines } = logged();
  const settings = settingsSchema.parse({
    DATABASE_URL: 'postgres://x',
    WORKER_METRICS_ADDRESS: '127.0.0.1:0',
  });
  const asked: (string | undefined)[] = [];
  const taken = (times: number) => (telemetry: Pick<TelemetryOptions, 'metrics'>) => {
    const { metrics } = telemetry;
    asked.push(metrics && 'prometheus' in metrics ? metrics.prometheus.bindAddress : undefined);
    if (asked.length <= times) throw new Error('Address already in use');
  };
  await (await workerMetrics(settings, log)).install(taken(1));
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);
  asked.length = 0;
  await (await workerMetrics(settings, log)).install(taken(3));
  expect(asked.map((address) => address !== undefined)).toEqual([true, true, true, false]);
  expect(lines.filter(({ msg }) => String(msg).startsWith('metrics: '))).toHaveLength(4);
  // What has nothing to do with the metrics ends it as before.
  asked.length = 0;
  await expect((await workerMetrics(settings, log)).install(taken(9))).rejects.toThrow('in use');
});

it('of the engine no series is shown that names a workflow whose files are hidden from somebody', () => {
  const shown = workflowsNamed(
    [
      '# TYPE x counter',
      'x{workflow_type="rapidResponse"} 1',
      'x{a="b",workflow_type="enforcementComplaint"} 1',
      'x{workflowType="sealedWatch"} 1',
      'x{workflowType="temporal-sys-scheduler-workflow"} 1',
      'x{workflow_type="none"} 1',
      'y 1',
    ].join('\n'),
  );
  expect(shown.split('\n')).toEqual([
    '# TYPE x counter',
    'x{workflow_type="rapidResponse"} 1',
    'x{workflowType="temporal-sys-scheduler-workflow"} 1',
    'x{workflow_type="none"} 1',
    'y 1',
  ]);
});
