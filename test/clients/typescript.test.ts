/** The client for TypeScript: generated from the document that the API serves, compiled, and played against it through a whole file. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bureau, document, iso, people } from '../setup/bureau.ts';

/** What the test uses of it; the client's own types are checked when it is built. */
interface Client {
  createDuban(options: {
    baseUrl: string;
    token: () => Promise<string>;
    firstPause?: number;
    fetch?: (request: Request) => Promise<Response>;
  }): {
    act(file: string, type: string, body: unknown, key?: string): Promise<{ id: string }>;
    send<R>(path: string, body: unknown, key?: string): Promise<R>;
    api: { GET(path: string, init: object): Promise<{ data?: { stage: string } }> };
  };
  verified(body: string, headers: Record<string, string>, secrets: string[]): unknown;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const npm = (...args: string[]) =>
  promisify(execFile)('npm', ['run', '-s', ...args], { cwd: root, maxBuffer: 1e8 });

let b: Bureau;
let client: Client;
let baseUrl: string;
let close: () => void;
beforeAll(async () => {
  b = await Bureau.open();
  const server = b.service.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => server.close();
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'duban-client-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, await (await fetch(`${baseUrl}/openapi.json`)).text());
    await npm('generate', '-w', 'clients/typescript', '--', file);
    await npm('build', '-w', 'clients/typescript');
  } finally {
    await rm(folder, { recursive: true });
  }
  client = (await import(join(root, 'clients/typescript/dist/index.js'))) as Client;
}, 240_000);
afterAll(async () => {
  close();
  await b.close();
});

it(
  'TJ51-5.0: plays a meeting from its call to its end, over answers that get lost',
  { timeout: 60_000 },
  async () => {
    let lost = 0;
    const as = (officer: string) =>
      client.createDuban({
        baseUrl,
        token: () => b.token(officer),
        firstPause: 1,
        // Each first answer of a request is lost on the way.
        fetch: async (request) => {
          const answer = await fetch(request);
          if (request.method === 'POST' && lost++ % 2 === 0) throw new TypeError('fetch failed');
          return answer;
        },
      });
    const [jds, zfc] = [as(people.supervision), as(people.payment)];
    const { file } = await jds.send<{ file: string }>('/v1/joint-meetings', {
      supervision: 'tj.jds',
      handling: 'tj.zfc',
      on: iso(Date.now() + 3_600_000),
      topics: [{ topic: '样例议题' }],
    });
    await zfc.act(file, 'attendance', { attends: true });
    await expect(jds.act(file, 'closure', {})).rejects.toMatchObject({
      name: 'DubanProblem',
      problem: { status: 409, clause: 'TJ51-5.0', lawful: { zh: expect.any(String) } },
    });
    await jds.act(file, 'joint-minutes', {
      heldAt: iso(await b.now(file)),
      attendees: [people.supervision, people.payment],
      record: '样例记录',
      none: true,
      document: document(),
    });
    await zfc.act(file, 'minutes-answer', { agrees: true });
    const closing = await jds.act(file, 'closure', {}, 'closing-of-the-client');
    expect(await jds.act(file, 'closure', {}, 'closing-of-the-client')).toMatchObject({
      id: closing.id,
    });
    const { data } = await jds.api.GET('/v1/files/{id}', { params: { path: { id: file } } });
    expect(data).toMatchObject({ stage: 'closed' });
    const { body } = await b.get(people.regulator, `/v1/files/${file}/acts`);
    const taken = (body as { items: { type: string }[] }).items.map(({ type }) => type);
    expect(taken.filter((type) => type === 'joint-minutes')).toHaveLength(1);
  },
);

it('is a package that can be published: what was built, how it is used, under which licence, and nothing else', async () => {
  const packed = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--silent'], {
    cwd: join(root, 'clients/typescript'),
  });
  const [{ files }] = JSON.parse(packed.stdout) as [{ files: { path: string }[] }];
  expect(files.map(({ path }) => path).sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/schema.d.ts',
    'dist/schema.js',
    'package.json',
  ]);
});

it('gives up with the key to go on with, and does not repeat what is refused', async () => {
  let asked = 0;
  const away = client.createDuban({
    baseUrl,
    token: () => b.token(people.supervision),
    firstPause: 1,
    fetch: () => {
      asked++;
      return Promise.resolve(Response.json({ code: 'internal' }, { status: 503 }));
    },
  });
  await expect(away.act('LX.tj.2026-1', 'closure', {}, 'k-1')).rejects.toMatchObject({
    name: 'DubanUnanswered',
    key: 'k-1',
  });
  expect(asked).toBe(8);
});

it('checks a webhook by each secret, and refuses another body', () => {
  const secrets = ['old', 'new'].map(
    (word) => `whsec_${Buffer.from(word.repeat(10)).toString('base64')}`,
  );
  const now = new Date();
  const body = '{"type":"checkpoint"}';
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secrets[1]!).sign('msg_1', now, body),
  };
  expect(client.verified(body, headers, secrets)).toEqual({ type: 'checkpoint' });
  expect(() => client.verified(`${body} `, headers, secrets)).toThrow();
  expect(() => client.verified(body, headers, [])).toThrow('no secret');
});
