/** TJ51-8 区级监督机构: who deals with whom, and what city and districts record of their work together. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Case } from '../penalty-case/acts.ts';
import {
  answerOf,
  Bureau,
  document,
  iso,
  Matter,
  newBureau,
  told,
} from '../rapid-response/acts.ts';

let bureau: Bureau;
let staff: Awaited<ReturnType<typeof newBureau>>;
let of: (what: string) => string;
beforeAll(async () => {
  bureau = await Bureau.open();
  staff = await newBureau(bureau);
  of = (what) => `${staff.bureau}.${what}`;
  for (const unit of ['hp', 'hd']) {
    await bureau.owner`insert into unit (id, bureau_id, name, roles, contacts) values (${of(unit)}, ${staff.bureau}, '样例区所', '{supervision-body}', '[]')`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles, commitment_signed_on, commitment_valid_until) values (${of(`o-${unit}`)}, ${of(unit)}, 'person', '样例', '{handler}', '2026-01-05', '2190-12-31')`;
  }
  await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${of('o-reg')}, ${of('ju')}, 'person', '样例', '{registrar}')`;
  for (const [unit, area] of [
    ['hp', '120101'],
    ['hd', '120102'],
  ] as const)
    expect((await register(unit, [area])).body).toEqual({ changed: true });
});
afterAll(() => bureau.close());

const today = (): string => iso(Date.now()).slice(0, 10);
const register = (unit: string, areas: string[], validFrom = '2026-01-01') =>
  bureau.put(of('o-reg'), `/v1/district-bodies/${of(unit)}`, {
    areas,
    validFrom,
    document: document(),
    reason: '样例',
  });

describe('TJ51-8.1 辖区', () => {
  it('a district body writes about its area, about another with the assignment of the city', async () => {
    const m = await Matter.subject(bureau, { direction: 'A', kind: 'institution', staff });
    await bureau.owner`update institution set area = '120102' where id = ${m.id}`;
    const by = of('o-hp');
    expect(told(await m.refused({}, by))).toEqual([422, 'outside-area', 'TJ51-8.1']);
    expect(
      told(await m.refused({ assignment: { by: of('hd'), document: document() } }, by)),
    ).toEqual([422, 'assignment-by-district', 'TJ51-8.1']);
    expect(
      (await m.refer({ assignment: { by: of('jds'), document: document() } }, by)).status,
    ).toBe(201);
    // 处罚法25: the first to write has it, whoever comes later is told so; its own further letters join.
    expect(told(await m.refused({}, of('o-hd')))).toEqual([409, 'with-another-body', 'TJ51-8.1']);
    expect(told(await m.refused({}, staff.supervision))).toEqual([
      409,
      'with-another-body',
      'TJ51-8.1',
    ]);
    const later = await m.refer({ assignment: { by: of('jds'), document: document() } }, by);
    expect([later.status, (later.body as { joined: boolean }).joined]).toEqual([200, true]);
    await bureau.owner`update institution set area = '120101' where id = ${m.id}`;
    expect(told(await m.refused({}, of('o-hd')))).toEqual([422, 'outside-area', 'TJ51-8.1']);
  });

  it('the city body needs no assignment, and a letter of the handling body goes to the city', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind: 'institution', staff });
    const { parties } = (await bureau.get(staff.regulator, `/v1/files/${m.file}`)).body as {
      parties: Record<string, string>;
    };
    expect(parties['supervision-body']).toBe(of('jds'));
    const a = await Matter.subject(bureau, { direction: 'A', kind: 'institution', staff });
    await bureau.owner`update institution set area = '120102' where id = ${a.id}`;
    expect((await a.refer()).status).toBe(201);
  });

  it('files a case in its area, elsewhere by assignment; the record of the institution has it', async () => {
    const id = await bureau.institution({ bureau: staff.bureau });
    await bureau.owner`update institution set area = '120102' where id = ${id}`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles, commitment_signed_on, commitment_valid_until) values (${of('o-hp-head')}, ${of('hp')}, 'person', '样例', '{head}', '2026-01-05', '2190-12-31')`;
    const file = (changes: object = {}) =>
      bureau.post(of('o-hp'), '/v1/penalty-cases', {
        ...Case.body(id),
        approvedBy: of('o-hp-head'),
        ...changes,
      });
    expect(told(answerOf(await file()))).toEqual([422, 'outside-area', 'TJ51-8.1']);
    expect(
      told(
        answerOf(
          await file({
            findings: [{ source: staff.system2, finding: 'x' }],
            assignment: { by: of('jds'), document: document() },
          }),
        ),
      ),
    ).toEqual([422, 'audit-finding-unknown', 'TJ51-11']);
    const filed = await file({ assignment: { by: of('jds'), document: document() } });
    expect([filed.status, filed.text]).toEqual([201, expect.any(String)]);
    const record = async (reader: string) =>
      (
        (await bureau.get(reader, `/v1/institutions/${id}/record`)).body as {
          lines: { kind: string; file: string }[];
        }
      ).lines.map((l) => [l.kind, l.file]);
    expect(await record(of('o-hp'))).toEqual([
      ['penalty-case', (filed.body as { file: string }).file],
    ]);
    expect(await record(staff.payment)).toEqual([]);
  });

  it('is registered once, by a registrar, within the bureau', async () => {
    expect((await register('hp', ['120101'])).body).toEqual({ changed: false });
    expect(told(answerOf(await register('hp', ['110101'])))).toEqual([
      422,
      'outside-area',
      'TJ51-8.1',
    ]);
    expect(told(answerOf(await register('zfc', ['120101'])))).toEqual([
      422,
      'cooperation-unit',
      'TJ51-8.1',
    ]);
    const { items } = (await bureau.get(of('o-hp'), '/v1/district-bodies')).body as {
      items: { unit: string }[];
    };
    expect(items.map(({ unit }) => unit).toSorted()).toEqual([of('hd'), of('hp')].toSorted());
  });
});

describe('TJ51-8.2 市区协同', () => {
  const record = (by: string, changes: object = {}) =>
    bureau.post(by, '/v1/district-cooperations', {
      kind: 'training',
      on: today(),
      with: [of('hp'), of('hd')],
      officers: [by],
      subject: '样例主题',
      record: '样例记录',
      document: document(),
      ...changes,
    });
  const act = (by: string, file: string, type: string, body: object) =>
    bureau.post(by, `/v1/files/${file}/acts/${type}`, body);
  const answer = (by: string, file: string, body: object = {}) =>
    act(by, file, 'cooperation-answer', { agrees: true, officers: [by], ...body });
  const closed = (file: string, outcome: string) =>
    vi.waitFor(
      async () =>
        expect((await bureau.get(staff.regulator, `/v1/files/${file}`)).body).toMatchObject({
          stage: 'closed',
          outcome,
          duties: [],
        }),
      { timeout: 5_000, interval: 20 },
    );

  it('a training by the city, disputed by one district, corrected, agreed to by both', async () => {
    const reply = await record(staff.supervision);
    expect([reply.status, reply.text]).toEqual([201, expect.any(String)]);
    const { file } = reply.body as { file: string };
    expect(file).toMatch(/^XT\./);
    const first = await answer(of('o-hp'), file);
    expect(first.status).toBe(200);
    // One side does not answer for the other, and the record is not closed by one alone.
    expect(answerOf(await answer(of('o-hp'), file)).code).toBe('not-owed-by-you');
    expect(told(answerOf(await answer(of('o-hd'), file, { officers: [of('o-hp')] })))).toEqual([
      422,
      'attendee-unknown',
      'TJ51-8.2',
    ]);
    expect(answerOf(await answer(of('o-hd'), file, { agrees: false })).code).toBe('reason-missing');
    expect((await answer(of('o-hd'), file, { agrees: false, reason: '日期有误' })).status).toBe(
      200,
    );
    expect(
      answerOf(
        await act(of('o-hd'), file, 'cooperation-correction', {
          record: 'x',
          document: document(),
          reason: 'x',
        }),
      ).code,
    ).toBe('not-owed-by-you');
    expect(
      (
        await act(staff.supervision, file, 'cooperation-correction', {
          record: '更正',
          document: document(2),
          reason: '日期',
        })
      ).status,
    ).toBe(200);
    // Every side is asked about what was corrected.
    for (const by of ['o-hp', 'o-hd']) expect((await answer(of(by), file)).status).toBe(200);
    await closed(file, 'confirmed');
    const { items } = (await bureau.get(of('o-hp'), '/v1/district-cooperations?kind=training'))
      .body as {
      items: { file: string; with: string[]; outcome: string }[];
    };
    expect(items).toContainEqual(
      expect.objectContaining({
        file,
        with: [of('hd'), of('hp')].toSorted(),
        outcome: 'confirmed',
      }),
    );
    expect((await bureau.get(staff.payment, '/v1/district-cooperations')).body).toMatchObject({
      items: [],
    });
  });

  it('late is management and no breach; withdrawn with a reason', async () => {
    const { file } = (await record(of('o-hp'), { kind: 'joint-check', with: [of('jds')] }))
      .body as {
      file: string;
    };
    const { duties } = (await bureau.get(staff.regulator, `/v1/files/${file}`)).body as {
      duties: { owedBy: string; force: string; clause: string }[];
    };
    expect(duties).toEqual([
      expect.objectContaining({ owedBy: of('jds'), force: 'management', clause: 'TJ51-8.2' }),
    ]);
    await bureau.skip(file, 24 * 20);
    await vi.waitFor(async () =>
      expect((await bureau.get(staff.regulator, `/v1/files/${file}`)).body).toMatchObject({
        attention: 'management-overdue',
      }),
    );
    expect(answerOf(await act(of('o-hp'), file, 'cooperation-withdrawal', {})).code).toBe(
      'reason-missing',
    );
    expect((await act(of('o-hp'), file, 'cooperation-withdrawal', { reason: '误记' })).status).toBe(
      200,
    );
    await closed(file, 'withdrawn');
  });

  it('refused: one level alone, an unregistered side', async () => {
    expect(told(answerOf(await record(of('o-hp'), { with: [of('hd')] })))).toEqual([
      422,
      'cooperation-unit',
      'TJ51-8.2',
    ]);
    expect(told(answerOf(await record(staff.supervision, { with: [of('zfc')] })))).toEqual([
      422,
      'cooperation-unit',
      'TJ51-8.2',
    ]);
    expect(told(answerOf(await record(staff.payment)))).toEqual([
      422,
      'cooperation-unit',
      'TJ51-8.2',
    ]);
  });
});
