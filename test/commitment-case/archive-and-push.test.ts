import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../setup/bureau.ts';
import { Bureau, Matter, archive, city, fields, keyless, sha, told } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

describe.concurrent('第五条 归档', () => {
  it('TJ84-5.2 X-5 within a working day of the approval (management): overdue is no breach, and it is still accepted and marked', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    expect(await m.deadline('archive')).toMatchObject({
      clause: 'TJ84-5.2',
      force: 'management',
      owedBy: city.accepting,
    });
    await m.overrun('archive');
    expect((await m.view()).attention).toBe('management-overdue');
    const board = async (force: string) =>
      (
        (await bureau.get(people.regulator, `/v1/duties?state=overdue&force=${force}&limit=5000`))
          .body as { items: { file: string }[] }
      ).items.filter(({ file }) => file === m.file).length;
    expect([await board('law'), await board('management')]).toEqual([0, 1]);
    expect((await m.register('management-overdue')).map((e) => e.clause)).toEqual(['TJ84-5.2']);
    // Late by a management period: `force` stands beside it, here and in the register, and no list says overdue.
    expect(await m.accept('archive')).toMatchObject({ timing: 'late', force: 'management' });
    expect((await m.register('act-accepted')).at(-1)!.body).toMatchObject({
      performs: { timing: 'late', force: 'management' },
    });
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-5.2 cannot: one of the three missing; by another department; twice', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    for (const part of ['application', 'commitment', 'result'])
      expect(told(await m.refuse('archive', { [part]: undefined }))).toEqual([
        422,
        'archive-incomplete',
        'TJ84-5.2',
      ]);
    expect(told(await m.refuse('archive', {}, city.assignee))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-5.2',
    ]);
    await m.accept('archive');
    expect(told(await m.refuse('archive'))).toEqual([409, 'archive-is-versioned', 'TJ84-5.2']);
  });

  it('TJ84-5.2 X-6 a change after the push is a new version, with its reason and all three', async () => {
    const m = await Matter.pushed(bureau, { type: 'certification' });
    expect(told(await m.refuse('archive', archive(2)))).toEqual([
      409,
      'archive-is-versioned',
      'TJ84-5.2',
    ]);
    expect(told(await m.refuse('archive-version', { reason: undefined }))).toEqual([
      422,
      'reason-missing',
      'TJ84-5.2',
    ]);
    expect(told(await m.refuse('archive-version', { result: undefined }))).toEqual([
      422,
      'archive-incomplete',
      'TJ84-5.2',
    ]);
    expect(told(await m.refuse('archive-version', archive()))).toEqual([
      422,
      'archive-unchanged',
      'TJ84-5.2',
    ]);
    await m.accept('archive-version', archive(1));
    await m.accept('archive-version', archive(2));
    expect((await m.register('archive-version-entered')).map((e) => e.body)).toMatchObject([
      { version: 2 },
      { version: 3, parts: { application: sha(7), commitment: sha(8), result: sha(9) } },
    ]);
    expect(
      (await m.case()).archive.map((v) => [
        v.version,
        v.officer,
        v.reason,
        v.documents!.result.sha256,
      ]),
    ).toEqual([
      [1, city.acceptor, null, sha(3)],
      [2, city.acceptor, '样例更正', sha(6)],
      [3, city.acceptor, '样例更正', sha(9)],
    ]);
    expect(
      (
        (await bureau.get('o-jgc-c', `/v1/commitment-cases/${m.file}`)).body as Awaited<
          ReturnType<Matter['case']>
        >
      ).archive,
    ).toHaveLength(3);
  });
});

