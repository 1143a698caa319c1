/** X-14 no endless suspension; and what everybody is told of a subject at each stage. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { Bureau, clauseOf, hours, iso, Matter, people, suspension, told, units } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const both = [
  ['institution', 1],
  ['practitioner', 2],
] as const;

describe.concurrent.each(both)('X-14 %s: every suspension is looked at again', (kind, n) => {
  const keep = (reviewOn?: string) => ({
    outcome: 'confirm',
    agreementClause: clauseOf(kind),
    reason: '样例理由',
    reviewOn,
  });

  it('without a date of its own after 30 days, with one on its day; by management', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    const decidedAt = await m.now();
    await m.accept('suspension-decision', { decidedAt: iso(decidedAt) });
    expect(await m.deadline('reviewSuspension:1')).toMatchObject({
      clause: 'X-14',
      force: 'management',
      owedBy: units.payment,
      lastDay: addDays(civilDateOf(decidedAt), 30),
    });
    expect((await m.status()).current).toMatchObject({
      endsOn: null,
      reviewOn: addDays(civilDateOf(decidedAt), 30),
      reviewDefault: 'X-14',
    });
    const endsOn = addDays(civilDateOf(Date.now() as never), 100);
    const dated = await Matter.open(bureau, {
      direction: 'B',
      kind,
      letter: { suspension: suspension(kind, { endsOn }) },
    });
    expect(await dated.deadline('reviewSuspension:1')).toMatchObject({
      clause: 'X-14',
      lastDay: endsOn,
    });
    expect((await dated.status()).current).toMatchObject({
      endsOn,
      reviewOn: null,
      reviewDefault: null,
    });
  });

  it('missed: overdue by management, nothing lifted, no breach of law', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    const { due } = await m.deadline('reviewSuspension:1');
    await m.skipTo(Date.parse(due) + hours(1));
    expect(
      (await m.register()).filter((e) => e.type === 'management-overdue').map((e) => e.clause),
    ).toContain('X-14');
    expect((await m.breaches()).map((b) => b.clause)).not.toContain('X-14');
    expect((await m.status()).suspended).toBe(true);
    expect(
      (await m.accept('suspension-review', keep(addDays(civilDateOf(await m.now()), 5)))).timing,
    ).toBe('late');
  });

  it('confirmed, extended, lifted: one date after the other', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    const today = civilDateOf(await m.now());
    await m.accept('suspension-review', keep(addDays(today, 10)));
    expect(await m.deadline('reviewSuspension:2')).toMatchObject({
      lastDay: addDays(today, 10),
      state: 'open',
    });
    await m.accept('suspension-review', {
      ...keep(),
      outcome: 'extend',
      endsOn: addDays(today, 40),
    });
    expect(await m.deadline('reviewSuspension:3')).toMatchObject({ lastDay: addDays(today, 40) });
    expect((await m.status()).current).toMatchObject({
      state: 'ordered',
      endsOn: addDays(today, 40),
      reviewOn: null,
    });
    const { id } = await m.accept('suspension-review', { outcome: 'lift' });
    expect(await m.status()).toMatchObject({
      registered: kind === 'institution' ? 'designated' : 'qualified',
      ordered: false,
      suspended: false,
      current: null,
      history: [{ state: 'lifted', endedAt: expect.any(String), decision: m.act }],
    });
    expect((await m.register()).find((e) => e.act === id)).toMatchObject({
      type: 'act-accepted',
      clause: 'X-14',
    });
    expect(told(await m.refuse('suspension-review'))).toEqual([409, 'not-awaited', 'X-14']);
    expect(await m.possible()).toEqual(
      m.set('decision-filing', 'filing-decision', 'further-letter', 'suspension-notice*'),
    );
  });

  it('cannot: kept without clause, reason or a date in the future; by 监督所', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    const today = civilDateOf(await m.now());
    expect(
      told(await m.refuse('suspension-review', { ...keep(addDays(today, 9)), reason: undefined })),
    ).toEqual([422, 'reason-missing', 'X-14']);
    expect(
      told(
        await m.refuse('suspension-review', {
          ...keep(addDays(today, 9)),
          agreementClause: undefined,
        }),
      ),
    ).toEqual([422, 'reason-missing', 'X-14']);
    expect(told(await m.refuse('suspension-review', keep()))).toEqual([
      422,
      'endless-suspension',
      'X-14',
    ]);
    expect(told(await m.refuse('suspension-review', keep(today)))).toEqual([
      422,
      'endless-suspension',
      'X-14',
    ]);
    expect(told(await m.refuse('suspension-review', {}, people.supervision))).toEqual([
      403,
      'not-owed-by-you',
      'X-14',
    ]);
    await m.accept('suspension-review', keep(addDays(today, 1)));
  });

  it('suspended anew by the final decision after it was lifted: under its own clause, with its own dates', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    await m.accept('suspension-review', { outcome: 'lift' });
    await m.accept('filing-decision');
    await m.accept('case-closure');
    await m.hear();
    const decidedAt = await m.now();
    const reviewOn = addDays(civilDateOf(decidedAt), 60);
    const { id } = await m.accept('final-decision', {
      decidedAt: iso(decidedAt),
      measures: [{ measure: 'suspend', reviewOn }],
    });
    expect(await m.status()).toMatchObject({
      registered: 'suspended',
      ordered: true,
      suspended: true,
      current: {
        clause: `TJ51-A1-${n}.5b`,
        decidedAt: iso(decidedAt),
        startsAt: iso(decidedAt),
        endedAt: null,
        reviewOn,
        decision: id,
      },
    });
    expect(await m.deadline('reviewSuspension:2')).toMatchObject({ lastDay: reviewOn });
  });

  it('kept by the final decision: the file stays open until it ends', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    await m.quickAction();
    await m.investigate();
    await m.hear();
    const endsOn = addDays(civilDateOf(await m.now()), 60);
    await m.decide({ measure: 'suspend', endsOn });
    await m.conclude();
    expect(await m.possible()).toEqual(['further-letter', 'suspension-review']);
    expect(await m.deadline('reviewSuspension:2')).toMatchObject({ lastDay: endsOn });
    expect((await m.status()).current).toMatchObject({
      endsOn,
      clause: kind === 'institution' ? 'TJ51-A1-1.1c' : 'TJ51-A1-2.1b',
    });
    await m.accept('suspension-review', { outcome: 'lift' });
    await m.closed('suspend');
  });
});

describe.concurrent.each(both)('GET /v1/subjects/{id}/status, %s', (kind, n) => {
  it('before, ordered, suspended from its start, ended by the decision; the registry follows', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    const free = kind === 'institution' ? 'designated' : 'qualified';
    expect(await m.status()).toEqual({
      registered: free,
      suspended: false,
      ordered: false,
      current: null,
      history: [],
    });
    const decidedAt = await m.now();
    const { id } = await m.accept('suspension-decision', {
      decidedAt: iso(decidedAt),
      reviewOn: '2190-01-01',
    });
    const ordered = {
      file: m.file,
      state: 'ordered',
      decidedAt: iso(decidedAt),
      startsAt: null,
      endedAt: null,
      endsOn: null,
      reviewOn: '2190-01-01',
      reviewDefault: null,
      decision: id,
      clause: `TJ51-A1-${n}.2a`,
    };
    expect(await m.status()).toEqual({
      registered: free,
      suspended: false,
      ordered: true,
      current: ordered,
      history: [ordered],
    });
    const startsAt = iso(decidedAt + hours(2));
    await m.tell({ startsAt });
    expect(await m.status()).toEqual({
      registered: free,
      suspended: false,
      ordered: true,
      current: { ...ordered, startsAt },
      history: [{ ...ordered, startsAt }],
    });
    const [registry, row] =
      kind === 'institution' ? ['institutions', 'institution'] : ['practitioners', 'practitioner'];
    const registered = async () =>
      ((await bureau.get(m.staff.regulator, `/v1/${registry}/${m.id}`)).body as { status: string })
        .status;
    expect(await registered()).toBe(free);
    // The registry's own clock comes to the start: it takes the suspension on, once; what somebody has changed since is left alone.
    await bureau.owner`update status_at_start set starts_at = clock_timestamp() where file_id = ${m.file}`;
    await bureau.owner`select begin_suspensions()`;
    expect(await registered()).toBe('suspended');
    await bureau.owner`update ${bureau.owner(row!)} set status = ${free} where id = ${m.id}`;
    await bureau.owner`select begin_suspensions()`;
    expect(await registered()).toBe(free);
    await m.skipTo(decidedAt + hours(2));
    expect(await m.status()).toMatchObject({ suspended: true, registered: 'suspended' });
    await m.accept('case-closure');
    await m.hear({ recommended: [kind === 'institution' ? 'terminate' : 'cancel'] });
    const at = await m.now();
    await m.accept('final-decision', {
      decidedAt: iso(at),
      measures: [{ measure: kind === 'institution' ? 'terminate' : 'cancel' }],
    });
    expect(await m.status()).toEqual({
      registered: kind === 'institution' ? 'terminated' : 'cancelled',
      suspended: false,
      ordered: false,
      current: null,
      history: [{ ...ordered, startsAt, state: 'replaced', endedAt: iso(at) }],
    });
  });
});

it.concurrent('cannot: asking for a subject that nobody registered, or of another bureau', async () => {
  expect((await bureau.get(people.regulator, '/v1/subjects/none-1/status')).status).toBe(404);
  expect((await bureau.get(people.regulator, '/v1/subjects/i-101/status')).status).toBe(403);
});
