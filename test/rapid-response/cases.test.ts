/** Whole files acted out, from the letter to the end: every entry of the register in order, and the chain that holds it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultIn } from '../setup/chain.ts';
import { Bureau, hours, iso, Matter, suspension, type Entry } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

/** The entries up to the end of the procedure; what is kept of the run afterwards (the exported history) is not the law's. */
async function register(m: Matter): Promise<Entry[]> {
  const all = await m.register();
  verifyChain(m.file, all);
  return all.slice(0, all.findIndex((e) => e.type === 'file-closed') + 1);
}

function verifyChain(file: string, entries: readonly Entry[]): void {
  expect(
    faultIn(entries.map((e) => ({ ...e, file, recordedAt: Date.parse(e.recordedAt) }))),
  ).toBeUndefined();
  expect(new Set(entries.map((e) => e.key)).size).toBe(entries.length);
}

/** What an entry is about: its type, the clause, and the act or duty. */
const line = (e: Entry): string =>
  [e.type, e.clause, (e.body['act'] as { type?: string } | undefined)?.type ?? e.body['duty']]
    .filter(Boolean)
    .join(' ');

it.concurrent('A (TJ51-5.1), institution: suspended in time, a key violation confirmed, terminated', async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
  await m.quickAction();
  await m.investigate();
  await m.hear({ keyViolations: ['forged-records'] });
  await m.decide({ measure: 'terminate' }, { measure: 'recover', amountFen: 5_000_000 });
  await m.conclude();
  await m.closed('terminate+recover');
  expect((await register(m)).map(line)).toEqual([
    'act-accepted TJ51-A1-1.1a referral-letter',
    'duty-armed TJ51-A1-1.2a decideSuspension',
    'duty-armed X-14 reportFilingStatus',
    'act-accepted TJ51-A1-1.2a suspension-decision',
    'duty-armed X-14 reviewSuspension',
    'duty-armed TJ51-A1-1.3a noticeOfStart',
    'duty-armed TJ51-A1-1.4a replyOnDecision',
    'duty-armed TJ51-A1-1.4b fileDecision',
    'act-accepted TJ51-A1-1.4a decision-reply',
    'act-accepted TJ51-A1-1.4b decision-filing',
    'act-accepted TJ51-A1-1.3a suspension-notice',
    'duty-armed TJ51-A1-1.3b informPatients',
    'act-accepted TJ51-A1-1.3b patient-notice-proof',
    'act-accepted X-14 filing-decision',
    'duty-armed TJ51-A1-1.4c replyOnCase',
    'act-accepted TJ51-A1-1.4c case-reply',
    'act-accepted TJ51-A1-1.5a case-closure',
    'duty-armed TJ51-A1-1.5a sendOpinion',
    'act-accepted TJ51-A1-1.5a opinion',
    'duty-armed TJ51-A1-1.5b decideFinally',
    'act-accepted TJ51-A1-1.5b statement-offer',
    'window-opened TJ51-A1-1.5b statement',
    'act-accepted TJ51-A1-1.5b statement',
    'act-accepted TJ51-A1-1.5b final-decision',
    'duty-released X-14 reviewSuspension',
    'duty-armed TJ51-A1-1.5b serveFinalDecision',
    'duty-armed TJ51-A1-1.4a replyOnFinal',
    'duty-armed TJ51-A1-1.4b fileFinal',
    'act-accepted TJ51-A1-1.5b final-service',
    'act-accepted TJ51-A1-1.4a final-reply',
    'act-accepted TJ51-A1-1.4b final-filing',
    'file-closed',
  ]);
  expect(await m.breaches()).toEqual([]);
  expect(await m.status()).toMatchObject({
    registered: 'terminated',
    ordered: false,
    suspended: false,
  });
});