describe.concurrent('第四、五条 推送', () => {
  it('TJ84-5.2 cannot: push without archive; push by the supervising department', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    expect(told(await m.refuse('push'))).toEqual([409, 'archive-first', 'TJ84-5.2']);
    await m.accept('archive');
    expect(told(await m.refuse('push', {}, city.distributor))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-5.2',
    ]);
  });

  it('TJ84-4 a duplicate push is refused; the same push again under its key is the same push; without a key there is none', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    await m.accept('archive');
    const key = randomUUID();
    const [first, again] = [
      await m.submit('push', {}, undefined, key),
      await m.submit('push', {}, undefined, key),
    ];
    expect([first.status, again.status, (again.body as { id: string }).id]).toEqual([
      200,
      200,
      (first.body as { id: string }).id,
    ]);
    expect(told(await m.refuse('push'))).toEqual([409, 'already-pushed', 'TJ84-4']);
    expect(
      fields(await keyless(bureau, city.acceptor, `/v1/files/${m.file}/acts/push`, {})).slice(0, 2),
    ).toEqual([400, 'idempotency-key-missing']);
  });

  it('TJ84-5.2 within a working day of the archive (management)', async () => {
    const m = await Matter.open(bureau, {
      type: 'certification',
      approval: { archive: archive() },
    });
    await m.overrun('push');
    expect((await m.accept('push')).timing).toBe('late');
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-5.2 the daily push takes everything that is archived, in one call, and the same key answers for the same cases', async () => {
    const by = { by: 'o-jszx-1', item: 'zm-02' };
    const [a, b] = [
      await Matter.open(bureau, { type: 'certification', ...by, approval: { archive: archive() } }),
      await Matter.open(bureau, { type: 'certification', ...by, approval: { archive: archive() } }),
    ];
    const waiting = await Matter.open(bureau, { type: 'certification', ...by });
    const key = randomUUID();
    const push = async () =>
      (
        (await bureau.post('o-jszx-1', '/v1/commitment-cases/pushes', {}, key)).body as {
          items: { file: string; state: string; code: string | null }[];
        }
      ).items;
    const items = await push();
    expect(
      items
        .filter((i) => [a.file, b.file, waiting.file].includes(i.file))
        .map((i) => [i.file, i.state]),
    ).toEqual([
      [a.file, 'accepted'],
      [b.file, 'accepted'],
    ]);
    expect((await push()).map((i) => [i.file, i.state])).toEqual(
      items.map((i) => [i.file, i.state]),
    );
    expect((await a.view()).stage).toBe('pushed');
    expect((await waiting.view()).stage).toBe('opened');
    expect(
      ((await bureau.post('o-jszx-1', '/v1/commitment-cases/pushes', {})).body as { items: [] })
        .items,
    ).toEqual([]);
    // Four at once: a case is pushed once; the others say why not, and what would be lawful.
    const m = await Matter.open(bureau, {
      type: 'certification',
      ...by,
      approval: { archive: archive() },
    });
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => bureau.post('o-jszx-1', '/v1/commitment-cases/pushes', {})),
    );
    const answers = replies
      .flatMap(({ body }) => (body as { items: { file: string; state: string }[] }).items)
      .filter(({ file }) => file === m.file);
    expect(answers.filter(({ state }) => state === 'accepted')).toHaveLength(1);
    const others = answers.filter(({ state }) => state !== 'accepted');
    expect(others).toEqual(
      others.map(() =>
        expect.objectContaining({
          state: 'refused',
          code: 'already-pushed',
          clause: 'TJ84-4',
          zh: expect.any(String),
          en: expect.any(String),
          lawful: { zh: expect.any(String), en: expect.any(String) },
        }),
      ),
    );
  });
});

describe.concurrent('第十五条 a side without its coordinator', () => {
  it('TJ84-15.0 the push is accepted, warned about and shown', async () => {
    const m = await Matter.open(bureau, { type: 'credit', item: 'xy-01' });
    await m.accept('archive');
    expect((await m.view()).notes).toEqual([]);
    await m.accept('push');
    expect((await m.view()).notes.join()).toMatch(/TJ84-15\.0）：监管部门/);
    const along = await Matter.pushed(bureau, { type: 'credit', item: 'xy-01' });
    expect((await along.view()).notes.join()).toMatch(/TJ84-15\.0）：监管部门/);
  });

  it('TJ84-15.0 both sides have one: nothing to warn of', async () => {
    expect((await (await Matter.pushed(bureau, { type: 'certification' })).view()).notes).toEqual(
      [],
    );
  });
});
