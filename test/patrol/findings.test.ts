/** “网警”巡查 TJ51-4.2, 11: one open file a subject and matter, however findings come in: by officers, by systems, one or many, twice or at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveAct } from '../../db/queries/inbox.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { Bureau, document, iso, Matter, newBureau } from '../rapid-response/acts.ts';
import { jds, jds2, Patrol, told } from './acts.ts';

let b: Bureau;
let staff: Awaited<ReturnType<typeof newBureau>>;
let of: (what: string) => string;
let source: string;
beforeAll(async () => {
  b = await Bureau.open();
  staff = await newBureau(b);
  of = (what) => `${staff.bureau}.${what}`;
  source = of('monitor');
  await b.owner`insert into officer (id, unit_id, kind, name, roles) values (${source}, ${of('jds')}, 'system', '样例监控', '{receiving-system}')`;
});
afterAll(() => b.close());

interface Item {
  finding: string | null;
  state: string;
  code?: string;
  clause?: string;
}
/** One instant for all: the same finding twice is the same. */
const foundAt = iso(Date.now() - 1000);
const found = (finding: string, subject: string, changes: object = {}) => ({
  finding,
  subject: { kind: 'institution', id: subject },
  matter: 'fund-use',
  foundAt,
  detail: '样例：短时间内多次刷卡',
  document: document(),
  ...changes,
});
const report = (body: object, by: string = source) => b.post(by, '/v1/patrol-findings', body);
const items = async (...findings: object[]): Promise<Item[]> =>
  ((await report({ findings })).body as { items: Item[] }).items;
interface Row {
  file: string;
  unit: string;
  stage: string;
  matter: string;
  findings: { source: string; finding: string }[];
}
const patrols = async (subject: string, reader: string = staff.regulator): Promise<Row[]> =>
  ((await b.get(reader, `/v1/patrols?subject=${subject}`)).body as { items: Row[] }).items;
const taken = async (subject: string, n: number): Promise<Row[]> => {
  await expect
    .poll(async () => (await patrols(subject)).reduce((sum, p) => sum + p.findings.length, 0), {
      timeout: 20_000,
    })
    .toBe(n);
  return patrols(subject);
};
const institution = () => b.institution({ bureau: staff.bureau });
const open = (subject: string, changes: object = {}, by: string = staff.supervision) =>
  Patrol.post(b, subject, changes as never, by);

