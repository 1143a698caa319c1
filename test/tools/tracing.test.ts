/** What a span may say, and that nothing of tracing is loaded where it is off. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { bare } from '../../api/http/tracing.ts';

it('of a span leave route, method and status only; of an error its kind', () => {
  const span = {
    name: 'SignalWorkflow:act',
    attributes: {
      'http.route': '/v1/files/:id',
      temporalWorkflowId: 'RR-A.tj.2026-00001',
      run_id: 'x',
    },
    events: [
      {
        name: 'exception',
        time: [0, 0],
        attributes: {
          'exception.type': 'Error',
          'exception.message': '张三',
          'exception.stacktrace': '张三',
        },
      },
    ],
    status: { code: SpanStatusCode.ERROR, message: '张三' },
    links: [],
  } as unknown as ReadableSpan;
  const left = bare(span);
  expect(left.name).toBe('SignalWorkflow:act');
  expect(left.attributes).toEqual({ 'http.route': '/v1/files/:id' });
  expect(left.events[0]!.attributes).toEqual({ 'exception.type': 'Error' });
  expect(left.status).toEqual({ code: SpanStatusCode.ERROR });
});

it('the packages of tracing stand in three files, which are loaded where an endpoint is set and nowhere else', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((name) => /^(worker|api|workflows|activities|db|domain|settings)/.test(name));
  const source = (name: string) => readFileSync(join(root, name), 'utf8');
  const places = ['api/http/trace-requests.ts', 'api/http/tracing.ts', 'worker/tracing.ts'];
  const using = /from '@(opentelemetry\/|temporalio\/interceptors-opentelemetry)/;
  expect(files.filter((name) => using.test(source(name))).sort()).toEqual(places);
  const loading = /^(import|export) (?!type\b).*from '[^']*\/(trace-requests|tracing)\.ts'/m;
  expect(files.filter((name) => loading.test(source(name)))).toEqual(['worker/tracing.ts']);
});
