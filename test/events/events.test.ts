import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../db/queries/turns.ts';
import { document, documentNo, people } from '../setup/bureau.ts';
import { closed } from '../licence-revocation/acts.ts';
import {
  act,
  acts,
  approved,
  archive,
  Bureau,
  city,
  itemsOf,
  newResult,
  platform,
  report,
  send,
  states,
} from './fixtures.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

const stageOf = async (file: string | null) =>
  ((await bureau.get(people.regulator, `/v1/files/${file}`)).body as { stage: string }).stage;
const filesOf = async (result: string) =>
  (await bureau.owner`select 1 from file where subject_id = ${result}`).length;

describe.concurrent('第四条 events of the platform', () => {
  it('TJ84-4 TJ84-5.2 one event: an approval opens the case, archived and pushed in one', async () => {
    const event = approved(newResult());
    const [answer] = itemsOf(await send(bureau, city.acceptor, event));
    expect(answer).toMatchObject({
      key: event.key,
      type: 'approval',
      state: 'accepted',
      file: expect.stringMatching(/^CC-ZM\.tj\./),
    });
    expect(await stageOf(answer!.file)).toBe('pushed');
  });

  it('TJ84-4 a whole case through events: the result finds its file, every event is the act of the officer whom the token names', async () => {
    const result = newResult();
    const [opened, archived, pushed] = await report(
      bureau,
      city.acceptor,
      approved(result, { archive: undefined, push: undefined }),
      act('archive', result, archive()),
      act('push', result),
    );
    const distributed = await report(bureau, city.distributor, acts.distribution(result));
    const at = await bureau.now(opened!.file!);
    const supervised = await report(
      bureau,
      city.assignee,
      acts.check(result, at, 'not-conforming'),
      acts.finding(result, {
        result: 'not-conforming',
        handlingSuggestion: { kind: 'revoke', text: '建议撤销' },
      }),
      acts.stop(result, at),
      acts.suggestion(result),
    );
    const revoked = await report(
      bureau,
      city.acceptor,
      acts.received(result),
      acts.revocation(result, await bureau.now(opened!.file!)),
    );
    expect(
      states([opened!, archived!, pushed!, ...distributed, ...supervised, ...revoked]),
    ).toEqual(Array.from({ length: 10 }, () => 'accepted'));
    const rows = await bureau.owner<
      { type: string; officer: string; system: string }[]
    >`select type, officer_id as officer, system_id as system from inbox where file_id = ${opened!.file} order by number`;
    expect(rows.map(({ officer }) => officer)).toEqual([
      city.acceptor,
      city.acceptor,
      city.acceptor,
      city.distributor,
      city.assignee,
      city.assignee,
      city.assignee,
      city.assignee,
      city.acceptor,
      city.acceptor,
    ]);
    expect(new Set(rows.map(({ system }) => system))).toEqual(new Set([platform]));
    expect(
      (await bureau.owner<{ state: string }[]>`select state from result where id = ${result}`)[0]!
        .state,
    ).toBe('revoked');
  });

  it('TJ84-4 TJ84-10.1 when the case has ended, the revocation finds the file in which its result is revoked; without one it is refused', async () => {
    const result = await closed(bureau, { licences: [] });
    const ended = await report(bureau, city.acceptor, acts.revocation(result, Date.now()));
    expect(states(ended)).toEqual(['refused file-closed']);
    const { file } = (
      await bureau.post('o-jgc-1', '/v1/result-revocations', {
        result,
        documentNo: documentNo(),
        document: document(),
        heard: true,
        reasons: '样例',
      })
    ).body as { file: string };
    const [revoked] = await report(
      bureau,
      city.acceptor,
      acts.revocation(result, await bureau.now(file)),
    );
    expect(revoked).toMatchObject({ state: 'accepted', file });
  });

  it('TJ84-4 each event its own verdict, in order of the batch; a bad one blocks nobody', async () => {
    const [a, b, c] = [newResult(), newResult(), newResult()];
    const answers = await report(
      bureau,
      city.acceptor,
      approved(a),
      { ...approved(b), type: 'unheard-of' },
      approved(c, { item: 'fs-01' }),
      { ...approved(b), key: undefined },
      act('push', newResult()),
      null as never,
      act('stop-order', a, {}),
      approved(b),
    );
    expect(states(answers)).toEqual([
      'accepted',
      'refused bad-input',
      'refused type-not-allowed',
      'refused idempotency-key-missing',
      'refused not-found',
      'refused idempotency-key-missing',
      'refused bad-input',
      'accepted',
    ]);
    expect(answers[2]).toMatchObject({
      clause: 'TJ84-2',
      zh: expect.stringMatching(/承诺/),
      en: expect.any(String),
      lawful: { zh: expect.any(String), en: expect.any(String) },
      file: null,
    });
    expect(answers[3]).toMatchObject({ clause: 'TJ84-4', key: null });
    expect(answers[6]!.fields!.map(({ path }) => path)).toContain('/body/documentNo');
    expect(await filesOf(c)).toBe(0);
  });

  it('B18 refused by its form, an event is told under the clause of its act, and is on record with it: who, when, which, its hash and its fields', async () => {
    const result = newResult();
    const [opened] = await report(bureau, city.acceptor, approved(result));
    const secret = '样例姓名张三';
    const finding = act('supervision-result', result, { [secret]: secret });
    const early = await report(
      bureau,
      city.acceptor,
      act('stop-order', result, { documentNo: { x: secret } }),
      finding,
      approved(newResult(), { approvedOn: secret }),
    );
    expect(early.map(({ code, clause }) => `${code} ${clause}`)).toEqual([
      'bad-input TJ84-8',
      'bad-input TJ84-7',
      'bad-input TJ84-3.2',
    ]);
    const [exchange] =
      await bureau.owner`select clause from refused_exchange where type = 'supervision-result' and hash = ${hashOf(finding)}`;
    expect(exchange).toEqual({ clause: 'TJ84-7' });
    const kept =
      await bureau.owner`select type, officer_id as officer, system_id as system, code, clause, fields from refused_attempt where file_id = ${opened!.file} order by type`;
    expect(kept).toMatchObject([
      {
        type: 'stop-order',
        officer: city.acceptor,
        system: platform,
        code: 'bad-input',
        clause: 'TJ84-8',
        fields: expect.arrayContaining(['body/documentNo']),
      },
      {
        type: 'supervision-result',
        clause: 'TJ84-7',
        fields: expect.arrayContaining(['body/result', 'body/*']),
      },
    ]);
    expect(JSON.stringify(kept)).not.toContain(secret);
    const push = await bureau.post(city.acceptor, '/v1/commitment-cases/pushes', { x: 1 });
    expect(push.body).toMatchObject({ code: 'bad-input', clause: 'TJ84-5.2' });
  });

  it('TJ84-4 refused by the file itself: code, clause, sentence, what would be lawful, and the act that is kept', async () => {
    const result = newResult();
    const [, push] = await report(bureau, city.acceptor, approved(result), act('push', result));
    expect(push).toMatchObject({
      state: 'refused',
      code: 'already-pushed',
      clause: 'TJ84-4',
      zh: expect.any(String),
      lawful: { zh: expect.any(String) },
      file: expect.any(String),
      act: expect.any(String),
    });
  });

  it('TJ84-4 the whole batch again gives the same answers and does nothing twice, also where the world has changed', async () => {
    const [a, b] = [newResult(), newResult()];
    const batch = [act('push', b), approved(a), approved(a), approved(b), act('push', b)];
    const first = await report(bureau, city.acceptor, ...batch);
    expect(states(first)).toEqual([
      'refused not-found',
      'accepted',
      'refused result-has-file',
      'accepted',
      'refused already-pushed',
    ]);
    expect(await report(bureau, city.acceptor, ...batch)).toEqual(first);
    expect([await filesOf(a), await filesOf(b)]).toEqual([1, 1]);
    expect((await bureau.owner`select 1 from inbox where file_id = ${first[3]!.file}`).length).toBe(
      2,
    );
  });

  it('TJ84-4 the same batch twice at once: one case each, the same answers', async () => {
    const batch = Array.from({ length: 20 }, () => approved(newResult()));
    const [one, other] = await Promise.all([
      report(bureau, city.acceptor, ...batch),
      report(bureau, city.acceptor, ...batch),
    ]);
    expect(other).toEqual(one);
    expect(states(one)).toEqual(batch.map(() => 'accepted'));
    expect(new Set(one.map(({ file }) => file)).size).toBe(20);
  });

  it('TJ84-4 the same key with another body, type, result or officer is a conflict; the first stands', async () => {
    const [event, other] = [approved(newResult()), newResult()];
    const [first, twin, second] = await report(bureau, city.acceptor, event, event, {
      ...approved(newResult()),
      key: event.key,
    });
    expect(states([first!, twin!, second!])).toEqual([
      'accepted',
      'accepted',
      'conflict idempotency-conflict',
    ]);
    expect(twin).toEqual(first);
    expect(
      states(
        await report(
          bureau,
          city.acceptor,
          { ...act('push', other), key: event.key },
          { ...act('archive', other, archive()), key: event.key },
          event,
        ),
      ),
    ).toEqual(['conflict idempotency-conflict', 'conflict idempotency-conflict', 'accepted']);
    expect(states(await report(bureau, city.acceptor2, event))).toEqual([
      'conflict idempotency-conflict',
    ]);
    expect(await filesOf(other)).toBe(0);
  });

  it('TJ84-4 what is not well formed claims no key: mended, it is sent again under the same', async () => {
    const event = approved(newResult());
    expect(
      states(
        await report(bureau, city.acceptor, {
          ...event,
          body: { ...(event.body as object), item: 7 },
        }),
      ),
    ).toEqual(['refused bad-input']);
    expect(states(await report(bureau, city.acceptor, event))).toEqual(['accepted']);
  });

  it('TJ84-4 events about one result stay in order, however many there are', async () => {
    const results = Array.from({ length: 12 }, newResult);
    const answers = await report(
      bureau,
      city.acceptor,
      ...results.map((r) => approved(r, { archive: undefined, push: undefined })),
      ...results.map((r) => act('archive', r, archive())),
      ...results.map((r) => act('push', r)),
    );
    expect(states(answers)).toEqual(answers.map(() => 'accepted'));
  });

  it('TJ84-4 at most 200 in a call; none is a mistake', async () => {
    const tooMany = await send(bureau, city.acceptor, {
      events: Array.from({ length: 201 }, () => ({})),
    });
    expect([tooMany.status, (tooMany.body as { code: string }).code]).toEqual([400, 'bad-input']);
    expect((await send(bureau, city.acceptor, { events: [] })).status).toBe(400);
    expect((await send(bureau, city.acceptor, [])).status).toBe(400);
    expect(
      itemsOf(
        await send(bureau, city.acceptor, { events: Array.from({ length: 200 }, () => ({})) }),
      ),
    ).toHaveLength(200);
  });
});

