/** PostgreSQL and the Temporal server are killed under a file: what was there is there afterwards. */
import { Connection } from '@temporalio/client';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStack, type Stack } from '../../tools/engine/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    temporary: true,
    namespaces: [{ name: 'test', retentionDays: 1, timeSkipping: true }],
  });
});
afterAll(() => stack?.stop());

async function withEngine<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const apiKey = await stack.token({ sub: 'chaos', permissions: ['test:write'] });
  const connection = await Connection.connect({
    address: stack.temporalAddress,
    tls: false,
    apiKey,
  });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

const start = (workflowId: string): Promise<unknown> =>
  withEngine(({ workflowService }) =>
    workflowService.startWorkflowExecution({
      namespace: 'test',
      workflowId,
      requestId: workflowId,
      workflowType: { name: 'x' },
      taskQueue: { name: 'x' },
    }),
  );
const describe = (workflowId: string): Promise<string | null | undefined> =>
  withEngine(async ({ workflowService }) => {
    const { workflowExecutionInfo } = await workflowService.describeWorkflowExecution({
      namespace: 'test',
      execution: { workflowId },
    });
    return workflowExecutionInfo?.execution?.workflowId;
  });

it.each(['temporal', 'postgres', 'temporal-worker'])('%s', async (name) => {
  await start(`before-${name}`);
  await stack.kill(name);
  await stack.restart(name);
  await expect.poll(() => describe(`before-${name}`), { timeout: 60_000 }).toBe(`before-${name}`);
  await expect.poll(() => start(`after-${name}`).then(() => true), { timeout: 60_000 }).toBe(true);
});

it('the application writes again after PostgreSQL was killed', async () => {
  const sql = postgres(stack.databaseUrl, { onnotice: () => {} });
  await sql`select 1`;
  await stack.kill('postgres');
  await stack.restart('postgres');
  await expect
    .poll(() => sql`select 1 as one`.then((rows) => rows[0]?.['one']), { timeout: 20_000 })
    .toBe(1);
  await sql.end();
});
