/** 附件1 （三）处理告知: the start is told in advance, to everybody it concerns; patients within the set time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Bureau,
  fields,
  hours,
  iso,
  Matter,
  midnight,
  people,
  suspension,
  told,
  units,
} from './acts.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const kinds = [
  ['institution', 'TJ51-A1-1.3a'],
  ['practitioner', 'TJ51-A1-2.3'],
] as const;

describe.concurrent.each(kinds)('（三）direction A, %s: told before it starts', (kind, clause) => {
  const suspended = async (heads = 1) => {
    const m = await Matter.open(bureau, { direction: 'A', kind, heads });
    await m.accept('suspension-decision');
    return m;
  };

  it('ordered, then suspended from the start that was told', async () => {
    const m = await suspended();
    expect(await m.deadline(`noticeOfStart:${m.id}`)).toMatchObject({
      clause,
      force: 'management',
      owedBy: units.payment,
      owedTo: m.id,
      item: m.id,
    });
    expect(await m.status()).toMatchObject({
      ordered: true,
      suspended: false,
      registered: kind === 'institution' ? 'designated' : 'qualified',
      current: { startsAt: null },
    });
    const starts = (await m.now()) + hours(3);
    await m.tell({ startsAt: iso(starts) });
    expect(await m.status()).toMatchObject({
      ordered: true,
      suspended: false,
      current: { startsAt: iso(starts) },
    });
    await m.skipTo(starts - 60_000);
    expect((await m.status()).suspended).toBe(false);
    await m.skipTo(starts);
    expect(await m.status()).toMatchObject({
      ordered: true,
      suspended: true,
      registered: 'suspended',
    });
  });

  it('cannot: a start that is not later than service', async () => {
    const m = await suspended();
    const at = await m.now();
    const equal = await m.refuse('suspension-notice', { servedAt: iso(at), startsAt: iso(at) });
    expect(told(equal)).toEqual([422, 'start-before-notice', clause]);
    expect(equal.lawful.earliest).toBe(iso(at + 1));
    expect(
      told(await m.refuse('suspension-notice', { servedAt: iso(at), startsAt: iso(at - 1) })),
    ).toEqual([422, 'start-before-notice', clause]);
    await m.accept('suspension-notice', { servedAt: iso(at), startsAt: iso(at + 1) });
  });

  it('cannot: not served, served in the future or before the decision, without proof, by a way that is no service', async () => {
    const m = await suspended();
    const { from } = await m.deadline(`noticeOfStart:${m.id}`);
    expect(fields(await m.submit('suspension-notice', { servedAt: undefined }))).toEqual([
      400,
      'bad-input',
      ['/servedAt'],
    ]);
    expect(fields(await m.submit('suspension-notice', { proof: undefined }))).toEqual([
      400,
      'bad-input',
      ['/proof'],
    ]);
    expect(fields(await m.submit('suspension-notice', { method: 'phone' }))).toEqual([
      400,
      'bad-input',
      ['/method'],
    ]);
    expect(
      told(
        await m.refuse('suspension-notice', {
          servedAt: iso((await m.now()) + hours(1)),
          startsAt: iso((await m.now()) + hours(2)),
        }),
      ),
    ).toEqual([422, 'in-the-future', clause]);
    const early = await m.refuse('suspension-notice', { servedAt: iso(Date.parse(from) - 1) });
    expect(told(early)).toEqual([422, 'before-trigger', clause]);
    expect(early.lawful.earliest).toBe(from);
    expect(told(await m.refuse('suspension-notice', {}, people.supervision))).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    expect(told(await m.refuse('suspension-notice', { recipient: 'i-002' }))).toEqual([
      409,
      'item-not-awaited',
      clause,
    ]);
  });

  it.each(['direct', 'left-with-witness', 'post', 'electronic', 'public-notice'])(
    'any lawful way of service counts: %s',
    async (method) => {
      const m = await suspended();
      expect((await m.accept('suspension-notice', { method })).timing).toBe('in-time');
    },
  );

  it('late by management: no breach of law, and the notice still counts', async () => {
    const m = await suspended();
    const { due } = await m.deadline(`noticeOfStart:${m.id}`);
    await m.skipTo(Date.parse(due) + hours(1));
    const overdue = (await m.register()).filter((e) => e.type === 'management-overdue');
    expect(overdue.map((e) => e.clause)).toEqual(m.recipients.map(() => clause));
    expect((await m.breaches()).map((b) => b.clause)).not.toContain(clause);
    expect((await m.accept('suspension-notice')).timing).toBe('late');
    expect((await m.breaches()).map((b) => b.clause)).not.toContain(clause);
  });

  it('cannot: before there is a suspension', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    expect(told(await m.refuse('suspension-notice'))).toEqual([409, 'not-awaited', clause]);
  });

  it('lifted before anybody was told: nobody is told any more', async () => {
    const m = await suspended();
    await m.accept('suspension-review');
    expect(await m.possible()).toEqual([
      'case-closure',
      'decision-filing',
      'decision-reply',
      'filing-decision',
      'further-letter',
    ]);
    expect(
      (await m.register()).filter((e) => e.type === 'duty-released').map((e) => e.body['duty']),
    ).toEqual(m.recipients.map(() => 'noticeOfStart'));
  });
});

describe.concurrent('（三）a practitioner and the head of every institution of registration', () => {
  it('two institutions: three notices, and it starts when the last one says', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'practitioner', heads: 2 });
    await m.accept('suspension-decision');
    const now = await m.now();
    await m.accept('suspension-notice', { recipient: m.heads[1], startsAt: iso(now + hours(5)) });
    expect(await m.possible()).toEqual([
      'case-closure',
      'decision-filing',
      'decision-reply',
      'filing-decision',
      'further-letter',
      'suspension-notice head1',
      'suspension-notice subject',
      'suspension-review',
    ]);
    await m.accept('suspension-notice', { recipient: m.id, startsAt: iso(now + hours(9)) });
    expect((await m.status()).current).toMatchObject({ startsAt: null });
    expect(told(await m.refuse('suspension-notice', { recipient: m.id }))).toEqual([
      409,
      'not-awaited',
      'TJ51-A1-2.3',
    ]);
    await m.accept('suspension-notice', { recipient: m.heads[0], startsAt: iso(now + hours(7)) });
    expect((await m.status()).current).toMatchObject({ startsAt: iso(now + hours(9)) });
    expect(await m.possible()).toEqual([
      'case-closure',
      'decision-filing',
      'decision-reply',
      'filing-decision',
      'further-letter',
      'suspension-review',
    ]);
  });

  it('二（三）sets no time for patients in direction A', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'practitioner' });
    await m.accept('suspension-decision');
    await m.tell({ patientsInformedBy: undefined });
    expect(await m.possible()).not.toContain('patient-notice-proof subject');
  });

  it('二（一）direction B: the practitioner and the institution are both told, with a time for patients', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind: 'practitioner' });
    for (const recipient of m.recipients)
      expect(
        told(await m.refuse('suspension-notice', { recipient, patientsInformedBy: undefined })),
      ).toEqual([422, 'patient-deadline-missing', 'TJ51-A1-2.1b']);
    await m.accept('suspension-notice', { recipient: m.id });
    expect(await m.possible()).toEqual([
      'decision-filing',
      'filing-decision',
      'further-letter',
      'patient-notice-proof subject',
      'suspension-notice head1',
      'suspension-review',
    ]);
    await m.accept('suspension-notice', { recipient: m.heads[0] });
    await m.informPatients();
    expect(await m.possible()).toEqual([
      'decision-filing',
      'filing-decision',
      'further-letter',
      'suspension-review',
    ]);
  });
});

describe.concurrent.each(kinds)(
  '（三）direction B, %s: the suspension stands; the notice is due at once and the gap is on record',
  (kind, clause) => {
    it('records how long it stood before the notice', async () => {
      const decidedAt = Date.now() - hours(3);
      const m = await Matter.open(bureau, {
        direction: 'B',
        kind,
        letter: {
          suspension: suspension(kind, { decidedAt: iso(decidedAt), startsAt: iso(decidedAt) }),
        },
      });
      expect(await m.deadline(`noticeOfStart:${m.id}`)).toMatchObject({
        from: iso(decidedAt),
        due: iso(decidedAt + hours(24)),
        clause,
        force: 'management',
      });
      const servedAt = await m.now();
      await m.accept('suspension-notice', { servedAt: iso(servedAt), startsAt: iso(decidedAt) });
      for (const recipient of m.heads)
        await m.accept('suspension-notice', {
          recipient,
          servedAt: iso(decidedAt),
          startsAt: iso(decidedAt + hours(1)),
        });
      expect((await m.register()).filter((e) => e.type === 'notice-gap')).toMatchObject([
        {
          clause,
          body: {
            recipient: m.id,
            startedAt: iso(decidedAt),
            servedAt: iso(servedAt),
            gapMs: servedAt - decidedAt,
          },
        },
      ]);
      expect((await m.status()).current).toMatchObject({ startsAt: iso(decidedAt) });
    });

    it('lifted before anybody was told: they are still told that it stood', async () => {
      const m = await Matter.open(bureau, { direction: 'B', kind });
      await m.accept('suspension-review');
      expect(await m.possible()).toEqual(
        m.set('decision-filing', 'filing-decision', 'further-letter', 'suspension-notice*'),
      );
    });
  },
);

describe.concurrent('（三）patients of an institution, within the set time', () => {
  const suspended = async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.accept('suspension-decision');
    return m;
  };

  it('the set time is required, and its proof owed until then (management)', async () => {
    const m = await suspended();
    expect(told(await m.refuse('suspension-notice', { patientsInformedBy: undefined }))).toEqual([
      422,
      'patient-deadline-missing',
      'TJ51-A1-1.3b',
    ]);
    const day = addDays(civilDateOf(await m.now()), 3);
    await m.accept('suspension-notice', { patientsInformedBy: day });
    expect(await m.deadline(`informPatients:${m.id}`)).toMatchObject({
      clause: 'TJ51-A1-1.3b',
      force: 'management',
      lastDay: day,
      owedBy: units.payment,
      owedTo: m.id,
    });
    expect(fields(await m.submit('patient-notice-proof', { document: undefined }))).toEqual([
      400,
      'bad-input',
      ['/document'],
    ]);
    expect(told(await m.refuse('patient-notice-proof', { informedOn: addDays(day, 1) }))).toEqual([
      422,
      'in-the-future',
      'TJ51-A1-1.3b',
    ]);
    expect((await m.accept('patient-notice-proof')).timing).toBe('in-time');
    expect(told(await m.refuse('patient-notice-proof'))).toEqual([
      409,
      'not-awaited',
      'TJ51-A1-1.3b',
    ]);
  });

  it('late: overdue by management, no breach; the proof still counts', async () => {
    const m = await suspended();
    const now = await m.now();
    await m.accept('suspension-notice', { patientsInformedBy: addDays(civilDateOf(now), 1) });
    await m.skipTo(midnight(now, 2) + 60_000);
    expect(
      (await m.register()).filter((e) => e.type === 'management-overdue').map((e) => e.clause),
    ).toContain('TJ51-A1-1.3b');
    expect((await m.accept('patient-notice-proof')).timing).toBe('late');
    expect((await m.breaches()).map((b) => b.clause)).toEqual(['TJ51-A1-1.4a', 'TJ51-A1-1.4b']);
  });
});
