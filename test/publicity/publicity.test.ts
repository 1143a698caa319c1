/** TJ51-7 曝光: after an effective decision only, masked, by two persons, on four channels; withdrawn when the decision falls. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told, type Body } from '../penalty-case/acts.ts';
import { Matter } from '../rapid-response/acts.ts';
import { Bureau, document, documentNo } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { bureauOf, draft, four, Publicity, served, words } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status = 422) => [status, code, 'TJ51-7'];

/** Somebody whose name no other test has. */
async function physicianAt(bureau: string, institution: string): Promise<string> {
  const id = await b.practitioner([institution], bureau);
  const name = `欧阳${uniqueHex()}`;
  await b.owner`update practitioner set name = ${name} where id = ${id}`;
  return name;
}

describe.concurrent('TJ51-7 曝光', { timeout: 120_000 }, () => {
  it('a text without a mask, before the service, of another body, by whoever approves it, is refused', async () => {
    const staff = await bureauOf(b);
    const c = await served(b, staff);
    const [row] = await b.owner<
      { subject: string }[]
    >`select subject_id as subject from penalty_case where file_id = ${c.file}`;
    const name = await physicianAt(staff.bureau, row!.subject);
    const trying = async (changes: Body, by?: string) =>
      told(await draft(b, staff, c.file, changes, by));
    const saying = (text: string) => trying({ text: `${words.text}${text}` });
    expect(await saying(`${name}医师参与。`)).toEqual(refusal('person-unmasked'));
    // Nothing put between the characters hides a name.
    expect(await saying(`${[...name].join(' ')}医师参与。`)).toEqual(refusal('person-unmasked'));
    expect(await saying(`电话13812345678。`)).toEqual(refusal('identifier-unmasked'));
    expect(await trying({ text: '某医院违规。', title: '通报', shortText: '通报' })).toEqual(
      refusal('subject-not-named'),
    );
    expect(await trying({ approver: staff.jds })).toEqual(refusal('same-person', 403));
    expect(await trying({ approver: staff.jds2 })).toEqual(refusal('approver-missing'));
    expect(await trying({ decision: { file: c.file, number: 2 } })).toEqual(
      refusal('decision-unknown'),
    );
    expect(await trying({ approver: staff.head }, staff.regulator)).toEqual(
      refusal('not-owed-by-you', 403),
    );
    // A mask may stand in it; the name of the institution holds no name of a person.
    expect((await saying('欧某某医师参与。'))[0]).toBe(201);
    expect(await trying({})).toEqual(refusal('already-publicised', 409));
  });

  it('nothing hides a name: signs, a mask inside it, the given name, the institution that bears it', async () => {
    const staff = await bureauOf(b);
    const c = await served(b, staff);
    const [row] = await b.owner<
      { subject: string }[]
    >`select subject_id as subject from penalty_case where file_id = ${c.file}`;
    const masking = async (kind: string, subject: string, text: string, naming: string[] = []) => {
      const [found] = await b.owner<
        { masking: { unmasked: number; subjectNamed: boolean } }[]
      >`select masking_of(${c.file}, ${kind}, ${subject}, ${text}, ${naming}) as masking`;
      return found!.masking;
    };
    const called = async (name: string, at: string) => {
      const id = await b.practitioner([at], staff.bureau);
      await b.owner`update practitioner set name = ${name} where id = ${id}`;
      return id;
    };
    for (const name of ['张志强', '陈和平']) await called(name, row!.subject);
    for (const hidden of [
      '张/志强',
      '张（志强）',
      '张“志强”',
      '张—志强',
      '张|志强',
      '张某志强',
      '张\uFE00志\u{E0100}强',
      '志强医师',
    ])
      expect([hidden, (await masking('institution', row!.subject, hidden)).unmasked > 0]).toEqual([
        hidden,
        true,
      ]);
    for (const lawful of ['张某', '和平区的样例医院', '陈某、张某'])
      expect((await masking('institution', row!.subject, lawful)).unmasked).toBe(0);
    // Of an institution the full name is lawful, whosever name it bears; the text message names it as well.
    const clinic = await b.institution({ bureau: staff.bureau });
    await b.owner`update institution set name = '王强诊所' where id = ${clinic}`;
    const physician = await called('王强', clinic);
    expect(await masking('institution', clinic, '王强诊所', ['王强诊所', '某诊所'])).toEqual({
      unmasked: 0,
      subjectNamed: false,
    });
    expect((await masking('practitioner', physician, '王强诊所王某')).unmasked).toBeGreaterThan(0);
    const double = await called('欧阳明', row!.subject);
    for (const naming of ['欧阳某', '欧某'])
      expect(await masking('practitioner', double, `样例医院${naming}`, [naming])).toEqual({
        unmasked: 0,
        subjectNamed: true,
      });
    expect(told(await draft(b, staff, c.file, { shortText: '某医院因违规被处罚。' }))).toEqual(
      refusal('subject-not-named'),
    );
  });

  it('from the draft to the end: returned, approved by another, four channels, one lacking', async () => {
    const staff = await bureauOf(b);
    const c = await served(b, staff);
    const candidates = async () =>
      (
        (await b.get(staff.jds, '/v1/publicities/candidates')).body as {
          items: { decision: object }[];
        }
      ).items.map(({ decision }) => decision);
    expect(await candidates()).toEqual([{ file: c.file, number: 1 }]);
    const p = await Publicity.open(b, staff, c.file);
    expect(await candidates()).toEqual([]);
    expect(p.file).toMatch(/^BG\./);
    const approve = (body: Body, by = staff.head) =>
      p.act('publicity-approval', { outcome: 'approved', draft: p.draft, ...body }, by);
    expect(await p.act('channel-publication', await p.on('portal'))).toEqual(
      refusal('not-awaited', 409),
    );
    expect(await approve({}, staff.jds)).toEqual(refusal('not-owed-by-you', 403));
    expect(await approve({}, staff.regulator)).toEqual(refusal('approver-missing'));
    expect(await approve({ outcome: 'returned' })).toEqual(refusal('reason-missing'));
    expect((await approve({ outcome: 'returned', reason: '过详' }))[0]).toBe(200);
    expect((await p.view()).stage).toBe('returned');
    const again = await p.accepted('publicity-text', words, staff.jds2);
    expect(await approve({})).toEqual(refusal('another-draft', 409));
    // Whoever wrote it does not approve it, whatever the office.
    const own = await p.accepted('publicity-text', words, staff.head);
    expect(await approve({ draft: own })).toEqual(refusal('same-person', 403));
    expect(await approve({ draft: again })).toEqual(refusal('same-person', 403));
    const last = await p.accepted('publicity-text', words, staff.jds);
    expect((await approve({ draft: last }))[0]).toBe(200);
    expect(await p.owes()).toEqual(four.map((c) => `publishOnChannel ${c}`).toSorted());
    expect(
      await p.act('channel-publication', await p.on('portal', { publishedAt: await p.now(-6e5) })),
    ).toEqual(refusal('before-trigger'));
    for (const channel of ['portal', 'credit-site', 'wechat'])
      await p.accepted('channel-publication', await p.on(channel));
    expect(await p.act('channel-publication', await p.on('portal'))).toEqual(
      refusal('channel-standing', 409),
    );
    expect(await p.act('channel-publication', await p.on('media-1'))).toEqual(
      refusal('outlet-missing'),
    );
    await p.accepted('channel-publication', await p.on('media-1', { outlet: '样例日报' }));
    // Late is management: shown, and no breach.
    await b.skip(p.file, 24 * 8);
    await p.until({ attention: 'management-overdue' });
    expect(await p.breaches()).toEqual([]);
    const omission = { channel: 'sms', reason: '平台停用' };
    expect(await p.act('channel-omission', omission)).toEqual(refusal('approver-missing'));
    await p.accepted('channel-omission', omission, staff.head);
    expect((await p.view()).stage).toBe('published');
    expect(((await p.row()) as { channels: { channel: string; how: string }[] }).channels).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ channel: 'portal', how: null, proof: document(2).sha256 }),
        expect.objectContaining({ channel: 'sms', how: 'lacking' }),
      ]),
    );
    const end = { reason: '公示期满', proof: document() };
    expect(await p.act('publicity-end', end)).toEqual(refusal('approver-missing'));
    await p.accepted('publicity-end', end, staff.head);
    await p.until({ stage: 'closed', outcome: 'ended' });
    // The decision falls when nothing can be withdrawn any more: what was said of it is noted.
    const fallen = async () =>
      (
        (await b.get(staff.jds, '/v1/publicities?only=fallen-after-end')).body as {
          items: { file: string }[];
        }
      ).items.map(({ file }) => file);
    const noting = async (by: string) =>
      told(await b.post(by, `/v1/publicities/${p.file}/aftermath`, { explanation: '已公告撤销' }));
    expect([await fallen(), await noting(staff.jds)]).toEqual([
      [],
      refusal('nothing-fell-after-end', 409),
    ]);
    await c.accepted('decision-reversal', {
      documentNo: documentNo(),
      by: 'court',
      outcome: 'annulled',
      again: true,
      decidedAt: await c.now(),
      document: document(20),
      reason: '样例',
    });
    expect(await fallen()).toEqual([p.file]);
    expect(await noting(staff.regulator)).toEqual(refusal('not-owed-by-you', 403));
    expect([await noting(staff.jds), await fallen()]).toEqual([[204], []]);
  });

  it('X-7 a head who was recused from the case decides nothing on its publicity; a request that was not granted bars nobody', async () => {
    const staff = await bureauOf(b);
    const other = `${staff.head}-2`;
    await b.owner`insert into officer (id, unit_id, name, kind, roles) select ${other}, unit_id, name, kind, roles from officer where id = ${staff.head}`;
    const c = await served(b, staff);
    const p = await Publicity.open(b, staff, c.file);
    const recusal = (approved: boolean) =>
      c.accepted('recusal', {
        officer: staff.head,
        applicant: 'party',
        approved,
        decidedBy: other,
        reason: '样例',
        document: document(),
      });
    await recusal(false);
    await p.accepted('publicity-approval', { outcome: 'approved', draft: p.draft }, staff.head);
    await recusal(true);
    const omission = { channel: 'sms', reason: '平台停用' };
    expect(await p.act('channel-omission', omission, staff.head)).toEqual(
      refusal('approver-missing'),
    );
    expect(await p.act('channel-omission', { ...omission, channel: 'media-1' }, other)).toEqual(
      refusal('item-not-awaited', 409),
    );
    await p.accepted('channel-omission', omission, other);
    // 暂停 By a head, as it goes on: what was published before it is recorded while it lasts, and nothing is due meanwhile.
    const [before, pause] = [await p.now(), { paused: true, reason: '法院裁定停止执行' }];
    expect(await p.act('publicity-pause', pause)).toEqual(refusal('approver-missing'));
    await p.accepted('publicity-pause', pause, other);
    await p.accepted('channel-publication', await p.on('portal', { publishedAt: before }));
    expect(await p.act('channel-publication', await p.on('wechat'))).toEqual(
      refusal('publicity-paused', 409),
    );
    expect(await p.owes()).toEqual([]);
    await b.skip(p.file, 24 * 8);
    const inPause = await p.now();
    expect((await p.view()).attention).toBe('on-track');
    const resumed = { paused: false, reason: '恢复执行' };
    expect(await p.act('publicity-pause', resumed, staff.head)).toEqual(
      refusal('approver-missing'),
    );
    await p.accepted('publicity-pause', resumed, other);
    expect(await p.owes()).toEqual(['publishOnChannel credit-site', 'publishOnChannel wechat']);
    for (const { due, state } of (await p.view()).duties)
      expect([due > (await p.now()), state]).toEqual([true, expect.not.stringMatching('overdue')]);
    // It is public all the same.
    await p.accepted('channel-publication', await p.on('wechat', { publishedAt: inPause }));
    expect((await p.view()).notes.join()).toContain('暂停期间发布');
  });

  it('paused, nothing is published; decided against, the decision may be drafted again', async () => {
    const staff = await bureauOf(b);
    const c = await served(b, staff);
    const p = await Publicity.approved(b, staff, c.file);
    expect(await p.act('publicity-pause', { paused: false, reason: 'x' })).toEqual(
      refusal('not-awaited', 409),
    );
    await p.accepted('publicity-pause', { paused: true, reason: '法院裁定停止执行' }, staff.head);
    expect(await p.act('channel-publication', await p.on('portal'))).toEqual(
      refusal('publicity-paused', 409),
    );
    await p.accepted('publicity-pause', { paused: false, reason: '恢复执行' }, staff.head);
    const against = { reason: '涉及未成年人' };
    // What is approved may be seen already: each channel is accounted for first.
    expect(await p.act('publicity-abandonment', against, staff.head)).toEqual(
      refusal('not-awaited', 409),
    );
    for (const channel of four)
      await p.accepted('channel-omission', { channel, reason: '没有发布' }, staff.head);
    await p.accepted('publicity-abandonment', against, staff.head);
    await p.until({ stage: 'closed', outcome: 'not-published' });
    const unpublished = async () =>
      (
        (await b.get(staff.jds, '/v1/publicities?only=not-published')).body as {
          items: { file: string }[];
        }
      ).items.map(({ file }) => file);
    expect(await unpublished()).toEqual([p.file]);
    expect((await draft(b, staff, c.file)).status).toBe(201);
  });

  it('a bureau that waits for review and suit publishes after its days only, and says so', async () => {
    const staff = await bureauOf(b, { waitDays: 60 });
    const c = await served(b, staff);
    const reply = await draft(b, staff, c.file);
    expect(told(reply)).toEqual(refusal('decision-not-effective', 409));
    expect(reply.body).toMatchObject({ lawful: { earliest: expect.any(String) } });
    await b.owner`update penalty_decision set served_at = served_at - interval '61 days' where file_id = ${c.file}`;
    const p = await Publicity.open(b, staff, c.file);
    const body = { outcome: 'approved', draft: p.draft };
    expect(await p.act('publicity-approval', body, staff.head)).toEqual(
      refusal('remedies-open', 409),
    );
    await p.accepted('publicity-approval', { ...body, remediesOver: true }, staff.head);
  });

  it('the final decision of a rapid response, once it is served', async () => {
    const m = await Matter.open(b, { direction: 'A', kind: 'institution' });
    await m.quickAction();
    await m.investigate();
    await m.hear();
    await m.accept('final-decision', {
      measures: [{ measure: 'suspend', reviewOn: '2190-01-01' }, { measure: 'warn' }],
    });
    const { items } = (await b.get('o-jds-1', `/v1/files/${m.file}/acts?limit=1000`)).body as {
      items: { type: string; number: number }[];
    };
    const { number } = items.find(({ type }) => type === 'final-decision')!;
    const trying = (by = 'o-jds-1') =>
      b.post(by, '/v1/publicities', {
        decision: { file: m.file, number },
        approver: 'o-head',
        ...words,
      });
    expect(told(await trying())).toEqual(refusal('decision-not-effective', 409));
    await m.accept('final-service');
    expect(told(await trying('o-zfc-1'))).toEqual(refusal('not-owed-by-you', 403));
    expect(told(await trying())).toEqual([201]);
  });
});

