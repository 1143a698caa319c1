/** 行政检查的文书 The papers of one inspection, from its notice to the order to correct: each issued, and stated by its act as it was issued. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, today, told, type Body, type Fixture } from '../inspection/acts.ts';
import { finding, fixture, Visit } from '../inspection/visits.ts';
import type { Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { paperIn, papersPath, type PaperShown } from './support.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
  const { owner } = g.bureau;
  const series = { kind: '*', version: 1, mark: `样检${uniqueHex()}`, inForceFrom: '2026-01-01' };
  const year = Number(today().slice(0, 4));
  await owner`select set_paper_series(${owner.json({ ...series, bureau: g.id, startedYear: year, by: g.registrar })})`;
}, 60_000);
afterAll(() => g.close());

const asked = (file: string, body: object, at = ''): Promise<Reply> =>
  g.bureau.post(g.handler, papersPath(file) + at, body);
async function issued(file: string, body: object): Promise<PaperShown & { page: string }> {
  const reply = await asked(file, body);
  expect([reply.status, reply.text]).toEqual([201, reply.text]);
  const paper = paperIn(reply);
  const page = (await g.bureau.get(g.handler, `${papersPath(file)}/${paper.id}?format=html`)).text;
  // People by their names, and every field with its value.
  expect(page).not.toContain(g.handler);
  expect(page).not.toContain('{{');
  return { ...paper, page };
}
/** The acts that state it: as it was issued, and where they say otherwise. */
const statedBy = async (file: string, { id }: PaperShown) =>
  paperIn(await g.bureau.get(g.handler, `${papersPath(file)}/${id}`)).filed.map(
    ({ same, differs }) => [same, differs],
  );
/** What a paper takes along to the form of its act. */
const numbered = ({ number, document }: PaperShown): Body => ({ documentNo: number, document });
const asIssued = [[true, []]];

it('QY-10.1, QY-12.3: the papers of an inspection are of what stands, and each act states its own', async () => {
  const institution = await g.institution();
  const day = addDays(today(), 1);
  const days = { from: day, until: day };
  const plan = await g.plan(institution, { days });
  const file = await g.filed(plan);

  // Before the approval nobody is told; afterwards by the days and the team of the plan.
  const notice = { kind: 'notice', fill: { basis: '样例依据', contact: '样例，022-1' } };
  const early = await asked(file, notice, '/preview');
  expect([early.status, (early.body as { code: string }).code]).toEqual([409, 'paper-not-yet']);
  expect(told(await g.approve(file))[0]).toBe(200);
  const approval = await issued(file, { kind: 'approval' });
  expect(approval.act).not.toBeNull();
  const called = await issued(file, notice);
  expect(called.page).toContain('样例人员');
  expect(called.page).not.toContain('检查种类');
  expect(told(await g.act(file, 'notice', { document: called.document }))[0]).toBe(200);
  expect(await statedBy(file, called)).toEqual(asIssued);

  await g.toDay(file, day);
  expect(told(await g.start(file))[0]).toBe(200);
  const visit = Visit.of(g, file, institution, day);
  await visit.to(day, 11);
  const record = await visit.form('on-site-record');
  const { enteredAt, leftAt, present, recording } = record;
  const seen = { enteredAt, leftAt, present, recording, place: '门诊大厅', seen: '样例情况' };
  const written = await issued(file, { kind: 'on-site-record', fill: seen });
  expect(written.page).toContain('门诊大厅');
  await visit.does('on-site-record', { ...record, document: written.document });
  expect(await statedBy(file, written)).toEqual(asIssued);
  await visit.do('inspection-end');

  // What is intended, and what has come of it, both by the findings that their acts state.
  const findings = [finding('f-1', 'rectification')];
  const until = addDays(day, 5);
  const intended = await issued(file, { kind: 'provisional-result', fill: { findings, until } });
  expect(intended.page).toContain('样例问题');
  await visit.do('provisional-result', { ...numbered(intended), findings });
  expect(await statedBy(file, intended)).toEqual(asIssued);
  await visit.do('statement-waiver');
  const ways = { court: '样例人民法院', suitPeriod: '六个月' };
  const sought = { remedyBody: '样例复议机关', remedyPeriod: '60日', ...ways };
  const result = await issued(file, { kind: 'result-notice', fill: { findings, ...sought } });
  expect(result.page).toContain('可以在六个月内向样例人民法院提起行政诉讼');
  await visit.do('result-notice', { ...numbered(result), findings });
  expect(await statedBy(file, result)).toEqual(asIssued);

  // 责令改正 Its act states no remedies, so the paper asks for them.
  const demands = [{ finding: 'f-1', demand: '补齐病历' }];
  const order = { demands, until: addDays(day, 20) };
  const bare = await asked(file, { kind: 'rectification-order', fill: order }, '/preview');
  expect((bare.body as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual(
    ['remedyBody', 'remedyPeriod', 'court', 'suitPeriod'].map((name) => `/fill/${name}`),
  );
  const correct = await issued(file, {
    kind: 'rectification-order',
    fill: { ...order, ...sought },
  });
  expect(correct.page).toContain('补齐病历');
  expect(correct.page).toContain('可以在60日内向样例复议机关申请行政复议');
  await visit.do('rectification-order', { ...numbered(correct), ...order });
  expect(await statedBy(file, correct)).toEqual(asIssued);
  const receipt = await issued(file, {
    kind: 'rectification-order-receipt',
    fill: { recipient: '样例收件人', address: '一楼' },
  });
  expect(receipt.page).toContain(correct.number);
});