it.concurrent('A, practitioner at two institutions: everybody late, every breach under its own clause, and every act still counts', async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'practitioner', heads: 2 });
  await m.skip(25);
  const decidedAt = iso(await m.now());
  await m.accept('suspension-decision', { decidedAt });
  await m.skip(25);
  await m.accept('decision-reply');
  await m.accept('decision-filing');
  await m.tell();
  await m.accept('case-closure');
  await m.skip(25);
  await m.accept('opinion', {
    keyViolations: ['borrowed-licence'],
    keyViolationParts: ['borrowed-licence:b'],
  });
  await m.accept('statement-offer');
  await m.accept('statement', { outcome: 'made' });
  await m.skip(24 * 12);
  await m.decide({ measure: 'cancel' });
  await m.skip(25);
  await m.conclude();
  await m.closed('cancel');
  const breached = (await register(m)).filter((e) => e.type === 'duty-breached').map(line);
  expect(breached.toSorted()).toEqual(
    [
      'duty-breached TJ51-A1-2.2a decideSuspension',
      'duty-breached TJ51-A1-2.4a replyOnDecision',
      'duty-breached TJ51-A1-2.4b fileDecision',
      'duty-breached TJ51-A1-2.5a sendOpinion',
      'duty-breached TJ51-A1-2.5b decideFinally',
      ...[1, 2, 3].map(() => 'duty-breached TJ51-A1-2.5b serveFinalDecision'),
      'duty-breached TJ51-A1-2.4a replyOnFinal',
      'duty-breached TJ51-A1-2.4b fileFinal',
    ].toSorted(),
  );
  const ledger = await m.breaches();
  expect(ledger).toHaveLength(breached.length);
  for (const b of ledger) {
    expect(b).toMatchObject({ state: 'standing', doneAt: expect.any(String) });
    expect(Date.parse(b.doneAt!) - Date.parse(b.due)).toBe(b.overrunMs);
    expect(b.overrunMs).toBeGreaterThan(hours(0.4));
  }
  const overdue = (await register(m)).filter((e) => e.type === 'management-overdue').map(line);
  expect(overdue).toEqual([
    'management-overdue TJ51-A1-2.3 noticeOfStart',
    'management-overdue TJ51-A1-2.3 noticeOfStart',
    'management-overdue TJ51-A1-2.3 noticeOfStart',
  ]);
  expect(await m.status()).toMatchObject({
    registered: 'cancelled',
    history: [{ state: 'replaced' }],
  });
});

it.concurrent('B (TJ51-5.2), institution: suspended first, no key violation, money recovered and the suspension kept, then lifted', async () => {
  const decidedAt = iso(Date.now() - hours(30));
  const m = await Matter.open(bureau, {
    direction: 'B',
    kind: 'institution',
    letter: { suspension: suspension('institution', { decidedAt, startsAt: decidedAt }) },
  });
  await m.quickAction();
  await m.investigate();
  await m.hear();
  await m.decide(
    { measure: 'recover', amountFen: 100 },
    { measure: 'suspend', reviewOn: '2190-01-01' },
  );
  await m.conclude();
  await m.accept('suspension-review', { outcome: 'lift' });
  await m.closed('recover+suspend');
  expect((await register(m)).filter((e) => e.type !== 'duty-reminded').map(line)).toEqual([
    'act-accepted TJ51-A1-1.1c referral-letter',
    'duty-armed X-14 reviewSuspension',
    'duty-armed TJ51-A1-1.4a replyOnDecision',
    'duty-breached TJ51-A1-1.4a replyOnDecision',
    'duty-performed TJ51-A1-1.4a replyOnDecision',
    'duty-armed TJ51-A1-1.4b fileDecision',
    'duty-armed TJ51-A1-1.3a noticeOfStart',
    'duty-armed TJ51-A1-1.2b decideFiling',
    'duty-breached TJ51-A1-1.4b fileDecision',
    'management-overdue TJ51-A1-1.3a noticeOfStart',
    'act-accepted TJ51-A1-1.4b decision-filing',
    'act-accepted TJ51-A1-1.3a suspension-notice',
    'notice-gap TJ51-A1-1.3a',
    'duty-armed TJ51-A1-1.3b informPatients',
    'act-accepted TJ51-A1-1.3b patient-notice-proof',
    'act-accepted TJ51-A1-1.2b filing-decision',
    'duty-armed TJ51-A1-1.4c replyOnCase',
    'act-accepted TJ51-A1-1.4c case-reply',
    'act-accepted TJ51-A1-1.5a case-closure',
    'duty-armed TJ51-A1-1.5a sendOpinion',
    'act-accepted TJ51-A1-1.5a opinion',
    'duty-armed TJ51-A1-1.5b decideFinally',
    'act-accepted TJ51-A1-1.5b statement-offer',
    'window-opened TJ51-A1-1.5b statement',
    'act-accepted TJ51-A1-1.5b statement',
    'act-accepted TJ51-A1-1.5b final-decision',
    'duty-released X-14 reviewSuspension',
    'duty-armed X-14 reviewSuspension',
    'duty-armed TJ51-A1-1.5b serveFinalDecision',
    'duty-armed TJ51-A1-1.4a replyOnFinal',
    'duty-armed TJ51-A1-1.4b fileFinal',
    'act-accepted TJ51-A1-1.5b final-service',
    'act-accepted TJ51-A1-1.4a final-reply',
    'act-accepted TJ51-A1-1.4b final-filing',
    'act-accepted X-14 suspension-review',
    'file-closed',
  ]);
  expect((await m.breaches()).map((b) => [b.clause, b.state])).toEqual([
    ['TJ51-A1-1.4a', 'standing'],
    ['TJ51-A1-1.4b', 'standing'],
  ]);
  expect(await m.status()).toMatchObject({
    registered: 'designated',
    history: [{ state: 'lifted' }],
  });
});

