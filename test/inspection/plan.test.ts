/** 检查方案 From the plan to the door: what is filed, approved, begun; every gate is asked three times (QY-10). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, Ground, ok, told, today, toldOf, problem } from './acts.ts';

let g: Ground;
beforeAll(async () => { g = await Ground.open(); });
afterAll(() => g.close());

describe.concurrent('第十条 a lawful plan', () => {
  it('QY-10.1, QY-4.1: is filed, approved by the head (a place is reserved), begun on its day (the place is consumed)', async () => {
    const institution = await g.institution();
    const body = await g.plan(institution);
    expect(toldOf((await g.assess(body)).findings)).toEqual([]);
    const file = await g.filed(body);
    expect(file).toMatch(/^XJ\./);
    expect((await g.view(file)).stage).toBe('planned');
    expect(await g.place(file)).toBeUndefined();
    expect(told(await g.approve(file))).toEqual(ok);
    expect((await g.view(file)).stage).toBe('approved');
    expect(await g.place(file)).toBe(`reserved ${addDays(today(), 1).slice(0, 4)}`);
    expect(told(await g.start(file))).toEqual([409, 'outside-approved-days', 'QY-10.1']);
    await g.toDay(file, addDays(today(), 1));
    expect(told(await g.start(file))).toEqual(ok);
    expect(await g.place(file)).toBe(`consumed ${addDays(today(), 1).slice(0, 4)}`);
    expect(await g.row(file)).toMatchObject({ state: 'started', started_on: addDays(today(), 1), last_on_site_on: addDays(today(), 1) });
  });
  it('a refused plan is a 422 with every finding', async () => {
    const reply = await g.file(await g.plan(await g.institution(), { draw: undefined, onSiteReason: undefined }));
    expect(reply.status).toBe(422);
    expect(problem(reply)).toMatchObject({ code: 'plan-refused', clause: 'QY-6.2' });
    expect(toldOf(problem(reply).findings!)).toEqual(['refused draw not-drawn QY-6.2', 'refused on-site-reason on-site-reason-missing QY-9.1']);
  });
});