describe('监控发现', () => {
  it('TJ51-4.2 single and batch: each opens a patrol or joins the open one; the same again is a duplicate, other content a conflict', async () => {
    const [one, two] = [await institution(), await institution()];
    const first = found('m-1', one);
    expect((await report(first)).body).toEqual({ items: [{ finding: 'm-1', state: 'accepted' }] });
    expect(
      (
        await items(
          first,
          found('m-1', one, { detail: '别的内容' }),
          found('m-2', one),
          found('m-2', one),
          found('m-3', one, { matter: 'fraud' }),
          found('m-4', two),
          found('m-5', 'nobody'),
          found('m-6', one, { foundAt: '2199-01-01T00:00:00+08:00' }),
          found('m-7', one, { matter: 'no-such' }),
        )
      ).map(({ finding, state, code }) => [finding, state, code]),
    ).toEqual([
      ['m-1', 'duplicate', undefined],
      ['m-1', 'conflict', 'idempotency-conflict'],
      ['m-2', 'accepted', undefined],
      ['m-2', 'duplicate', undefined],
      ['m-3', 'accepted', undefined],
      ['m-4', 'accepted', undefined],
      ['m-5', 'refused', 'unknown-reference'],
      ['m-6', 'refused', 'in-the-future'],
      ['m-7', 'refused', 'bad-input'],
    ]);
    // Twice at the same instant it is one.
    const both = await Promise.all([report(found('m-8', one)), report(found('m-8', one))]);
    expect(both.map(({ body }) => (body as { items: Item[] }).items[0]!.state).toSorted()).toEqual([
      'accepted',
      'duplicate',
    ]);
    const rows = await taken(one, 4);
    expect(
      rows.map(({ matter, findings, unit, stage }) => [
        matter,
        findings.map((f) => f.finding),
        unit,
        stage,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['fund-use', ['m-1', 'm-2', 'm-8'], of('jds'), 'monitoring'],
        ['fraud', ['m-3'], of('jds'), 'monitoring'],
      ]),
    );
    expect(await taken(two, 1)).toHaveLength(1);
    // What was found is read in the file, also of what has joined.
    const { file } = rows.find(({ matter }) => matter === 'fund-use')!;
    const acts = (await b.get(staff.supervision, `/v1/files/${file}/acts`)).body as {
      items: { id: string; type: string }[];
    };
    const reports = acts.items.filter(({ type }) => type === 'patrol-report');
    expect(reports).toHaveLength(3);
    for (const { id } of reports)
      expect((await b.get(staff.supervision, `/v1/files/${file}/acts/${id}`)).text).toContain(
        '短时间内多次刷卡',
      );
    // 清单 What came in, the newest first, page by page, with the patrol that has taken it; its words are in the read log.
    const listed = async (query: string, by = staff.supervision) =>
      (await b.get(by, `/v1/patrol-findings?source=${source}&subject=${one}${query}`)).body as {
        items: { finding: string; file: string; detail: string }[];
        next: string | null;
      };
    const page = await listed('&limit=3');
    const rest = await listed(`&limit=3&cursor=${encodeURIComponent(page.next!)}`);
    const all = [...page.items, ...rest.items];
    expect(all.map((f) => [f.finding, rows.some(({ file: of }) => of === f.file)])).toEqual(
      ['m-8', 'm-3', 'm-2', 'm-1'].map((finding) => [finding, true]),
    );
    expect([rest.next, all[3]!.detail]).toEqual([null, '样例：短时间内多次刷卡']);
    expect((await listed('&matter=fraud')).items.map((f) => f.finding)).toEqual(['m-3']);
    expect((await listed('&taken=false')).items).toEqual([]);
    expect((await listed('', staff.payment)).items).toEqual([]);
    // An officer's own finding joins what a system has opened.
    const joined = await open(one);
    expect([joined.status, (joined.body as { joined: boolean }).joined]).toEqual([200, true]);
    // What came in stands: the owner changes it not without the trigger.
    await expect(
      b.owner`update patrol_finding set detail = 'x' where finding_id = 'm-1' and system_id = ${source}`,
    ).rejects.toThrow('stands as it came in');
  });

  it('TJ51-4.2 persons, systems for persons and systems of other offices report nothing', async () => {
    const id = await institution();
    for (const by of [staff.supervision, staff.system2])
      expect(told(await report(found('n-1', id), by))).toEqual([403, 'not-authorised', 'TJ51-4.2']);
    expect(await patrols(id)).toEqual([]);
  });
});

it('TJ51-4.2 X-11 what has no basis on the day on which it came in is tried anew on the next one', async () => {
  const far = await newBureau(b, { area: '130300' });
  const system = `${far.bureau}.monitor`;
  await b.owner`insert into officer (id, unit_id, kind, name, roles) values (${system}, ${`${far.bureau}.jds`}, 'system', '样例监控', '{receiving-system}')`;
  const subject = await b.institution({ bureau: far.bureau });
  expect(told(await report(found('b-1', subject), system))[1]).toBe('no-legal-basis');
  // The basis has ended between the report and its task.
  const event = { ...found('b-1', subject), subject, kind: 'institution', hash: 'h', foundAt: 1 };
  await b.owner`select take_patrol_findings(${far.bureau}, ${system}, ${`${far.bureau}.jds`}, ${b.owner.json([event] as never)})`;
  const attempts = () =>
    b.owner<
      { answer: { refusal?: { code: string } } }[]
    >`select answer from opening_attempt where key like ${`patrol-report:${system}:%`}`;
  await expect
    .poll(async () => (await attempts()).map((one) => one.answer.refusal?.code), {
      timeout: 20_000,
    })
    .toEqual(['no-legal-basis']);
  const adoptions = [{ instrument: 'TJ51', decidedOn: '2025-12-01', document: document() }];
  await b.owner`update bureau set adoptions = ${b.owner.json(adoptions)} where id = ${far.bureau}`;
  // 次日 The refusal was that of yesterday.
  const today = civilDateOf(instant(Date.now()));
  await b.owner`update opening_attempt set key = replace(key, ${today}, '2026-01-01') where key like ${`patrol-report:${system}:%`}`;
  await b.owner`update task set next_try_at = now() where kind = 'patrol-report' and data->>'source' = ${system}`;
  await b.owner`select pg_notify('duban_task', '')`;
  await expect
    .poll(async () => (await patrols(subject, far.regulator)).length, { timeout: 20_000 })
    .toBe(1);
});

