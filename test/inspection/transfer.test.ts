/** 移送 To whom is competent, who must accept; nothing is handled afterwards; a dispute goes to the common superior (QY-14.1, 14.2). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, today, type Fixture } from './acts.ts';
import { finding, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
const day = addDays(today(), 1);
const insurance = {
  matter: 'medical-insurance',
  authority: 'medical-insurance',
  receiver: undefined,
};
const away = finding('f-1', 'transfer');

describe.concurrent('第十四条 to whom is competent', () => {
  it('QY-14.1, QY-14.2: the whole matter, accepted by the prefecture; the result is still told, and nothing else is done here', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    await visit.do('on-site-record');
    await visit.do('transfer', { ...insurance, unit: g.prefecture });
    expect(await visit.duty('acceptTransfer')).toMatchObject({
      clause: 'QY-14.2',
      force: 'management',
      owedBy: g.prefecture,
      item: 't-1',
    });
    for (const act of ['stop-order', 'sealing', 'crime-report', 'transfer', 'pause'])
      expect(await visit.refused(act)).toEqual([409, 'already-transferred', 'QY-14.1']);
    expect(await visit.refused('transfer-acceptance')).toEqual([403, 'not-owed-by-you', 'QY-14.2']);
    const reader = await g.bureau.get(g.of(g.prefecture, '1'), `/v1/files/${visit.file}`);
    expect(reader.status).toBe(200);
    await visit.do('transfer-acceptance', {}, g.of(g.prefecture, '1'));
    await visit.do('inspection-end');
    await visit.heard(finding('f-1', 'rectification'));
    expect(
      await visit.refused('result-notice', { findings: [finding('f-1', 'rectification')] }),
    ).toEqual([409, 'already-transferred', 'QY-14.1']);
    await visit.do('result-notice');
    await visit.do('result-publication');
    await visit.closed('transfer');
    expect((await visit.handling()).result).toMatchObject({
      found: 'unknown',
      outcomes: ['transfer'],
    });
    expect((await visit.handling()).transfers).toMatchObject([
      { id: 't-1', whole: true, unit: g.prefecture, accepted: true },
    ]);
  });
  it('QY-14.1: one finding; the others are handled here, that one is not any more', async () => {
    const visit = await Visit.open(g, day);
    const here = finding('f-2', 'case-filing');
    await visit.told([away, here], true);
    expect(await visit.duty('transfer')).toMatchObject({ clause: 'QY-14.1', force: 'management' });
    await visit.do('transfer', { findings: ['f-1'] });
    expect(await visit.refused('case-filing', { findings: ['f-1'] })).toEqual([
      409,
      'already-transferred',
      'QY-14.1',
    ]);
    expect(await visit.refused('transfer', { id: 't-2', findings: ['f-1'] })).toEqual([
      409,
      'already-transferred',
      'QY-14.1',
    ]);
    await visit.do('case-filing', { findings: ['f-2'] });
    await visit.do('transfer-acceptance');
    await visit.do('result-publication');
    await visit.closed('case-filing+transfer');
    expect((await visit.handling()).result).toMatchObject({ found: 'violation' });
  });
  it('QY-14.1 cannot: to a body without jurisdiction, to oneself, to the wrong sector, without the reason or the evidence', async () => {
    const visit = await Visit.open(g, day);
    const notCompetent = [422, 'receiver-not-competent', 'QY-14.1'];
    expect(await visit.refused('transfer', { ...insurance, unit: g.outside })).toEqual(
      notCompetent,
    );
    expect(await visit.refused('transfer', { ...insurance, unit: g.county })).toEqual(notCompetent);
    expect(await visit.refused('transfer', { ...insurance, competence: undefined })).toEqual(
      notCompetent,
    );
    expect(
      await visit.refused('transfer', {
        matter: 'medical-practice',
        authority: 'market-regulation',
      }),
    ).toEqual(notCompetent);
    expect(
      await visit.refused('transfer', { matter: 'drug-quality', authority: 'health' }),
    ).toEqual(notCompetent);
    expect(await visit.refused('transfer', { competence: undefined })).toEqual([
      422,
      'reason-missing',
      'QY-14.1',
    ]);
    expect(await visit.refused('transfer', { evidence: undefined })).toEqual([
      422,
      'evidence-missing',
      'QY-14.1',
    ]);
    expect(await visit.refused('transfer-acceptance')).toEqual([409, 'not-awaited', 'QY-14.2']);
    await visit.do('transfer', {
      findings: ['f-9'],
      matter: 'medical-practice',
      authority: 'health',
    });
    expect(await visit.refused('transfer', { findings: ['f-8'] })).toEqual([
      409,
      'duplicate',
      'QY-14.1',
    ]);
  });
});

describe.concurrent('第十四条 the receiver must accept', () => {
  const other = () => g.of(g.prefecture, '1');
  /** Refused by the prefecture, with its reason. */
  async function refused(): Promise<Visit> {
    const visit = await Visit.open(g, day);
    await visit.told([away]);
    await visit.do('transfer', { ...insurance, findings: ['f-1'], unit: g.prefecture });
    expect(await visit.refused('jurisdiction-dispute', { to: g.province })).toEqual([
      409,
      'not-awaited',
      'QY-14.2',
    ]);
    expect(await visit.refused('transfer-acceptance', { accepted: false }, other())).toEqual([
      422,
      'reason-missing',
      'QY-14.2',
    ]);
    await visit.do('transfer-acceptance', { accepted: false, reason: '样例理由' }, other());
    return visit;
  }
  it('QY-14.2: refused only with a reason; then the common superior decides, and the receiver accepts', async () => {
    const visit = await refused();
    expect(await visit.duty('disputeTransfer')).toMatchObject({
      clause: 'QY-14.2',
      force: 'management',
    });
    expect(await visit.refused('jurisdiction-dispute', { to: g.outside })).toEqual([
      422,
      'not-common-superior',
      'QY-14.2',
    ]);
    expect(await visit.refused('jurisdiction-dispute')).toEqual([
      422,
      'not-common-superior',
      'QY-14.2',
    ]);
    await visit.do('jurisdiction-dispute', { to: g.province });
    expect(await visit.refused('jurisdiction-decision')).toEqual([
      403,
      'not-owed-by-you',
      'QY-14.2',
    ]);
    await visit.do('jurisdiction-decision', {}, g.of(g.province, '1'));
    expect(
      await visit.refused('transfer-acceptance', { accepted: false, reason: '样例' }, other()),
    ).toEqual([409, 'jurisdiction-decided', 'QY-14.2']);
    await visit.do('transfer-acceptance', {}, other());
    await visit.do('result-publication');
    await visit.closed('transfer');
    expect((await visit.handling()).result).toMatchObject({ found: 'unknown' });
  });
  it('QY-14.2: or leaves it with us: then it is decided here whether to file a case', async () => {
    const visit = await refused();
    await visit.do('jurisdiction-dispute', { to: g.province });
    await visit.do('jurisdiction-decision', { decision: 'sender-keeps' }, g.of(g.province, '1'));
    await visit.do('result-publication');
    await visit.do('case-filing');
    await visit.closed('transfer');
  });
  it('QY-14.2: silence of the receiver is shown as overdue by management, no breach', async () => {
    const visit = await Visit.open(g, '2027-05-17');
    await visit.to('2027-05-17', 11);
    await visit.do('on-site-record');
    await visit.do('transfer', { ...insurance, findings: ['f-1'], unit: g.prefecture });
    await visit.to('2027-05-25', 2);
    expect(
      (await visit.entry('management-overdue', (e) => e.body['duty'] === 'acceptTransfer')).clause,
    ).toBe('QY-14.2');
    expect(await visit.breaches()).toEqual([]);
  });
});
