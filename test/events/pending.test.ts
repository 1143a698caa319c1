/** What is not answered for good: kept and not judged yet, or our own fault. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../api/http/authentication.ts';
import { answerEvents } from '../../api/commitment-case/events.ts';
import {
  act,
  acts as well,
  approved,
  archive,
  Bureau,
  city,
  newResult,
  platform,
  report,
  states,
} from './fixtures.ts';

let hasty: Bureau;
beforeAll(async () => {
  hasty = await Bureau.open({ verdictTimeout: 0, relayEvery: 200, relayOlderThan: 500 });
});
afterAll(async () => {
  await hasty.close();
});

const officer: Caller = {
  id: city.acceptor,
  kind: 'person',
  unit: city.accepting,
  bureau: 'tj',
  roles: ['handler'],
  unitRoles: ['city-fund-centre'],
  removed: false,
  system: platform,
};
const log = pino({ level: 'silent' });

describe('an event without its final answer', () => {
  it('TJ84-4 pending: it is kept; sent again it is the same act, until its verdict is there', async () => {
    const result = newResult();
    const batch = [
      approved(result, { archive: undefined, push: undefined }),
      act('archive', result, archive()),
      act('push', result),
    ];
    const first = await report(hasty, city.acceptor, ...batch);
    expect(first.map(({ state }) => state)).toContain('pending');
    const last = await vi.waitFor(
      async () => {
        const answers = await report(hasty, city.acceptor, ...batch);
        expect(states(answers)).toEqual(['accepted', 'accepted', 'accepted']);
        return answers;
      },
      { timeout: 15_000, interval: 50 },
    );
    expect(last.map((a) => a.act)).toEqual(first.map((a) => a.act));
    expect((await hasty.owner`select 1 from inbox where file_id = ${last[0]!.file}`).length).toBe(
      3,
    );
  });

  it('TJ84-4 a fault of ours in one event blocks no other result, and is no answer; nothing about its own result overtakes it: sent again all are judged in order', async () => {
    const [known, fresh] = [newResult(), newResult()];
    await report(hasty, city.acceptor, approved(known, { push: undefined }));
    const batch = [act('push', known), well.received(known), approved(fresh)];
    const { acts } = hasty.service;
    const away = vi.spyOn(acts.engine, 'clockOf').mockRejectedValue(new Error('away'));
    const [push, behind, approval] = await answerEvents(acts, log, officer, batch);
    away.mockRestore();
    expect(push).toMatchObject({ key: batch[0]!.key, state: 'fault', code: 'internal' });
    expect(behind).toMatchObject({ state: 'fault', code: 'not-ready' });
    // Its verdict may be there already.
    expect(approval).toMatchObject({
      state: expect.stringMatching(/^(pending|accepted)$/),
      file: expect.stringMatching(/^CC-ZM/),
    });
    await vi.waitFor(
      async () => {
        expect(states(await report(hasty, city.acceptor, ...batch))).toEqual([
          'accepted',
          'refused not-awaited',
          'accepted',
        ]);
      },
      { timeout: 15_000, interval: 100 },
    );
  });
});
