/** 教程 docs/tutorial.md is run as it stands, against the run's engine: only where the tokens come from is another place. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bureau, people } from '../setup/bureau.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

it(
  'TJ51-5.0: every line of the tutorial works, from the call of a meeting to its end',
  { timeout: 120_000 },
  async () => {
    const server = b.service.app.listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const text = await readFile(new URL('../../docs/tutorial.md', import.meta.url), 'utf8');
      const lines = [...text.matchAll(/^```sh\n(.*?)^```/gms)]
        .map(([, block]) => block!)
        .join('\n');
      expect(lines.match(/^BASE=http:\/\/127\.0\.0\.1:8300$/m)).not.toBeNull();
      const script = [
        'set -euo pipefail',
        'npm() { case "${!#}" in o-jds-1) echo "$TOKEN_JDS";; o-zfc-1) echo "$TOKEN_ZFC";; *) exit 9;; esac; }',
        lines.replace('127.0.0.1:8300', `127.0.0.1:${port}`),
      ].join('\n');
      const { stdout } = await promisify(execFile)('bash', ['-c', script], {
        env: {
          ...process.env,
          TOKEN_JDS: await b.token(people.supervision),
          TOKEN_ZFC: await b.token(people.payment),
        },
      });
      const said = stdout.trim().split('\n');
      expect(said.slice(0, 2)).toEqual([
        '/v1/joint-meetings',
        expect.stringContaining('heldAt, attendees, record'),
      ]);
      expect(said[2]).toMatch(/^LX\.tj\.\d{4}-\d+$/);
      expect(said.filter((line) => line === 'accepted')).toHaveLength(4);
      expect(said).toContain('minutes-unconfirmed');
      expect(said).toContain('closed');
    } finally {
      server.close();
    }
  },
);
