/** The driver outlives its connections: whatever was under way is answered or refused, notifications come again, nobody waits for ever (patches/postgres+3.4.9.patch). */
import { once } from 'node:events';
import { connect as dial, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';

/** A line to PostgreSQL that can be cut: every connection through it breaks off, and for a while nobody gets through. */
class Line {
  readonly sockets = new Set<Socket>();
  up = true;
  server: Server;
  constructor(to: { host: string; port: number }) {
    this.server = createServer((caller) => {
      if (!this.up) return caller.destroy();
      const onward = dial(to.port, to.host);
      for (const [one, other] of [
        [caller, onward],
        [onward, caller],
      ] as const) {
        this.sockets.add(one);
        one
          .on('error', () => other.destroy())
          .on('close', () => {
            this.sockets.delete(one);
            other.destroy();
          })
          .pipe(other);
      }
      return undefined;
    });
  }

  cut(how: 'close' | 'reset'): void {
    this.up = false;
    for (const socket of this.sockets)
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
  }
}

let [line, sql]: [Line, Sql] = [] as never;
beforeAll(async () => {
  const url = new URL(inject('stack').databaseUrl);
  line = new Line({ host: url.hostname, port: Number(url.port) });
  await once(line.server.listen(0, '127.0.0.1'), 'listening');
  url.port = String((line.server.address() as AddressInfo).port);
  sql = connect(url.href, { max: 4, name: 'duban-outage' });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  line.cut('close');
  line.server.close();
});

describe('an outage of PostgreSQL', () => {
  it('cut off twenty times under load: every statement and transaction settles, and work goes on within seconds', async () => {
    const state = { over: false };
    let [done, refused] = [0, 0];
    const asked: (() => Promise<unknown>)[] = [
      () => sql`select ${'x'.repeat(50)}::text, pg_sleep(0.003)`,
      () => sql`select ${sql.json({ a: 1 })}::jsonb`,
      () =>
        sql.begin(async (tx) => {
          await tx`select 1`;
          await pause(2);
          await tx`select pg_sleep(0.002)`;
        }),
      () =>
        sql.begin(async (tx) => {
          await tx`select 1`;
          await tx.savepoint((s) => s`select ${2}::int`);
        }),
    ];
    const callers = Array.from({ length: 12 }, async (_, i) => {
      while (!state.over) {
        await asked[i % asked.length]!().then(
          () => {
            done++;
          },
          () => {
            refused++;
          },
        );
        await pause(1);
      }
    });
    for (let i = 0; i < 20; i++) {
      await pause(40 + 7 * i);
      line.cut(i % 2 === 0 ? 'close' : 'reset');
      await pause(11 * i);
      line.up = true;
    }
    const before = done;
    await vi.waitFor(() => expect(done).toBeGreaterThan(before + 100), { timeout: 10_000 });
    state.over = true;
    await Promise.all(callers);
    expect(refused).toBeGreaterThan(0);
  });

  it('a notification is heard again afterwards', async () => {
    let heard = 0;
    const listening = await sql.listen('duban_outage_test', () => {
      heard++;
    });
    line.cut('reset');
    await pause(100);
    line.up = true;
    await vi.waitFor(
      async () => {
        await sql`select pg_notify('duban_outage_test', '')`;
        expect(heard).toBeGreaterThan(0);
      },
      { timeout: 10_000, interval: 100 },
    );
    await listening.unlisten();
  });
});
