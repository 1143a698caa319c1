/** 涉嫌犯罪移送 国令310: a group of two, a written report, the principal in 3 days, the police within 24 hours, five documents, no fine instead (QY-14.3, TJ51-16.1). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, HOUR, on, today, type Fixture } from './acts.ts';
import { Case, told } from '../penalty-case/acts.ts';
import { document, finding, fixture, Visit } from './visits.ts';

let g: Fixture;
let deputy: string;
beforeAll(async () => {
  g = await fixture();
  deputy = await g.officer(g.county, 'deputy', ['head']);
  await g.bureau
    .owner`insert into body_head (unit_id, officer_id, from_on, post) values (${g.county}, ${deputy}, '2020-01-01', 'deputy-in-charge')`;
});
afterAll(() => g.close());
const day = addDays(today(), 1);
const crime = finding('f-1', 'crime-transfer');
/** A Thursday: 3 days end on the Sunday and roll to the Monday. */
const thursday = on('2027-05-20');

async function reported(begun = day): Promise<Visit> {
  const visit = await Visit.open(g, begun);
  await visit.to(begun, 11);
  await visit.do('on-site-record');
  await visit.do('crime-report');
  return visit;
}

describe.concurrent('国令310 第五条 the report and the decision', () => {
  it('QY-14.3, TJ51-16.1: reported, approved, moved within 24 hours, told, published: closed', async () => {
    const visit = await reported();
    expect(await visit.duty('decideCrime')).toMatchObject({
      clause: 'QY-14.3',
      force: 'text',
      owedBy: g.county,
    });
    expect(await visit.do('crime-decision')).toMatchObject({ timing: 'in-time' });
    const move = await visit.duty('moveCrime');
    expect(Date.parse(move.due) - Date.parse(move.from)).toBe(24 * HOUR);
    expect(await visit.do('crime-transfer')).toMatchObject({ timing: 'in-time' });
    expect(await visit.duty('recordPolice')).toMatchObject({
      clause: 'QY-14.3',
      force: 'management',
    });
    expect(await visit.refused('police-answer', { filed: false })).toEqual([
      422,
      'reason-missing',
      'QY-14.3',
    ]);
    expect(await visit.refused('police-answer', { accepted: false, reason: '样例' })).toEqual([
      422,
      'answer-contradictory',
      'QY-14.3',
    ]);
    await visit.do('police-answer');
    expect(await visit.refused('police-reconsideration')).toEqual([409, 'not-awaited', 'QY-14.3']);
    await visit.do('inspection-end');
    await visit.heard(crime);
    await visit.do('legal-review');
    await visit.do('result-notice', { findings: [crime] });
    await visit.do('result-publication', {
      url: undefined,
      withheld: true,
      reason: '样例：侦查期间',
    });
    // 国令310 art. 12: three days from their notice for the goods, and the inspection is not over before.
    expect(await visit.duty('handOver')).toMatchObject({ clause: 'QY-14.3', force: 'text' });
    expect(await visit.refused('goods-handover', { document: undefined })).toEqual([
      422,
      'document-missing',
      'QY-14.3',
    ]);
    await visit.do('goods-handover', { document: undefined, none: '样例：没有' });
    await visit.closed('crime-transfer');
    expect(await visit.breaches()).toEqual([]);
    // 国令310 art. 10 What the police return after that is filed by hand as a case that comes from the inspection, where the bureau has 立案查处.
    const filing = (changes: object = {}) =>
      g.bureau.post(g.of(g.county, '3'), '/v1/penalty-cases', {
        ...Case.body(visit.institution, { approvedBy: g.head, origins: [visit.file] }),
        facts: '公安机关退回',
        ...changes,
      });
    expect(told(await filing())[1]).toBe('no-legal-basis');
    const adoptions = [{ instrument: 'TJ51', decidedOn: '2026-01-05', document: document() }];
    const { owner } = g.bureau;
    await owner`update bureau set adoptions = ${owner.json(adoptions)} where id = ${g.id}`;
    await owner`update unit set roles = array_append(roles, 'supervision-body') where id = ${g.county}`;
    await owner`update officer set commitment_signed_on = '2026-01-05', commitment_valid_until = '2190-12-31' where id = ${g.of(g.county, '3')}`;
    const other = { subject: { kind: 'institution', id: await g.institution() } };
    expect(told(await filing(other))).toEqual([422, 'origin-of-another', 'TJ51-14.1']);
    const filed = await filing();
    expect([filed.status, filed.status === 201 ? '' : filed.text]).toEqual([201, '']);
    const { items } = (await g.bureau.get(g.head, '/v1/penalty-cases')).body as {
      items: { origins: string[] }[];
    };
    expect(items.map(({ origins }) => origins)).toEqual([[visit.file]]);
  });
  it('QY-14.3 cannot: a group of one, one twice, without certificates, without the written report', async () => {
    const visit = await Visit.open(g, day);
    const [three, law] = [g.of(g.county, '3'), g.of(g.county, 'law')];
    expect(await visit.refused('crime-report', { group: [three] })).toEqual([
      422,
      'too-few-officers',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-report', { group: [three, three] })).toEqual([
      422,
      'too-few-officers',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-report', { group: [three, law] })).toEqual([
      422,
      'too-few-officers',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-report', { document: undefined })).toEqual([
      422,
      'document-missing',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-report', { standard: undefined })).toEqual([
      422,
      'basis-missing',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-report', { jurisdiction: undefined })).toEqual([
      422,
      'basis-missing',
      'QY-14.3',
    ]);
    await visit.do('crime-report');
    expect(await visit.refused('crime-report')).toEqual([409, 'duplicate', 'QY-14.3']);
  });
  it('QY-14.3: decided by the principal, or by who acts as one; not by the deputy in charge alone, nor by anybody else', async () => {
    const visit = await reported();
    expect(await visit.refused('crime-decision', {}, g.of(g.county, 'law'))).toEqual([
      422,
      'approver-not-head',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-decision', {}, deputy)).toEqual([
      422,
      'approver-not-head',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-decision', {}, g.of(g.county, '3'))).toEqual([
      403,
      'same-person',
      'X-7',
    ]);
    await visit.do('crime-decision', { acting: document() }, deputy);
  });
  it('QY-14.3: not approved needs its reason; what was told as a crime is then decided on as a case', async () => {
    const visit = await reported();
    await visit.do('inspection-end');
    await visit.heard(crime);
    await visit.do('legal-review');
    await visit.do('result-notice', { findings: [crime] });
    expect(await visit.refused('crime-decision', { approved: false })).toEqual([
      422,
      'reason-missing',
      'QY-14.3',
    ]);
    expect(
      await visit.refused('crime-decision', { approved: false, reason: '样例', fined: true }),
    ).toEqual([422, 'fine-instead-of-transfer', 'QY-14.3']);
    await visit.do('crime-decision', { approved: false, reason: '样例：不构成犯罪' });
    await visit.do('result-publication');
    expect(await visit.refused('crime-transfer')).toEqual([409, 'not-awaited', 'QY-14.3']);
    await visit.do('case-filing');
    await visit.closed('crime-transfer');
  });
  it('QY-14.3: the third day is a Sunday: the Monday is in time, the Tuesday a breach; the late decision is accepted', async () => {
    const [good, bad] = [await reported(thursday), await reported(thursday)];
    expect(await good.duty('decideCrime')).toMatchObject({ lastDay: '2027-05-24' });
    await good.to('2027-05-24', 23);
    expect(await good.do('crime-decision')).toMatchObject({ timing: 'in-time' });
    await bad.to('2027-05-25', 1);
    expect(await bad.breached('decideCrime')).toMatchObject({
      clause: 'QY-14.3',
      state: 'standing',
    });
    expect(await bad.do('crime-decision')).toMatchObject({ timing: 'late' });
  });
});