describe.concurrent('who reports', () => {
  it('TJ84-4 a person alone does not report events; an unregistered system does not act for one', async () => {
    const alone = await bureau.post(city.acceptor, '/v1/events', approved(newResult()));
    expect([alone.status, (alone.body as { code: string }).code]).toEqual([403, 'not-authorised']);
    const stranger = await bureau.post(
      city.acceptor,
      '/v1/events',
      approved(newResult()),
      undefined,
      { act: { sub: 's-unknown' } },
    );
    expect([stranger.status, (stranger.body as { code: string }).code]).toEqual([
      403,
      'invalid-delegation',
    ]);
  });

  it("TJ84-4 the platform itself reports approvals for an accepting department; a person's act is refused to it", async () => {
    const result = newResult();
    const [opened, checked] = itemsOf(
      await bureau.post(platform, '/v1/events', {
        events: [approved(result, { accepting: city.accepting }), acts.distribution(result)],
      }),
    );
    expect(states([opened!, checked!])).toEqual(['accepted', 'refused not-owed-by-you']);
    expect(
      (
        await bureau.owner<
          { unit: string }[]
        >`select opening->'units'->>'accepting' as unit from file where id = ${opened!.file}`
      )[0]!.unit,
    ).toBe(city.accepting);
  });

  it('TJ84-5.1 TJ84-4 for a body that is not an accepting department nothing is reported, nor for another one', async () => {
    const answers = await report(
      bureau,
      city.distributor,
      approved(newResult()),
      approved(newResult(), { accepting: city.accepting }),
    );
    expect(states(answers)).toEqual(['refused acceptor-not-listed', 'refused not-owed-by-you']);
  });

  it('TJ84-4 a result of another bureau is not found', async () => {
    const result = newResult();
    await report(bureau, city.acceptor, approved(result));
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values ('s-qy-ywt', 'qy.ju', 'system', '样例', '{receiving-system}') on conflict do nothing`;
    const reply = await bureau.post(
      people.other,
      '/v1/events',
      { events: [acts.received(result)] },
      undefined,
      { act: { sub: 's-qy-ywt' } },
    );
    expect(states(itemsOf(reply))).toEqual(['refused not-found']);
    // A platform of one bureau stands in for nobody of another.
    const across = await bureau.post(
      people.other,
      '/v1/events',
      { events: [acts.received(result)] },
      undefined,
      { act: { sub: platform } },
    );
    expect([across.status, (across.body as { code: string }).code]).toEqual([
      403,
      'invalid-delegation',
    ]);
  });

  it('X-4 a refused authority leaves its trace: who, where, why, and a hash', async () => {
    const result = newResult();
    await report(bureau, city.acceptor, approved(result));
    const event = acts.distribution(result);
    await report(bureau, city.acceptor, event);
    expect(
      await bureau.owner<
        { code: string; subject: string }[]
      >`select code, subject from refused_access where route = 'POST /v1/events' and act_hash = ${hashOf(event)}`,
    ).toMatchObject([{ subject: city.acceptor }]);
  });
});

describe.concurrent('TJ84-15.1 what is refused at the door is counted', () => {
  it('TJ84-15.1 TJ84-4 a malformed push, once, however often it is sent', async () => {
    const event = { ...act('push', newResult(), { unknown: randomUUID() }) };
    await report(bureau, city.acceptor, event);
    await report(bureau, city.acceptor, event);
    expect(
      await bureau.owner`select type, code from refused_exchange where hash = ${hashOf(event)}`,
    ).toMatchObject([{ type: 'push', code: 'bad-input' }]);
    const incomplete = approved(newResult(), {
      archive: { application: (archive() as Record<string, object>)['application'] },
    });
    await report(bureau, city.acceptor, incomplete);
    expect(
      await bureau.owner`select type, code, clause, item_id from refused_exchange where hash = ${hashOf(incomplete)}`,
    ).toMatchObject([
      { type: 'push', code: 'archive-incomplete', clause: 'TJ84-5.2', item_id: 'zm-01' },
    ]);
  });
});

describe.concurrent('X-6 what was answered stays', () => {
  it('X-6 TJ84-4 neither the event nor its answer is changed or deleted', async () => {
    const event = approved(newResult());
    await report(bureau, city.acceptor, event);
    await expect(
      bureau.owner`delete from inbound_event where key = ${event.key}`,
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      bureau.owner`update inbound_event set hash = 'x' where key = ${event.key}`,
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      bureau.owner`update inbound_event set answer = '{}' where key = ${event.key}`,
    ).rejects.toMatchObject({ code: '42501' });
    await expect(bureau.service.sql`update inbound_event set answer = null`).rejects.toMatchObject({
      code: '42501',
    });
  });
});
