/** One trace from a request to the entry of its verdict, as a collector receives it from a real API and a real worker: by OTLP over HTTP, and with nothing of the file in it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { apiCommand, workerService } from '../../tools/engine/mains.ts';
import { payload } from '../kit/support.ts';
import { Bureau, document, documentNo, people } from '../setup/bureau.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}
interface Sent {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

let [bureau, collector]: [Bureau?, Server?] = [];
const bodies: string[] = [];
const spans: Span[] = [];
const started: { child: ChildProcess; said: () => string }[] = [];

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv): () => string {
  const child = spawn(command, [...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  started.push({ child, said: () => text });
  return () => text;
}

let api = '';
beforeAll(async () => {
  bureau = await Bureau.open();
  collector = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    req.on('end', () => {
      bodies.push(body);
      const sent = JSON.parse(body) as Sent;
      spans.push(...sent.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));
      res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await vi.waitFor(() => expect(collector!.address()).not.toBeNull());
  const { port } = collector.address() as AddressInfo;
  const env = {
    ...process.env,
    ...inject('stack').env,
    // A worker of its own: the others send nothing.
    TEMPORAL_TASK_QUEUE: `traced-${randomUUID()}`,
    WORKER_METRICS_ADDRESS: '',
    DUBAN_WORKFLOW_BUNDLE: inject('stack').bundle!,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    API_PORT: '0',
  };
  const worker = workerService({ env });
  start(worker.command, worker.args, env);
  const { command, args } = apiCommand(env);
  const said = start(command, args, env);
  await vi.waitFor(() => expect(said()).toMatch(/"port":\d+/), { timeout: 50_000, interval: 100 });
  api = `http://127.0.0.1:${/"port":(\d+)/.exec(said())![1]}`;
});
afterAll(async () => {
  for (const { child } of started) child.kill('SIGTERM');
  collector?.close();
  await bureau?.close();
});

async function filed(
  officer: string,
  path: string,
  body: object,
): Promise<{ trace: string; body: Record<string, string> }> {
  const trace = randomBytes(16).toString('hex');
  const key = randomUUID();
  // A busy machine answers before the verdict: asked again under the same key, in the same trace.
  for (;;) {
    const answer = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await bureau!.token(officer)}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        traceparent: `00-${trace}-${'b'.repeat(16)}-01`,
      },
      body: JSON.stringify(body),
    });
    const read = (await answer.json()) as Record<string, string>;
    expect(answer.status, JSON.stringify(read)).toBeLessThan(300);
    if (answer.status !== 202) return { trace, body: read };
  }
}

const namesIn = (trace: string): string[] =>
  spans.filter(({ traceId }) => traceId === trace).map(({ name }) => name);

/** Every span of it hangs on another one of it, or on the caller's. */
function isWhole(trace: string): void {
  const all = spans.filter(({ traceId }) => traceId === trace);
  const known = new Set([...all.map(({ spanId }) => spanId), 'b'.repeat(16)]);
  expect(all.filter(({ parentSpanId }) => !known.has(parentSpanId ?? ''))).toEqual([]);
}

it('from the request over start or signal and workflow task to the activity that enters the verdict; no file, no person, no words', async () => {
  const subject = await bureau!.institution();
  const number = documentNo();
  const opened = await filed(people.supervision, '/v1/rapid-responses', {
    direction: 'A',
    subject: { kind: 'institution', id: subject },
    documentNo: number,
    document: document(),
    grounds: ['suspected-violation'],
    investigation: document(2),
  });
  const file = opened.body['file']!;
  const act = await filed(
    people.payment,
    `/v1/files/${file}/acts/suspension-decision`,
    payload['suspension-decision']((await bureau!.now(file)) - 1),
  );
  await vi.waitFor(
    () => {
      expect(namesIn(opened.trace)).toEqual(
        expect.arrayContaining([
          'POST /v1/rapid-responses',
          'StartWorkflow:rapidResponse',
          'WorkflowTask:start',
          'RunActivity:enterTurn',
        ]),
      );
      expect(namesIn(act.trace)).toEqual(
        expect.arrayContaining([
          'POST /v1/files/:id/acts/:type',
          'SignalWorkflow:act',
          'WorkflowTask:act',
          'RunActivity:takeActs',
          'RunActivity:enterTurn',
        ]),
      );
    },
    { timeout: 20_000, interval: 200 },
  );
  isWhole(opened.trace);
  isWhole(act.trace);
  const all = bodies.join('\n');
  for (const told of [
    file,
    subject,
    number,
    people.supervision,
    people.payment,
    'Bearer',
    'idempotency',
  ])
    expect(all).not.toContain(told);
  // The line of the request is in the same trace.
  const lines = started[1]!
    .said()
    .split('\n')
    .filter((line) => line.includes(act.trace));
  expect(lines.some((line) => line.includes('"msg":"request"'))).toBe(true);
});
