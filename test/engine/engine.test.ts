/** The engine as the tests' stack sets it up: who may call, who is named, and where time may be skipped. */
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mintEngineToken, readSigningKey, type SigningKey } from '../../engine-token.ts';

const { temporalAddress: address, namespace, signingKeyFile } = inject('stack');
const workflowType = { name: 'nobody-takes-this-up' };
const taskQueue = { name: 'nobody-polls-this' };

let key: SigningKey;
let connection: Connection;

const tokenOf = (sub: string, ...permissions: string[]): Promise<string> =>
  mintEngineToken(key, { sub, permissions });

beforeAll(async () => {
  key = await readSigningKey(signingKeyFile);
  connection = await Connection.connect({
    address,
    tls: false,
    apiKey: await tokenOf('api', `${namespace}:write`),
  });
});
afterAll(() => connection.close());

async function start(workflowId: string): Promise<void> {
  await connection.workflowService.startWorkflowExecution({
    namespace,
    workflowId,
    workflowType,
    taskQueue,
    requestId: workflowId,
  });
}

const signal = (workflowId: string): Promise<unknown> =>
  connection.workflowService.signalWorkflowExecution({
    namespace,
    workflowExecution: { workflowId },
    signalName: 'act',
  });

describe('tokens', () => {
  it('the history names the officer whose token came with a signal', async () => {
    await start('principal-1');
    await connection.withApiKey(await tokenOf('officer-7', `${namespace}:write`), () =>
      signal('principal-1'),
    );
    const { history } = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId: 'principal-1' },
    });
    const principals = history?.events?.map((event) => [
      event.workflowExecutionSignaledEventAttributes ? 'signalled' : 'other',
      event.principal?.name,
    ]);
    expect(principals).toContainEqual(['signalled', 'officer-7']);
    expect(history?.events?.[0]?.principal?.name).toBe('api');
  });

  it('a call without a token is refused', async () => {
    const anonymous = await Connection.connect({ address, tls: false }).catch(
      (error: unknown) => error as Error,
    );
    if (anonymous instanceof Error) return expect(anonymous.message).toMatch(/unauthorized/i);
    const call = anonymous.workflowService.describeNamespace({ namespace });
    await expect(call).rejects.toThrow(/unauthorized/i);
    await anonymous.close();
  });

  it('a reader can neither start nor signal', async () => {
    await start('reader-1');
    const reader = await tokenOf('reader', `${namespace}:read`);
    await expect(connection.withApiKey(reader, () => start('reader-2'))).rejects.toThrow(
      /unauthorized/i,
    );
    await expect(connection.withApiKey(reader, () => signal('reader-1'))).rejects.toThrow(
      /unauthorized/i,
    );
  });

  it("another key's token is refused", async () => {
    const { generateKeyPair } = await import('jose');
    const { privateKey } = await generateKeyPair('ES256');
    const forged = await mintEngineToken(
      { kid: key.kid, key: privateKey },
      { sub: 'officer-7', permissions: [`${namespace}:write`] },
    );
    await expect(connection.withApiKey(forged, () => start('forged-1'))).rejects.toThrow(
      /unauthorized/i,
    );
  });
});
