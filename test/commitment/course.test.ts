import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, Matter, archive, city } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => { bureau = await Bureau.open(); });
afterAll(async () => { await bureau.close(); });

describe.concurrent('the whole way of a case, with everything that can be filed at each stage', () => {
  it('TJ84-3.2 TJ84-7 certification, 相符: fed back and received, the file ends', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    expect(await m.possible()).toEqual(['archive']);
    await m.accept('archive');
    expect(await m.possible()).toEqual(['archive-version', 'push']);
    await m.accept('push');
    expect(await m.possible()).toEqual(['archive-version', 'conduct-link', 'distribution', 'transfer']);
    await m.accept('distribution');
    expect(await m.possible()).toEqual(['archive-version', 'check-record', 'conduct-link', 'reassignment', 'transfer']);
    await m.accept('check-record');
    expect(await m.possible()).toEqual(['archive-version', 'conduct-link', 'reassignment', 'supervision-result', 'transfer']);
    await m.accept('supervision-result');
    expect(await m.possible()).toEqual(['archive-version', 'conduct-link', 'feedback-receipt', 'transfer']);
    expect(await m.view()).toMatchObject({ stage: 'fed-back', blocking: city.accepting, parties: { accepting: city.accepting, supervising: city.supervising } });
    await m.accept('feedback-receipt');
    await m.closed('conforming');
    expect(await m.breaches()).toEqual([]);
    expect((await m.case()).result).toMatchObject({ id: m.id, state: 'live' });
  });

  it('archived and pushed with the approval', async () => {
    const m = await Matter.open(bureau, { type: 'certification', approval: { archive: archive(), push: true } });
    expect(await m.possible()).toEqual(['archive-version', 'conduct-link', 'distribution', 'transfer']);
  });
});
