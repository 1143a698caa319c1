/** The connection to the engine: closed while the engine is away, it leaves nothing behind that would try again. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { Engine } from '../../api/intake/engine.ts';

it('what is under way when it is closed ends, and is not tried again', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const engine = Engine.connect({ address: `127.0.0.1:${port}`, namespace: 'x', taskQueue: 'x' });
  let ended = false;
  const asked = engine
    .as('x', () => engine.connection.workflowService.describeNamespace({ namespace: 'x' }))
    .catch((error: { code?: number }) => {
      ended = true;
      return error.code;
    });
  await once(server, 'connection');
  await engine.close();
  server.close();
  // Nothing waits any more when the connection is closed: a timer that tried again would throw where nobody catches it.
  expect(ended).toBe(true);
  expect(await asked).toBe(14);
});
