/** 执法监督 QY-16: files reviewed and inspections revisited by random sample, by nobody who handled them; training. QY-4.3: the watch over the frequency. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, document, problem, today, type Body, type Fixture } from '../inspection/acts.ts';
import { fixture, Visit } from '../inspection/visits.ts';
import { uniqueHex } from '../setup/unique.ts';

const DAY = addDays(today(), 1);
let g: Fixture;
let reg: string;
beforeAll(async () => {
  g = await fixture();
  await g.bureau
    .owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${`${g.id}.jd`}, ${g.id}, '样例执法监督科', ${g.prefecture}, '{enforcement-supervision}')`;
  reg = await g.officer(`${g.id}.jd`, 'reg', ['regulator']);
  await g.officer(`${g.id}.jd`, 'h', ['handler']);
});
afterAll(async () => {
  await g.close();
});

interface Sample {
  id: string;
  size: number;
  population: number;
  verified: boolean;
  files: { file: string; reviewer: string | null; grade: string | null }[];
}
const told = async (): Promise<Visit> => {
  const visit = await Visit.open(g, DAY);
  await visit.told();
  return visit;
};
const draw = async (changes: Body = {}, by = reg): Promise<Sample | [number, string]> => {
  const reply = await g.bureau.post(by, '/v1/file-reviews', {
    kind: 'file-review',
    from: today(),
    until: addDays(today(), 40),
    size: 2,
    ...changes,
  });
  return reply.status === 201
    ? (reply.body as unknown as Sample)
    : [reply.status, problem(reply).code];
};
const review = async (
  sample: string,
  file: string,
  by: string,
  changes: Body = {},
): Promise<[number, string?]> => {
  const reply = await g.bureau.post(by, `/v1/file-reviews/${sample}/files/${file}`, {
    grade: 'qualified',
    findings: '样例',
    document: document(),
    ...changes,
  });
  return reply.status === 201 ? [201] : [reply.status, problem(reply).code];
};

describe('QY-16 review and revisit by sample', () => {
  it('QY-16: drawn at random from the results told, drawn again with the same result, reviewed by whoever had no hand in it', async () => {
    const visits = await Promise.all([told(), told(), told()]);
    const sample = (await draw()) as Sample;
    expect(sample).toMatchObject({ size: 2, population: 3, verified: true });
    for (const { file } of sample.files) expect(visits.map((v) => v.file)).toContain(file);
    expect(await draw({ size: 4 })).toEqual([422, 'sample-too-large']);
    expect(await draw({ size: 3, kind: 'revisit' })).toMatchObject({ size: 3, verified: true });
    expect(await draw({ until: today(), size: 1 })).toEqual([422, 'sample-too-large']);
    expect(((await draw({}, g.handler)) as [number, string])[0]).toBe(403);
    const [one] = sample.files;
    // Nobody of the body that inspected, whatever their office; and only the supervision of enforcement at all.
    for (const by of [g.handler, g.second, g.head, g.of(g.county, '3'), g.of(g.prefecture, '1')])
      expect(await review(sample.id, one!.file, by)).toEqual([403, 'not-authorised']);
    expect(
      await review(sample.id, one!.file, await g.officer(g.county, 'own-reg', ['regulator'])),
    ).toEqual([403, 'not-independent']);
    expect(await review(sample.id, one!.file, reg)).toEqual([201]);
    expect(await review(sample.id, one!.file, reg)).toEqual([409, 'already-reviewed']);
    const left = visits.find((v) => !sample.files.some((f) => f.file === v.file))!;
    expect(await review(sample.id, left.file, reg)).toEqual([422, 'not-in-sample']);
    expect(
      await review(`yb-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`, one!.file, reg),
    ).toEqual([404, 'not-found']);
    const { items } = (await g.bureau.get(reg, '/v1/file-reviews')).body as unknown as {
      items: Sample[];
    };
    expect(
      items.find((s) => s.id === sample.id)!.files.filter((f) => f.grade === 'qualified'),
    ).toEqual([{ file: one!.file, reviewer: reg, grade: 'qualified' }]);
  });

  it('QY-16: training is on record, and so is who has had none', async () => {
    const entry = (changes: Body = {}): Body => ({
      heldOn: today(),
      title: '样例培训',
      hours: 8,
      officers: [g.handler],
      document: document(),
      ...changes,
    });
    expect((await g.bureau.post(g.handler, '/v1/enforcement-trainings', entry())).status).toBe(403);
    expect(
      (await g.bureau.post(reg, '/v1/enforcement-trainings', entry({ heldOn: DAY }))).status,
    ).toBe(422);
    expect(
      (await g.bureau.post(reg, '/v1/enforcement-trainings', entry({ officers: ['o-nobody'] })))
        .status,
    ).toBe(400);
    expect((await g.bureau.post(reg, '/v1/enforcement-trainings', entry())).status).toBe(201);
    const { items, untrained } = (await g.bureau.get(g.handler, '/v1/enforcement-trainings'))
      .body as unknown as { items: Body[]; untrained: string[] };
    expect(items).toMatchObject([
      { kind: 'training', title: '样例培训', hours: 8, officers: [g.handler] },
    ]);
    expect(untrained).toContain(g.second);
    expect(untrained).not.toContain(g.handler);
  });
});

describe('QY-18/20 leadership and publicity', () => {
  it('QY-18/20: deployments of work and publicity of the rules are on record beside the trainings, and train nobody', async () => {
    const entry = (changes: Body): Body => ({
      heldOn: today(),
      title: '样例',
      hours: 1,
      officers: [],
      document: document(),
      ...changes,
    });
    expect((await g.bureau.post(reg, '/v1/enforcement-trainings', entry({}))).status).toBe(400);
    for (const kind of ['deployment', 'publicity'])
      expect(
        (
          await g.bureau.post(
            reg,
            '/v1/enforcement-trainings',
            entry({ kind, officers: [g.second] }),
          )
        ).status,
      ).toBe(201);
    const { items, untrained } = (await g.bureau.get(g.handler, '/v1/enforcement-trainings'))
      .body as unknown as { items: { kind: string }[]; untrained: string[] };
    expect(items.map((i) => i.kind)).toEqual(expect.arrayContaining(['deployment', 'publicity']));
    expect(untrained).toContain(g.second);
  });
});

describe('QY-4.3 the watch over the frequency', () => {
  interface Alert {
    id: string;
    span: string;
    number: number;
    most: number;
    file: string;
    kind: string;
    followUps: Body[];
  }
  const alertsOf = async (institution: string, state = ''): Promise<Alert[]> =>
    (
      (await g.bureau.get(reg, `/v1/frequency-alerts${state}`)).body as unknown as {
        items: (Alert & { institution: string })[];
      }
    ).items.filter((a) => a.institution === institution);
  /** Begun on a day, in the very way the start of a file does it. */
  const starts = async (
    institution: string,
    on: string,
    more: { kind?: string; onSite?: boolean } = {},
  ): Promise<void> => {
    const id = `pl-${uniqueHex()}`;
    await g.bureau
      .owner`insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, plan, on_site) values (${id}, ${g.id}, ${institution}, ${g.county}, ${g.county}, 'county', ${more.kind ?? 'case'}, 'approved', '{}', ${more.onSite ?? true})`;
    await g.bureau
      .owner`update inspection_plan set state = 'started', started_on = ${on} where id = ${id}`;
  };
  const spans = async (institution: string): Promise<string[]> =>
    (await alertsOf(institution)).map((a) => `${a.span} ${a.number}/${a.most}`).toSorted();

  it('QY-4.3: one a day, two a week, three a month are watched by nobody; one more is, exempt or not', async () => {
    const institution = await g.institution();
    await starts(institution, '2026-05-01');
    await starts(institution, '2026-05-07', { kind: 'daily' });
    expect(await spans(institution)).toEqual([]);
    // Six days apart are one week, seven are two.
    await starts(institution, '2026-05-08');
    expect(await spans(institution)).toEqual([]);
    await starts(institution, '2026-05-14', { onSite: false });
    await starts(institution, '2026-06-01');
    expect(await spans(institution)).toEqual([]);
    await starts(institution, '2026-05-20');
    expect(await spans(institution)).toEqual(['per-month 4/3']);
    await starts(institution, '2026-05-20');
    expect(await spans(institution)).toEqual(['per-day 2/1', 'per-month 4/3', 'per-month 5/3']);
  });

  it('QY-4.3: three in seven days; the numbers are the bureau’s', async () => {
    const institution = await g.institution();
    for (const on of ['2026-07-01', '2026-07-04', '2026-07-07']) await starts(institution, on);
    expect(await spans(institution)).toEqual(['per-week 3/2']);
    const lax = await fixture({ watch: { perDay: 5, perWeek: 5, perMonth: 5 } });
    try {
      const at = await lax.institution();
      for (let n = 0; n < 5; n++) {
        const id = `pl-${uniqueHex()}`;
        await lax.bureau
          .owner`insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, plan, on_site) values (${id}, ${lax.id}, ${at}, ${lax.county}, ${lax.county}, 'county', 'case', 'approved', '{}', true)`;
        await lax.bureau
          .owner`update inspection_plan set started_on = '2026-07-01' where id = ${id}`;
      }
      expect(
        await lax.bureau.owner`select 1 from frequency_alert where institution_id = ${at}`,
      ).toHaveLength(0);
    } finally {
      await lax.close();
    }
  });

  it('QY-4.3: raised by a real start, followed up by the supervision of enforcement and never by the body itself', async () => {
    const institution = await g.institution();
    // Inspections of other items, taken over from before: they count as any other.
    await g.past(institution, { endedOn: addDays(today(), -1), items: ['i-2'] });
    await g.past(institution, { endedOn: addDays(today(), -3), items: ['i-3'] });
    expect(await alertsOf(institution)).toEqual([]);
    const clues = [await g.clue('specific-complaint', institution)];
    const file = await g.begun(institution, {
      kind: 'case',
      clues,
      days: { from: DAY, until: DAY },
    });
    const [alert] = await vi.waitFor(
      async () => {
        const found = (await alertsOf(institution, '?state=open')).filter(
          (a) => a.span === 'per-week',
        );
        expect(found.length, file).toBeGreaterThan(0);
        return found;
      },
      { timeout: 8_000, interval: 50 },
    );
    expect(alert).toMatchObject({ number: 3, most: 2, file, kind: 'case' });
    const follow = async (by: string, finding: string): Promise<number> =>
      (
        await g.bureau.post(by, `/v1/frequency-alerts/${alert!.id}/follow-ups`, {
          finding,
          measures: '样例',
        })
      ).status;
    expect(await follow(g.handler, 'justified')).toBe(403);
    expect(await follow(reg, 'being-verified')).toBe(201);
    expect(await alertsOf(institution, '?state=open')).not.toEqual([]);
    expect(await follow(g.of(`${g.id}.jd`, 'h'), 'excessive')).toBe(201);
    expect((await alertsOf(institution, '?state=open')).filter((a) => a.id === alert!.id)).toEqual(
      [],
    );
    expect(
      (await alertsOf(institution, '?state=closed')).find((a) => a.id === alert!.id)!.followUps,
    ).toMatchObject([{ finding: 'being-verified' }, { finding: 'excessive' }]);
  });
});
