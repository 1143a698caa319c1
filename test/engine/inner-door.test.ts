/** Another user of the machine, or a page in somebody's browser, finds no door into the engine: no road without a token, none with one that only reads. */
import { request } from 'node:http';
import { Connection } from '@temporalio/client';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mintEngineToken, readSigningKey, type SigningKey } from '../../engine-token.ts';

const { temporalAddress, namespace, signingKeyFile, ports, uiUrl } = inject('stack');
const workflowType = { name: 'nobody-takes-this-up' };
const taskQueue = { name: 'nobody-polls-this' };
const workflowId = 'inner-door-1';
const execution = { workflowId };

let key: SigningKey;
let own: Connection;
let runId: string;
const tokens: Record<string, string | undefined> = {};
beforeAll(async () => {
  key = await readSigningKey(signingKeyFile);
  own = await Connection.connect({
    address: temporalAddress,
    tls: false,
    apiKey: await mintEngineToken(key, { sub: 'api', permissions: [`${namespace}:write`] }),
  });
  ({ runId } = (await own.workflowService.startWorkflowExecution({
    namespace,
    workflowId,
    workflowType,
    taskQueue,
    requestId: workflowId,
  })) as { runId: string });
  const signed = (claims: object, audience?: string): Promise<string> => {
    const jwt = new SignJWT({ permissions: ['temporal-system:admin'], ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .setSubject('somebody')
      .setIssuedAt()
      .setExpirationTime('5 min');
    return (audience === undefined ? jwt : jwt.setAudience(audience)).sign(key.key);
  };
  Object.assign(tokens, {
    'a token that reads': await mintEngineToken(key, {
      sub: 'somebody',
      permissions: [`${namespace}:read`, 'temporal-system:read'],
    }),
    'a token for nobody in particular': await signed({}),
    'a token for the API': await signed({}, 'duban'),
  });
});
afterAll(async () => {
  await own.close();
});

const acts = {
  terminate: (c: Connection) =>
    c.workflowService.terminateWorkflowExecution({
      namespace,
      workflowExecution: execution,
      reason: 'x',
    }),
  reset: (c: Connection) =>
    c.workflowService.resetWorkflowExecution({
      namespace,
      workflowExecution: { workflowId, runId },
      reason: 'x',
      workflowTaskFinishEventId: 3 as never,
      requestId: 'x',
    }),
  signal: (c: Connection) =>
    c.workflowService.signalWorkflowExecution({
      namespace,
      workflowExecution: execution,
      signalName: 'act',
    }),
  start: (c: Connection) =>
    c.workflowService.startWorkflowExecution({
      namespace,
      workflowId: 'inner-door-2',
      workflowType,
      taskQueue,
      requestId: 'x',
    }),
  delete: (c: Connection) =>
    c.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: execution }),
} as const;
const withTokens = [
  'no token',
  'a token that reads',
  'a token for nobody in particular',
  'a token for the API',
] as const;
const inner = ['internalFrontend', 'history', 'matching'] as const;

async function untouched(): Promise<void> {
  const { history } = await own.workflowService.getWorkflowExecutionHistory({
    namespace,
    execution,
  });
  expect(
    history?.events?.map((event) =>
      Boolean(
        event.workflowExecutionStartedEventAttributes ?? event.workflowTaskScheduledEventAttributes,
      ),
    ),
  ).toEqual([true, true]);
  await expect(
    own.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId: 'inner-door-2' },
    }),
  ).rejects.toThrow(/not found/i);
}

describe('by gRPC', () => {
  it.each(
    withTokens.flatMap((token) =>
      (Object.keys(acts) as (keyof typeof acts)[]).map((act) => [act, token] as const),
    ),
  )('nobody may %s at the frontend with %s', async (act, token) => {
    const apiKey = tokens[token];
    const connection = Connection.lazy({
      address: temporalAddress,
      tls: false,
      ...(apiKey && { apiKey }),
    });
    await expect(
      connection.withDeadline(Date.now() + 10_000, () => acts[act](connection)),
    ).rejects.toMatchObject({ code: 7 });
    await connection.close();
  });

  it.each(
    inner.flatMap((port) =>
      [
        ['in the clear', false],
        ['without a certificate', true],
      ].map(([how, tls]) => [port, how, tls] as const),
    ),
  )('nobody is heard at %s, %s', async (port, _how, tls) => {
    const connection = Connection.lazy({
      address: `127.0.0.1:${ports[port]}`,
      tls: tls ? { serverNameOverride: 'duban-engine', serverRootCACertificate: undefined } : false,
    });
    await Promise.all(
      Object.values(acts).map((act) =>
        expect(
          connection.withDeadline(Date.now() + 2_000, () => act(connection)),
        ).rejects.toMatchObject({ code: expect.toBeOneOf([4, 14]) }),
      ),
    );
    await connection.close();
  });

  it('and the file is as it was', untouched);
});

