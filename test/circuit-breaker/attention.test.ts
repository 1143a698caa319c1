/** 熔断之后 TJ51-6.3: a trip that nothing can be suspended by, the final decision that settles the cut, the indicators and who changes them. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../domain/time/instant.ts';
import { Bureau, document, iso, type Reply } from '../setup/bureau.ts';
import { exitCode } from '../../domain/verify/findings.ts';
import { verify } from '../../domain/verify/index.ts';
import { asked } from '../dossier/reading.ts';
import { givenFor, signed } from '../dossier/verifying.ts';
import { indicatorRow, Office, type Body } from './bureau.ts';

let b: Bureau;
let o: Office;
beforeAll(async () => {
  b = await Bureau.open();
  o = await Office.open(b);
});
afterAll(async () => {
  await b.close();
});
const told = ({ status, body }: Reply) => {
  const { code, clause } = body as { code?: string; clause?: string };
  return status < 300 ? [status] : [status, code, clause];
};
const trip = async (office: Office, subject: string): Promise<string> => {
  const { file } = await office.warned(subject);
  await office.touches([office.touch(subject), office.touch(subject), office.touch(subject)]);
  await office.entry(file, 'breaker-tripped');
  return file;
};

describe.concurrent('熔断之后', () => {
  it('TJ51-6.3 without an agreement that has the clause nothing is cut and nothing is lost: its owner decides, tries again, and it goes on', async () => {
    const subject = await o.institution({ agreement: { clauses: [] } });
    const file = await trip(o, subject);
    await o.stage(file, 'attention');
    expect(JSON.stringify(await o.view(file))).toContain('clause-unknown');
    expect((await o.entries(file)).some((e) => e.type === 'stop-ordered')).toBe(false);
    const desk = await vi.waitFor(async () => {
      const reply = await b.get(o.o('reg'), '/v1/desk');
      expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
      return reply.body as { links: { title: { zh: string }; count: number }[] };
    });
    expect(desk.links.find((l) => l.title.zh === '熔断未执行，待处理')?.count).toBeGreaterThan(0);
    const decide = (outcome: string, more: Body = {}) =>
      o.act('sbzx', file, 'attention-decision', { outcome, document: document(), ...more });
    expect(told(await decide('retry'))).toEqual([422, 'reason-missing', 'TJ51-6.3']);
    await b.owner`update institution set agreement = jsonb_set(agreement, '{clauses}', '[{"id":"第33条","covers":["suspension"]}]') where id = ${subject}`;
    expect(told(await decide('retry', { reason: '样例' }))).toEqual([200]);
    expect((await o.entry(file, 'stop-ordered')).body['response']).toMatch(/^RR-B\./);
  });

  it('TJ51-6.3 a bureau without a handling body, and a subject that has ended, come to attention; given up, it closes', async () => {
    const bare = await Office.open(b, { without: ['zdc'] });
    const one = await bare.institution();
    const file = await trip(bare, one);
    await bare.stage(file, 'attention');
    expect(JSON.stringify(await bare.view(file))).toContain('unknown-reference');
    const ended = await o.institution({ status: 'terminated' });
    const second = await trip(o, ended);
    await o.stage(second, 'attention');
    expect(JSON.stringify(await o.view(second))).toContain('not-designated');
    await o.accepted('sbzx', second, 'attention-decision', {
      outcome: 'close',
      reason: '样例',
      document: document(),
    });
    await o.stage(second, 'closed');
    expect((await o.view(second)).outcome).toBe('closed-without-suspension');
  });

  it('TJ51-6.3 a filed case first comes to its opinion; the final decision settles the cut too; terminated, the breaker ends once the money has stopped', async () => {
    const subject = await o.institution();
    const { file, response } = await o.tripped(subject);
    await o.accepted('jds', response, 'filing-decision', {
      documentNo: '津监〔2026〕1号',
      document: document(),
      decidedAt: iso(await b.now(response)),
      outcome: 'filed',
      caseNo: 'JYJ-2026-001',
    });
    const reset = () => o.act('zfc', file, 'reset', { document: document(), reason: '样例' });
    expect(told(await reset())).toEqual([409, 'opinion-awaited', 'TJ51-6.3']);
    await o.accepted('jds', response, 'case-closure', {
      documentNo: '津监〔2026〕2号',
      document: document(),
      closedAt: iso(await b.now(response)),
      caseNo: 'JYJ-2026-001',
      investigators: [o.o('jds'), o.o('jds2')],
      legalReview: { document: document(), reviewer: o.o('jds3') },
      discussion: {
        document: document(),
        participants: [o.o('jds'), o.o('jds2'), o.o('jds3')],
      },
    });
    await o.accepted('zfc', response, 'statement-offer', {
      documentNo: '津支〔2026〕3号',
      document: document(),
      method: 'direct',
      servedAt: iso(await b.now(response)),
      proof: document(),
      windowEndsOn: iso((await b.now(response)) + 24 * HOUR).slice(0, 10),
    });
    await o.accepted('zfc', response, 'statement', { outcome: 'waived', document: document() });
    await o.accepted('jds', response, 'opinion', {
      documentNo: '津监〔2026〕4号',
      document: document(),
      confirmed: true,
      keyViolations: ['private-settlement'],
      recommended: ['terminate'],
    });
    const decide = async (changes: Body) =>
      o.act('zfc', response, 'final-decision', {
        documentNo: '津支〔2026〕5号',
        document: document(),
        decidedAt: iso(await b.now(response)),
        measures: [{ measure: 'terminate' }],
        reasons: '样例',
        ...changes,
      });
    expect(told(await decide({}))).toEqual([422, 'cut-left-hanging', 'TJ51-6.3']);
    expect(told(await decide({ cut: 'resume' }))).toEqual([
      422,
      'contradictory-measures',
      'TJ51-6.3',
    ]);
    expect(told(await decide({ cut: 'keep' }))).toEqual([200]);
    await o.stage(file, 'ended');
    expect(told(await reset())).toEqual([409, 'breaker-suspended', 'TJ51-6.3']);
    await o.acknowledge(file, 'stop:1');
    await o.stage(file, 'closed');
    expect((await o.view(file)).outcome).toBe('subject-ended');
    // Its dossier holds for whoever has nothing else.
    const archive = await asked(b, o.o('reg'), file);
    const members = signed(archive.body as Uint8Array);
    const findings = [...verify({ members, ...givenFor(o.id) })];
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
    expect(exitCode(findings)).toBe(0);
  });

  it('TJ51-6.1 what an indicator may not say, by code and clause', async () => {
    const put = async (indicator: string, version: number, changes: Body = {}) =>
      told(await o.put(indicator, version, changes));
    expect(await put('beds', 1, { warnAt: 121 })).toEqual([422, 'trip-below-warning', 'TJ51-6.1']);
    expect(await put('beds', 1, { warnAt: 'many' })).toEqual([400, 'bad-input', undefined]);
    expect(await put('beds', 1, { agreementClause: undefined })).toEqual([
      400,
      'bad-input',
      undefined,
    ]);
    expect(await put('beds', 1, { agreementClause: '第99条' })).toEqual([
      422,
      'clause-unknown',
      'TJ51-6.1',
    ]);
    expect(await put('beds', 1, { subjects: ['practitioner'] })).toEqual([
      422,
      'cut-not-for-subject',
      'TJ51-6.1',
    ]);
    expect(await put('beds', 1, { validFrom: iso(Date.now() - HOUR) })).toEqual([
      422,
      'indicator-retroactive',
      'TJ51-6.1',
    ]);
    // Another version while the first one is in force, other numbers under the same one.
    expect(await put('cards', 2)).toEqual([409, 'indicator-overlap', 'TJ51-6.1']);
    expect(await put('cards', 1, { warnAt: 90 })).toEqual([409, 'indicator-in-use', 'TJ51-6.1']);
    const end = iso(Date.now() + 24 * HOUR);
    expect(await put('beds', 1)).toEqual([200]);
    expect(await put('beds', 1, { validUntil: end })).toEqual([200]);
    expect(await put('beds', 2, { validFrom: end, warnAt: 90 })).toEqual([200]);
    const list = await b.get(o.o('js'), '/v1/indicators?indicator=beds');
    expect(
      (list.body as { items: Body[] }).items.map((v) => [
        v['version'],
        v['inForce'],
        v['validUntil'],
      ]),
    ).toEqual([
      [2, false, null],
      [1, true, end],
    ]);
  });

  it('TJ51-6.1 two persons: proposed by a registrar, confirmed by another, both in the tree', async () => {
    const two = await Office.open(b, { indicator: null });
    await two.institution();
    for (const name of ['a1', 'a2'])
      await b.owner`insert into officer (id, unit_id, name, kind, roles) values (${two.o(name)}, ${`${two.id}.zdc`}, ${name}, 'person', '{administrator}')`;
    const proposed = await two.put('cards', 1);
    expect(proposed.status).toBe(202);
    expect((proposed.body as unknown as Body)['after']).toMatchObject({ row: indicatorRow() });
    expect(told(await two.put('cards', 1, { warnAt: 121 }))).toEqual([
      422,
      'trip-below-warning',
      'TJ51-6.1',
    ]);
    expect(told(await b.confirm(two.o('sbzx'), proposed))).toEqual([
      403,
      'proposal-own',
      undefined,
    ]);
    const none = await b.get(two.o('reg'), '/v1/indicators');
    expect((none.body as { items: Body[] }).items).toEqual([]);
    const confirmed = await b.confirm(two.o('a1'), proposed);
    expect(confirmed.status).toBe(200);
    expect((confirmed.body as unknown as Body)['change']).toEqual(expect.any(Number));
    const [leaf] = await b.owner<
      { n: number }[]
    >`select count(*)::int as n from leaf_staged s full join leaf l using (bureau_id, kind, ref)
      where coalesce(s.kind, l.kind) = 'change' and coalesce(s.ref, l.ref) in (select id::text from registry_change where registry = 'indicator' and bureau_id = ${two.id})`;
    expect(leaf!.n).toBe(1);
  });
});