/** Puts an act into the inbox without a word to the engine: the file takes it with the next one. */
async function unsignalled(file: string, type: string, payload: object): Promise<void> {
  const [officer, unit, hash] = [staff.supervision, of('jds'), hashOf(payload)];
  const id = `unsignalled-${file}`;
  const facts = { outcome: 'nothing-found', reasonGiven: true, documentHash: document().sha256 };
  const message = { id, type, unit, officer, hash, facts };
  const arrivedAt = await b.now(file);
  const act = { file, actId: id, type, unit, officer, message, payload, hash, key: id, arrivedAt };
  expect(await receiveAct(b.owner, act)).toMatchObject({ message: { id } });
}

it('TJ51-4.2 what is reported at the instant at which the patrol ends opens the next one', async () => {
  const id = await institution();
  const { file } = (await open(id)).body as { file: string };
  await unsignalled(file, 'patrol-end', {
    outcome: 'nothing-found',
    reason: '样例',
    document: document(),
  });
  await report(found('z-1', id));
  const rows = await taken(id, 1);
  expect(rows.map(({ findings, stage }) => [findings.length, stage])).toEqual([
    [1, 'monitoring'],
    [0, 'closed'],
  ]);
});

it('TJ51-4.1 a practitioner is patrolled where an institution of registration lies', async () => {
  const at = await institution();
  await b.owner`update institution set area = '120103' where id = ${at}`;
  const id = await b.practitioner([at], staff.bureau);
  await b.owner`insert into unit (id, bureau_id, name, roles, contacts) values (${of('hx')}, ${staff.bureau}, '样例区所', '{supervision-body}', '[]')`;
  await b.owner`insert into district_body (bureau_id, unit_id, areas, valid_from, document, reason, entered_by) values (${staff.bureau}, ${of('hx')}, '{120103}', '2026-01-01', '{}', '样例', ${of('o-jds')})`;
  const centre = of('centre-p');
  await b.owner`insert into officer (id, unit_id, kind, name, roles) values (${centre}, ${of('sbzx')}, 'system', '样例监控', '{receiving-system}')`;
  const subject = { kind: 'practitioner', id };
  await report(found('p-1', id, { subject }), centre);
  expect((await taken(id, 1)).map(({ unit }) => unit)).toEqual([of('hx')]);
  // The city's own officer comes second.
  expect(told(await open(id, { subject }))).toEqual([409, 'with-another-body', 'TJ51-8.1']);
  const record = (await b.get(staff.regulator, `/v1/practitioners/${id}/record`)).body as {
    lines: { kind: string }[];
  };
  expect(record.lines.map(({ kind }) => kind)).toEqual(['patrol']);
});