describe.concurrent('第十六条 whether the police open a case is recorded', () => {
  it('TJ51-16.1, QY-14.3: what they do not take is decided on here as a case, with their reason on file', async () => {
    const visit = await reported();
    await visit.do('inspection-end');
    await visit.heard(crime);
    await visit.do('legal-review');
    await visit.do('result-notice', { findings: [crime] });
    await visit.do('crime-decision');
    await visit.do('crime-transfer');
    await visit.do('police-answer', { filed: false, reason: '样例理由' });
    await visit.do('result-publication');
    expect(await visit.refused('case-filing')).toEqual([422, 'finding-unknown', 'QY-12.4']);
    expect(await visit.refused('police-reconsideration', { asked: false })).toEqual([
      422,
      'reason-missing',
      'QY-14.3',
    ]);
    await visit.do('police-reconsideration', { asked: false, reason: '样例' });
    await visit.do('case-filing');
    await visit.closed('crime-transfer');
  });
  it('TJ51-16.1, QY-14.3: asked to think again, they take it; what they return is decided on here, and no goods are owed', async () => {
    const visit = await reported();
    await visit.do('crime-decision');
    await visit.do('crime-transfer');
    expect(
      await visit.refused('police-answer', {
        filed: false,
        reason: '样例',
        answeredOn: addDays(day, -1),
      }),
    ).toEqual([422, 'before-trigger', 'QY-14.3']);
    await visit.do('police-answer', { filed: false, reason: '样例理由' });
    expect(await visit.refused('police-reconsideration', { arrivedOn: day })).toEqual([
      422,
      'document-missing',
      'QY-14.3',
    ]);
    await visit.do('police-reconsideration', { arrivedOn: day, receipt: document(26) });
    await visit.do('police-answer');
    expect(await visit.duty('handOver')).toMatchObject({ state: 'open' });
    await visit.do('inspection-end');
    await visit.heard(crime);
    await visit.do('legal-review');
    await visit.do('result-notice', { findings: [crime] });
    await visit.do('result-publication');
    expect(await visit.refused('police-return', { reason: undefined })).toEqual([
      422,
      'reason-missing',
      'QY-14.3',
    ]);
    await visit.do('police-return');
    expect(await visit.refused('police-return')).toEqual([409, 'not-awaited', 'QY-14.3']);
    await visit.do('case-filing');
    await visit.closed('crime-transfer');
  });
  it('TJ51-16.1, QY-14.3: the three days are over: dealt with here, unless it had reached the police in time', async () => {
    const visit = await reported();
    await visit.do('crime-decision');
    await visit.do('crime-transfer');
    await visit.do('police-answer', { filed: false, reason: '样例理由' });
    await visit.to(addDays(day, 9));
    await vi.waitFor(
      async () =>
        expect((await visit.register()).filter((e) => e.type === 'crime-declined')).toHaveLength(1),
      { timeout: 10_000 },
    );
    expect(await visit.refused('police-reconsideration')).toEqual([
      409,
      'asked-too-late',
      'QY-14.3',
    ]);
    const late = { arrivedOn: addDays(day, 1), receipt: document(26) };
    await visit.do('police-reconsideration', late);
    await visit.do('police-answer', { filed: false, reason: '样例理由' });
    // Declined again: another outcome for it.
    await visit.do('inspection-end');
    const rectify = finding('f-1', 'rectification');
    await visit.heard(rectify);
    await visit.do('result-notice', { findings: [rectify] });
  });
});