interface Sent {
  status: number;
  text: string;
}
/** As a browser or curl would, with any header: fetch keeps Host and Origin to itself. */
const send = (
  port: number,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      },
      (answer) => {
        let text = '';
        answer
          .setEncoding('utf8')
          .on('data', (more: string) => {
            text += more;
          })
          .on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });

const at = `/api/v1/namespaces/${namespace}/workflows`;
const posts = [
  [`${at}/${workflowId}/terminate`, { reason: 'x' }],
  [`${at}/${workflowId}/reset`, { reason: 'x', workflowTaskFinishEventId: 3 }],
  [`${at}/${workflowId}/signal/act`, {}],
  [`${at}/inner-door-2`, { workflowType, taskQueue }],
  [
    `/api/v1/namespaces/${namespace}/batch-operations/x`,
    { visibilityQuery: 'true', terminationOperation: {}, reason: 'x' },
  ],
] as const;
const door = Number(new URL(uiUrl).port);

describe('by HTTP', () => {
  it.each(withTokens.flatMap((token) => posts.map(([path, body]) => [path, token, body] as const)))(
    'nobody may POST %s at the frontend with %s',
    async (path, token, body) => {
      const bearer = tokens[token];
      const { status } = await send(
        ports['temporalHttp']!,
        'POST',
        path,
        bearer ? { Authorization: `Bearer ${bearer}` } : {},
        JSON.stringify(body),
      );
      expect([401, 403]).toContain(status);
    },
  );

  it.each(posts)(
    'nobody may POST %s at the Web UI, whatever token they bring',
    async (path, body) => {
      const write = await mintEngineToken(key, {
        sub: 'somebody',
        permissions: [`${namespace}:write`],
      });
      for (const headers of [{}, { Authorization: `Bearer ${write}` }] as Record<string, string>[])
        expect(
          (
            await send(
              door,
              'POST',
              path,
              { Host: `127.0.0.1:${door}`, ...headers },
              JSON.stringify(body),
            )
          ).status,
        ).toBe(405);
    },
  );

  it('behind the door nobody is heard without a token', async () => {
    expect((await send(ports['temporalUiInner']!, 'GET', at)).status).toBe(403);
    for (const [path, body] of posts)
      expect(
        (await send(ports['temporalUiInner']!, 'POST', path, {}, JSON.stringify(body))).status,
      ).toBeGreaterThanOrEqual(400);
  });

  it('a page of another origin, and one that has rebound its name, read nothing', async () => {
    const host = `127.0.0.1:${door}`;
    expect((await send(door, 'GET', at, { Host: host })).status).toBe(200);
    expect(
      (
        await send(door, 'GET', at, {
          Host: host,
          Origin: uiUrl,
          'Sec-Fetch-Site': 'same-origin',
          'Sec-Fetch-Mode': 'cors',
        })
      ).status,
    ).toBe(200);
    for (const headers of [
      { Host: `evil.example:${door}` },
      { Host: 'evil.example' },
      { Host: '127.0.0.1' },
    ])
      expect((await send(door, 'GET', at, headers)).status).toBe(421);
    for (const Origin of ['http://evil.example', 'null', 'http://127.0.0.1:1'])
      expect((await send(door, 'GET', at, { Host: host, Origin })).status).toBe(403);
    for (const site of ['cross-site', 'same-site'])
      expect(
        (
          await send(door, 'GET', at, {
            Host: host,
            'Sec-Fetch-Site': site,
            'Sec-Fetch-Mode': 'no-cors',
          })
        ).status,
      ).toBe(403);
    // A link from elsewhere opens the page, which nobody frames.
    expect(
      (
        await send(door, 'GET', `/namespaces/${namespace}/workflows`, {
          Host: host,
          'Sec-Fetch-Site': 'cross-site',
          'Sec-Fetch-Mode': 'navigate',
        })
      ).status,
    ).toBe(200);
  });

  it('coordinators read the list and a file through the door', async () => {
    const { text } = await send(door, 'GET', `${at}/${workflowId}/history`, {
      Host: `127.0.0.1:${door}`,
    });
    expect(text).toContain('nobody-takes-this-up');
    // The details of a file are a query, which the UI asks by POST, with a question mark at its end: it reaches the server, which has no such file.
    const asked = await send(
      door,
      'POST',
      `${at}/inner-door-2/query/__temporal_workflow_metadata?`,
      { Host: `127.0.0.1:${door}`, Origin: uiUrl },
      JSON.stringify({ query: { queryType: '__temporal_workflow_metadata' } }),
    );
    expect(asked.status).toBe(404);
    expect(asked.text).toContain('not found');
    expect(
      (
        await send(
          door,
          'POST',
          `${at}/${workflowId}/terminate?/query/x`,
          { Host: `127.0.0.1:${door}` },
          '{}',
        )
      ).status,
    ).toBe(405);
  });

  it('and the file is as it was', untouched);
});