describe('再次发现', () => {
  it('TJ51-4.1 two officers at the same instant open one; what brings nothing new is a duplicate', async () => {
    const id = await b.institution();
    const both = await Promise.all([
      Patrol.post(b, id, {}, jds),
      Patrol.post(b, id, { facts: '另一发现' }, jds2),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    const [one, other] = both.map(({ body }) => body as { file: string; joined: boolean });
    expect(one!.file).toBe(other!.file);
    const again = await Patrol.post(b, id, { newFacts: false }, jds);
    expect(told(again)).toEqual([409, 'duplicate', 'TJ51-4.1']);
    // Another matter is another file.
    const fraud = await Patrol.post(b, id, { matter: 'fraud' }, jds);
    expect(fraud.status).toBe(201);
    const p = Patrol.of(b, one!.file, id);
    await p.accepted('patrol-finding', {
      foundAt: await p.now(),
      facts: '样例',
      document: document(),
    });
    expect((await p.view()).stage).toBe('monitoring');
  });

  it('TJ51-11 audit findings are cited if they name the subject and stand; a second time is a duplicate, no file', async () => {
    const [id, other] = [await institution(), await institution()];
    const audit = (finding: string, subject: string) => ({
      finding,
      subject: { kind: 'institution', id: subject },
      rule: 'R-1',
      from: '2026-01-01',
      until: '2026-01-31',
      claims: 3,
      amountFen: 100,
      detail: '样例',
    });
    const audited = { findings: [audit('a-1', id), audit('a-2', other), audit('a-3', id)] };
    expect((await b.post(source, '/v1/audit-findings', audited)).status).toBe(200);
    const withdrawal = { finding: 'a-3', withdrawn: true, reason: '申诉成立' };
    await b.post(source, '/v1/audit-findings', withdrawal);
    const cites = (...findings: string[]) => ({
      findings: findings.map((finding) => ({ source, finding })),
    });
    expect(told(await open(id, cites('a-9')))).toEqual([422, 'audit-finding-unknown', 'TJ51-11']);
    expect(told(await open(id, cites('a-2')))).toEqual([
      422,
      'audit-finding-other-subject',
      'TJ51-11',
    ]);
    expect(told(await open(id, cites('a-3')))).toEqual([422, 'audit-finding-withdrawn', 'TJ51-11']);
    const opened = await open(id, cites('a-1'));
    expect([opened.status, opened.text]).toEqual([201, expect.any(String)]);
    const { file } = opened.body as { file: string };
    expect(told(await open(id, cites('a-1')))).toEqual([409, 'duplicate', 'TJ51-4.1']);
    const act = (type: string, body: object) =>
      b.post(staff.supervision, `/v1/files/${file}/acts/${type}`, body);
    const finding = { foundAt: iso(Date.now() - 500), facts: '样例', document: document() };
    expect(told(await act('patrol-finding', { ...finding, ...cites('a-2') }))).toEqual([
      422,
      'audit-finding-other-subject',
      'TJ51-11',
    ]);
    expect(
      (await act('patrol-finding', { ...finding, ...cites('a-1'), newFacts: true })).status,
    ).toBe(200);
    const end = { outcome: 'nothing-found', reason: '样例', document: document() };
    expect((await act('patrol-end', end)).status).toBe(200);
    await expect
      .poll(async () => (await patrols(id))[0]!.stage, { timeout: 15_000 })
      .toBe('closed');
    // Dealt with: a second time it opens nothing, unless something is new.
    expect(told(await open(id, cites('a-1')))).toEqual([409, 'duplicate', 'TJ51-11']);
    expect((await open(id, { ...cites('a-1'), newFacts: true })).status).toBe(201);
    const list = (await b.get(staff.regulator, `/v1/audit-findings?subject=${id}`)).body as {
      items: { finding: string; files: string[] }[];
    };
    expect(list.items.find((f) => f.finding === 'a-1')!.files).toHaveLength(2);
  });

  it('TJ51-4.1 what an opening refuses, and what it follows by itself', async () => {
    const id = await institution();
    const refused = async (changes: object, by?: string) => told(await open(id, changes, by));
    expect(await refused({}, staff.payment)).toEqual([403, 'not-owed-by-you', 'TJ51-4.1']);
    expect(await refused({ foundAt: '2199-01-01T00:00:00+08:00' })).toEqual([
      422,
      'in-the-future',
      'TJ51-4.1',
    ]);
    expect(await refused({ origins: ['RR-A.tj.2026-99999'] })).toEqual([
      422,
      'link-unknown',
      'TJ51-4.1',
    ]);
    expect(await refused({ follows: 'XC.tj.2026-99999' })).toEqual([
      422,
      'follows-unfit',
      'TJ51-4.1',
    ]);
    expect(told(await open('nobody'))).toEqual([404, 'not-found', 'TJ51-4.1']);
    const elsewhere = await Matter.open(b, { direction: 'A', kind: 'institution', staff });
    expect(await refused({ origins: [elsewhere.file] })).toEqual([
      422,
      'origin-of-another',
      'TJ51-4.1',
    ]);
    // It comes from a rapid response about the subject: both show it.
    const from = await open(elsewhere.id, { origins: [elsewhere.file] });
    expect(from.status).toBe(201);
    const { file } = from.body as { file: string };
    await expect
      .poll(
        async () =>
          (
            (await b.get(staff.regulator, `/v1/files/${elsewhere.file}`)).body as {
              notes: string[];
            }
          ).notes.join(),
        { timeout: 15_000 },
      )
      .toContain(file);
    const p = Patrol.of(b, file, elsewhere.id);
    const by = (type: string, body: object) =>
      b.post(staff.supervision, `/v1/files/${file}/acts/${type}`, body);
    await b.owner`update institution set status = 'terminated' where id = ${elsewhere.id}`;
    expect((await by('patrol-end', p.ending('subject-ended'))).status).toBe(200);
    await expect
      .poll(async () => (await patrols(elsewhere.id))[0]!.stage, { timeout: 15_000 })
      .toBe('closed');
    const next = await open(elsewhere.id);
    expect(next.status).toBe(201);
    const [row] = (await b.get(staff.supervision, `/v1/patrols?subject=${elsewhere.id}&state=open`))
      .body['items' as never] as { follows: string }[];
    expect(row!.follows).toBe(file);
  });

  it('TJ51-8.1 within the area of the body, or by assignment; the first body has it; a report goes to the district', async () => {
    for (const [unit, area] of [
      ['hp', '120101'],
      ['hd', '120102'],
    ] as const) {
      await b.owner`insert into unit (id, bureau_id, name, roles, contacts) values (${of(unit)}, ${staff.bureau}, '样例区所', '{supervision-body}', '[]')`;
      await b.owner`insert into officer (id, unit_id, kind, name, roles, commitment_signed_on, commitment_valid_until) values (${of(`o-${unit}`)}, ${of(unit)}, 'person', '样例', '{handler}', '2026-01-05', '2190-12-31')`;
      await b.owner`insert into district_body (bureau_id, unit_id, areas, valid_from, document, reason, entered_by) values (${staff.bureau}, ${of(unit)}, ${[area]}, '2026-01-01', '{}', '样例', ${of('o-jds')})`;
    }
    const id = await institution();
    await b.owner`update institution set area = '120102' where id = ${id}`;
    expect(told(await open(id, {}, of('o-hp')))).toEqual([422, 'outside-area', 'TJ51-8.1']);
    const by = (unit: string) => ({ assignment: { by: of(unit), document: document() } });
    expect(told(await open(id, by('hd'), of('o-hp')))).toEqual([
      422,
      'assignment-by-district',
      'TJ51-8.1',
    ]);
    expect((await open(id, by('jds'), of('o-hp'))).status).toBe(201);
    expect(told(await open(id, {}, of('o-hd')))).toEqual([409, 'with-another-body', 'TJ51-8.1']);
    // A report of the centre's system goes to whoever patrols that district; one about an open file to that file.
    const centre = of('centre-monitor');
    await b.owner`insert into officer (id, unit_id, kind, name, roles) values (${centre}, ${of('sbzx')}, 'system', '样例监控', '{receiving-system}')`;
    const elsewhere = await institution();
    await b.owner`update institution set area = '120102' where id = ${elsewhere}`;
    await report({ findings: [found('d-1', elsewhere), found('d-2', id)] }, centre);
    expect((await taken(elsewhere, 1)).map(({ unit }) => unit)).toEqual([of('hd')]);
    expect((await taken(id, 1)).map(({ unit }) => unit)).toEqual([of('hp')]);
    // A body reads its own; a stranger reads none.
    expect(await patrols(id, of('o-hd'))).toEqual([]);
    expect(await patrols(id, of('o-hp'))).toHaveLength(1);
  });

  it('TJ51-19.1 an officer without a letter opens nothing; the record of the subject, the desk and the table show patrols', async () => {
    await b.owner`insert into officer (id, unit_id, kind, name, roles) values (${of('o-unsigned')}, ${of('jds')}, 'person', '样例', '{handler}')`;
    const id = await institution();
    expect(told(await open(id, {}, of('o-unsigned')))).toEqual([
      403,
      'commitment-unsigned',
      'TJ51-19.1',
    ]);
    const { file } = (await open(id)).body as { file: string };
    const record = (await b.get(staff.supervision, `/v1/institutions/${id}/record`)).body as {
      lines: { kind: string; file: string; state: string }[];
    };
    expect(record.lines).toMatchObject([{ kind: 'patrol', file, state: 'monitoring' }]);
    const csv = await b.get(staff.regulator, `/v1/patrols?subject=${id}&format=csv`);
    expect(csv.text).toContain(file);
    for (const filter of [
      'stage=talk',
      'state=closed',
      'dwelling=true',
      'filing=refused',
      'matter=fraud',
      'outcome=relapsed',
      `unit=${of('zfc')}`,
    ])
      expect(
        (
          (await b.get(staff.regulator, `/v1/patrols?subject=${id}&${filter}`)).body as {
            items: [];
          }
        ).items,
      ).toEqual([]);
    const desk = await b.get(staff.regulator, '/v1/desk');
    expect(JSON.stringify(desk.body)).toContain('/v1/patrols?state=open');
  });
});