describe.concurrent('TJ51-7 处罚法48 撤回', () => {
  const adopted = { withdrawalAdoptedOn: '2020-01-01' };
  const fell = (at: string, changes: Body = {}): Body => ({
    documentNo: documentNo(),
    by: 'court',
    outcome: 'annulled',
    decidedAt: at,
    document: document(20),
    reason: '样例',
    ...changes,
  });

  it('withdrawn on each channel within three working days with its reason said; late is a breach', async () => {
    const staff = await bureauOf(b, adopted);
    const c = await served(b, staff);
    const p = await Publicity.approved(b, staff, c.file);
    await p.accepted('channel-publication', await p.on('portal'));
    await p.accepted('channel-publication', await p.on('wechat'));
    const before = await p.now();
    await c.accepted('decision-reversal', fell(await c.now(), { again: true }));
    await p.until({ stage: 'withdrawing' });
    expect(await p.owes()).toEqual([
      'accountForChannel credit-site',
      'accountForChannel sms',
      'withdrawFromChannel portal',
      'withdrawFromChannel wechat',
    ]);
    expect((await p.view()).duties.find((d) => d.item === 'portal')).toMatchObject({
      force: 'reading',
      clause: 'TJ51-7',
    });
    // What was public before anybody heard of the fall is told, and withdrawn too; nothing else is published.
    expect(await p.act('channel-publication', await p.on('sms'))).toEqual(
      refusal('decision-not-standing', 409),
    );
    await p.accepted('channel-publication', await p.on('sms', { publishedAt: before }));
    expect(await p.owes()).toContain('withdrawFromChannel sms');
    expect(await p.act('channel-withdrawal', await p.off('portal', { how: 'corrected' }))).toEqual(
      refusal('withdrawal-required'),
    );
    expect(
      await p.act('channel-withdrawal', await p.off('portal', { explanation: '联系13812345678' })),
    ).toEqual(refusal('identifier-unmasked'));
    await p.accepted('channel-withdrawal', await p.off('portal'));
    await p.accepted('channel-withdrawal', await p.off('sms'));
    expect(await p.breaches()).toEqual([]);
    await b.skip(p.file, 24 * 12);
    await p.until({ attention: 'overdue' });
    expect(await p.breaches()).toEqual([
      expect.stringMatching(/^withdrawFromChannel:wechat.* TJ51-7$/),
    ]);
    await p.accepted('channel-withdrawal', await p.off('wechat'));
    await p.accepted('channel-omission', { channel: 'credit-site', reason: '没有发布' });
    await p.until({ stage: 'closed', outcome: 'withdrawn' });
    expect(told(await draft(b, staff, c.file))).toEqual(refusal('decision-not-standing', 409));
  });

  it('what was corrected stands, and is withdrawn when the decision changes; without the adoption the days are management', async () => {
    const staff = await bureauOf(b);
    const c = await served(b, staff);
    const p = await Publicity.approved(b, staff, c.file);
    for (const channel of four) await p.accepted('channel-publication', await p.on(channel));
    expect(await p.act('channel-withdrawal', await p.off('portal'))).toEqual(
      refusal('approver-missing'),
    );
    await p.accepted('channel-withdrawal', await p.off('portal', { how: 'corrected' }));
    expect(((await p.row()) as { channels: { channel: string; how: string }[] }).channels).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ channel: 'portal', how: 'corrected' }),
        expect.objectContaining({ channel: 'portal', how: null, proof: document(3).sha256 }),
      ]),
    );
    await c.accepted(
      'decision-reversal',
      fell(await c.now(), {
        outcome: 'changed',
        measures: [{ measure: 'fine', amountFen: 50_000 }],
      }),
    );
    await p.until({ stage: 'withdrawing' });
    expect((await p.view()).duties.map((d) => d.force)).toEqual(four.map(() => 'management'));
    await b.skip(p.file, 24 * 12);
    await p.until({ attention: 'management-overdue' });
    for (const channel of four) await p.accepted('channel-withdrawal', await p.off(channel));
    await p.until({ stage: 'closed', outcome: 'withdrawn' });
    expect(await p.breaches()).toEqual([]);
    // The decision in its place has a publicity of its own, once it is served.
    const next = { decision: { file: c.file, number: 2 } };
    expect(told(await draft(b, staff, c.file, next))).toEqual(
      refusal('decision-not-effective', 409),
    );
    await c.accepted('decision-service', await c.service());
    expect((await draft(b, staff, c.file, next)).status).toBe(201);
  });

  it('what is not approved yet ends; what was never recorded is withdrawn with its record', async () => {
    const staff = await bureauOf(b, adopted);
    const [c, d] = [await served(b, staff), await served(b, staff)];
    const [p, q] = [
      await Publicity.open(b, staff, c.file),
      await Publicity.approved(b, staff, d.file),
    ];
    for (const of of [c, d])
      await of.accepted('decision-reversal', fell(await of.now(), { again: true }));
    await p.until({ stage: 'closed', outcome: 'decision-fell' });
    await q.until({ stage: 'withdrawing' });
    expect(await q.act('channel-withdrawal', await q.off('media-1'))).toEqual(
      refusal('item-not-awaited', 409),
    );
    await q.accepted(
      'channel-withdrawal',
      await q.off('portal', { publishedAt: await q.now(-6e4) }),
    );
    for (const channel of four.slice(1))
      await q.accepted('channel-omission', { channel, reason: '没有发布' });
    await q.until({ stage: 'closed', outcome: 'withdrawn' });
  });
});
