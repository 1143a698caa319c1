/** 一次检查的全过程 A whole inspection from the door to its close, with everything that may happen on the way; what may be filed at each stage, and nothing else (QY-10 to 14). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { on, addDays, type Fixture } from './acts.ts';
import { finding, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
const monday = on('2027-05-17');
const [tuesday, friday] = [addDays(monday, 1), addDays(monday, 4)];

/** Of what may be filed as long as the file is open. */
const set = (...more: string[]) =>
  ['crime-report', 'on-site-record', 'sealing', 'stop-order', 'transfer', ...more].toSorted();
const sealed = ['sealing-extension', 'sealing-release'];
const before = ['abandonment', 'inspection-end', 'pause', 'result-notice', 'team-change'];

it('QY-10.4 to 10.10, QY-11, QY-12.1 to 12.4, QY-13.1, QY-13.3, QY-6.3: two days on site, sealed, stopped, paused, heard, reviewed, told, rectified in part, filed', async () => {
  const visit = await Visit.open(g, monday, { days: { from: monday, until: tuesday } });
  expect(await visit.possible()).toEqual(set(...before));

  // Monday: stopped at once, sealed, one officer drops out
  await visit.do('stop-order');
  await visit.do('sealing');
  await visit.to(monday, 11);
  await visit.do('on-site-record');
  await visit.do('pause');
  expect(await visit.possible()).toEqual(
    set('resume', ...before.filter((act) => act !== 'pause'), ...sealed),
  );
  await visit.to(monday, 14);
  await visit.do('resume');
  expect(await visit.possible()).toEqual(set(...before, ...sealed));

  // Tuesday: the end, then what is to be decided
  await visit.to(tuesday, 11);
  await visit.do('on-site-record');
  await visit.do('inspection-end', { endedOn: tuesday });
  expect(await visit.possible()).toEqual(
    set('end-correction', 'provisional-result', 'result-notice', 'team-change', ...sealed),
  );
  const light = { first: true, minor: true, harmless: true };
  const findings = [
    finding('f-1', 'rectification'),
    finding('f-2', 'rectification'),
    finding('f-3', 'soft-means', light),
    finding('f-4', 'case-filing'),
  ];
  await visit.do('provisional-result', { findings });
  expect(await visit.possible()).toEqual(
    set(
      'end-correction',
      'legal-review',
      'provisional-result',
      'rectification-order',
      'result-notice',
      'statement',
      'statement-waiver',
      'team-change',
      ...sealed,
    ),
  );
  await visit.do('statement', { complete: true });
  await visit.do('legal-review');
  await visit.do('result-notice', {
    findings,
    statementAnswer: { adopted: 'in-part', reasons: '样例理由' },
  });
  expect(await visit.possible()).toEqual(
    set(
      'case-filing',
      'end-correction',
      'rectification-order',
      'result-publication',
      'soft-measure',
      ...sealed,
    ),
  );
  expect(
    (await visit.duties())
      .filter((d) => d.state === 'open')
      .map((d) => d.duty)
      .toSorted(),
  ).toEqual(['decideCase', 'orderRectification', 'publishResult', 'releaseSealed', 'useSoftMeans']);

  // What follows: one thing put right, the other not
  await visit.do('soft-measure', { findings: ['f-3'] });
  await visit.do('case-filing', { findings: ['f-4'] });
  await visit.do('rectification-order', {
    demands: ['f-1', 'f-2'].map((id) => ({ finding: id, demand: '样例要求' })),
    until: friday,
  });
  await visit.do('sealing-release');
  await visit.to(friday, 15);
  await visit.do('rectification-report', { findings: ['f-1', 'f-2'] });
  await visit.do('recheck', {
    results: [
      { finding: 'f-1', conforming: true },
      { finding: 'f-2', conforming: false },
    ],
    next: 'case-filing',
  });
  await visit.do('result-publication');
  expect(await visit.possible()).toEqual(set('case-filing', 'end-correction'));
  await visit.do('case-filing', { findings: ['f-2'], caseNo: '样例案2027-2' });
  await visit.closed('rectification+soft-means+case-filing');
  expect(await visit.breaches()).toEqual([]);
  const types = new Set((await visit.register()).map((e) => e.type));
  for (const type of [
    'inspection-paused',
    'inspection-resumed',
    'statement-window',
    'duty-moved',
    'file-closed',
  ])
    expect(types).toContain(type);
});