it.concurrent('B, practitioner: no case is filed, the suspension is maintained, then lifted', async () => {
  const m = await Matter.open(bureau, { direction: 'B', kind: 'practitioner', heads: 2 });
  await m.quickAction();
  await m.accept('filing-decision', {
    outcome: 'not-filed',
    caseNo: undefined,
    reason: '证据不足',
  });
  await m.accept('suspension-review', {
    outcome: 'confirm',
    agreementClause: '第8条',
    reason: '尚待核实',
    reviewOn: '2190-01-01',
  });
  await m.accept('suspension-review', { outcome: 'lift' });
  await m.closed('no-case-suspension-lifted');
  const told = [
    'act-accepted TJ51-A1-2.3 suspension-notice',
    'notice-gap TJ51-A1-2.3',
    'duty-armed TJ51-A1-2.1b informPatients',
  ];
  expect((await register(m)).map(line)).toEqual([
    'act-accepted TJ51-A1-2.1b referral-letter',
    'duty-armed X-14 reviewSuspension',
    'duty-armed TJ51-A1-2.4a replyOnDecision',
    'duty-performed TJ51-A1-2.4a replyOnDecision',
    'duty-armed TJ51-A1-2.4b fileDecision',
    ...[1, 2, 3].map(() => 'duty-armed TJ51-A1-2.3 noticeOfStart'),
    'duty-armed TJ51-A1-2.2b decideFiling',
    'act-accepted TJ51-A1-2.4b decision-filing',
    ...told,
    ...told,
    ...told,
    ...[1, 2, 3].map(() => 'act-accepted TJ51-A1-2.1b patient-notice-proof'),
    'act-accepted TJ51-A1-2.2b filing-decision',
    'no-case-notified TJ51-A1-2.4c',
    'duty-released X-14 reviewSuspension',
    'duty-armed TJ51-A1-2.4c decideAfterNoCase',
    'act-accepted TJ51-A1-2.4c suspension-review',
    'duty-armed X-14 reviewSuspension',
    'act-accepted X-14 suspension-review',
    'file-closed',
  ]);
  expect(await m.breaches()).toEqual([]);
  expect(
    (await m.register()).find((e) => e.type === 'duty-armed' && e.clause === 'TJ51-A1-2.4c')?.body,
  ).toMatchObject({ force: 'management' });
});

it.concurrent('every entry of a duty says who owes it to whom, under which article, since when and until when, and how that was counted', async () => {
  const m = await Matter.open(bureau, { direction: 'B', kind: 'practitioner' });
  await m.accept('filing-decision');
  const armed = (await m.register()).filter((e) => e.type === 'duty-armed');
  for (const e of armed) {
    expect(e.body).toMatchObject({
      owedBy: expect.stringMatching(/^tj\./),
      owedTo: expect.any(String),
      instrument: 'TJ51',
      article: expect.stringMatching(/^附件1 二（[一二三四五]）$/),
      force: expect.stringMatching(/^(text|reading|management)$/),
      from: expect.any(String),
      due: expect.any(String),
      judgedBy: expect.stringMatching(/^(occurrence|receipt|service)$/),
      status: 'firm',
    });
    expect((e.body['explanation'] as unknown[]).length).toBeGreaterThan(0);
  }
  const articles = Object.fromEntries(armed.map((e) => [e.body['duty'], e.body['article']]));
  expect(articles).toEqual({
    reviewSuspension: '附件1 二（二）',
    replyOnDecision: '附件1 二（四）',
    fileDecision: '附件1 二（四）',
    noticeOfStart: '附件1 二（三）',
    decideFiling: '附件1 二（二）',
    replyOnCase: '附件1 二（四）',
  });
  expect(armed.find((e) => e.body['duty'] === 'replyOnCase')?.body['secondReading']).toMatchObject({
    due: expect.any(String),
  });
  verifyChain(m.file, await m.register());
});