describe.concurrent('国令310 第五、六条 to the police', () => {
  it('QY-14.3: within 24 hours; an hour later is a breach, and the late transfer is accepted', async () => {
    const [good, bad] = [await reported(), await reported()];
    await good.do('crime-decision');
    await bad.do('crime-decision');
    await good.to(addDays(day, 1), 10.9);
    expect(await good.do('crime-transfer')).toMatchObject({ timing: 'in-time' });
    await bad.to(addDays(day, 1), 12);
    expect(await bad.breached('moveCrime')).toMatchObject({ clause: 'QY-14.3', state: 'standing' });
    expect(await bad.do('crime-transfer')).toMatchObject({ timing: 'late' });
  });
  it('QY-14.3, X-8: reminded of at half and at four fifths of the 24 hours', async () => {
    const visit = await reported();
    await visit.do('crime-decision');
    await visit.to(addDays(day, 1), 8);
    const reminded = async () =>
      (await visit.register()).filter(
        (e) => e.type === 'duty-reminded' && e.body['duty'] === 'moveCrime',
      );
    await vi.waitFor(async () => expect(await reminded()).toHaveLength(2), { timeout: 10_000 });
    await visit.do('crime-transfer');
  });
  it.each(['transfer-letter', 'investigation-report', 'list-of-goods', 'test-report', 'other'])(
    'QY-14.3 cannot: without the %s',
    async (left) => {
      const visit = await reported();
      await visit.do('crime-decision');
      const documents = [
        'transfer-letter',
        'investigation-report',
        'list-of-goods',
        'test-report',
        'other',
      ]
        .filter((kind) => kind !== left)
        .map((kind) => ({ kind, document: document() }));
      expect(await visit.refused('crime-transfer', { documents })).toEqual([
        422,
        'document-missing',
        'QY-14.3',
      ]);
      if (left !== 'other')
        expect(
          await visit.refused('crime-transfer', {
            documents: [...documents, { kind: left, none: '样例：没有' }],
          }),
        ).toEqual([422, 'document-missing', 'QY-14.3']);
      await visit.do('crime-transfer', {
        documents: [
          ...documents,
          left === 'other'
            ? { kind: left, none: '样例：没有' }
            : { kind: left, document: document() },
        ],
      });
    },
  );
  it('QY-14.3 cannot: without the receipt of the police, or with a fine in its place', async () => {
    const visit = await reported();
    await visit.do('crime-decision');
    expect(await visit.refused('crime-transfer', { receipt: undefined })).toEqual([
      422,
      'document-missing',
      'QY-14.3',
    ]);
    expect(await visit.refused('crime-transfer', { fined: true })).toEqual([
      422,
      'fine-instead-of-transfer',
      'QY-14.3',
    ]);
  });
  it('QY-14.3 cannot: another outcome for what is reported as a crime; a crime that nobody has reported', async () => {
    const visit = await reported();
    await visit.do('inspection-end');
    const rectify = finding('f-1', 'rectification');
    await visit.heard(rectify);
    expect(await visit.refused('result-notice', { findings: [rectify] })).toEqual([
      422,
      'fine-instead-of-transfer',
      'QY-14.3',
    ]);
    const other = await Visit.open(g, day);
    await other.ended();
    await other.heard(crime);
    await other.do('legal-review');
    expect(await other.refused('result-notice', { findings: [crime] })).toEqual([
      409,
      'crime-report-missing',
      'QY-14.3',
    ]);
  });
});
