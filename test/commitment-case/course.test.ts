import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../domain/time/civil-date.ts';
import { Bureau, Matter, archive, city, told, today } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

describe.concurrent('the whole way of a case, with everything that can be filed at each stage', () => {
  it('TJ84-3.2 TJ84-7 certification, 相符: fed back and received, the file ends', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    expect(await m.possible()).toEqual(['archive']);
    await m.accept('archive');
    expect(await m.possible()).toEqual(['archive-version', 'push']);
    await m.accept('push');
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'distribution',
      'transfer',
    ]);
    await m.accept('distribution');
    expect(await m.possible()).toEqual([
      'archive-version',
      'check-record',
      'conduct-link',
      'reassignment',
      'transfer',
    ]);
    await m.accept('check-record');
    expect(await m.possible()).toEqual([
      'archive-version',
      'check-record',
      'conduct-link',
      'reassignment',
      'supervision-result',
      'transfer',
    ]);
    await m.accept('supervision-result');
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'feedback-receipt',
      'transfer',
    ]);
    expect(await m.view()).toMatchObject({
      stage: 'fed-back',
      blocking: city.accepting,
      parties: { accepting: city.accepting, supervising: city.supervising },
    });
    await m.accept('feedback-receipt');
    await m.closed('conforming');
    expect(await m.breaches()).toEqual([]);
    expect((await m.case()).result).toMatchObject({ id: m.id, state: 'live' });
  });

  it('TJ84-9.1 TJ84-9.2 TJ84-10.1 credit: supplemented, judged lost, stopped, revoked', async () => {
    const m = await Matter.open(bureau, { type: 'credit' });
    expect(await m.possible()).toEqual(['archive']);
    await m.accept('archive');
    expect(await m.possible()).toEqual(['archive-version', 'push']);
    await m.accept('push');
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'distribution',
      'supplement',
      'transfer',
    ]);
    await m.accept('distribution');
    expect(await m.possible()).toEqual([
      'archive-version',
      'check-record',
      'conduct-link',
      'reassignment',
      'supplement',
      'transfer',
    ]);
    await m.accept('check-record', { result: 'to-supplement' });
    expect(await m.possible()).toEqual([
      'archive-version',
      'check-record',
      'conduct-link',
      'reassignment',
      'supervision-result',
      'supplement',
      'transfer',
    ]);
    await m.accept('supervision-result', {
      result: 'to-supplement',
      conforming: [],
      promisedOn: addDays(today(), 9),
    });
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'feedback-receipt',
      'reassignment',
      'supplement',
      'transfer',
    ]);
    await m.accept('feedback-receipt');
    await m.accept('supplement');
    expect(await m.possible()).toEqual([
      'archive-version',
      'check-record',
      'conduct-link',
      'reassignment',
      'supplement',
      'transfer',
    ]);
    await m.judge({
      result: 'not-conforming',
      conforming: [],
      canSupplement: false,
      handlingSuggestion: { kind: 'revoke', text: '样例' },
      conduct: { unlawful: true, dishonest: true, facts: '样例' },
    });
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'credit-entry',
      'feedback-receipt',
      'revocation-suggestion',
      'stop-order',
      'transfer',
    ]);
    await m.accept('stop-order');
    await m.accept('credit-entry');
    await m.accept('revocation-suggestion');
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'credit-objection',
      'feedback-receipt',
      'revocation',
      'transfer',
    ]);
    await m.accept('revocation');
    // What was confirmed of the conduct is dealt with also when the result is gone.
    expect(await m.possible()).toEqual(['conduct-link']);
    await m.accept('conduct-link');
    await m.closed('revoked');
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-4 reported by a system for the accepting department: the same case', async () => {
    const m = await Matter.open(bureau, {
      type: 'certification',
      by: 's-oa',
      approval: { accepting: city.accepting, archive: archive(), push: true },
    });
    expect(await m.view()).toMatchObject({
      stage: 'pushed',
      parties: { accepting: city.accepting, supervising: city.supervising },
    });
    expect(told(await new Matter(bureau, { type: 'certification' }).refused({}, 's-oa'))).toEqual([
      403,
      'acceptor-not-listed',
      'TJ84-5.1',
    ]);
  });

  it('a case number with brackets becomes no link in the Web UI, which reads Markdown', async () => {
    const m = await Matter.open(bureau, {
      type: 'certification',
      approval: { archive: archive(), push: true },
    });
    await m.accept('conduct-link', { to: { caseNo: '[点此](//evil.example/1)' } });
    const { engine } = bureau.service;
    await vi.waitFor(
      async () => {
        const { currentDetails } = await engine.as('duban', () =>
          engine.client.workflow
            .getHandle(m.file)
            .query<{ currentDetails: string }>('__temporal_workflow_metadata'),
        );
        expect(currentDetails).toMatch(/已转 .点此.\(\/\/evil/);
        expect(currentDetails).not.toContain('](');
      },
      { timeout: 10_000 },
    );
  });

  it('archived and pushed with the approval', async () => {
    const m = await Matter.open(bureau, {
      type: 'certification',
      approval: { archive: archive(), push: true },
    });
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'distribution',
      'transfer',
    ]);
  });
});
