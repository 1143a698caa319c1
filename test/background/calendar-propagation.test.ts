/** X-2: a notice is loaded while files are open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOfDay, civilDate } from '../../domain/time/civil-date.ts';
import { calendarsToItself, WAIT } from '../setup/alone.ts';
import { Bureau, document, documentNo, iso, people } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

let bureau: Bureau;
let release: () => Promise<void>;
beforeAll(async () => {
  release = await calendarsToItself();
  bureau = await Bureau.open();
}, WAIT);
afterAll(async () => {
  await bureau.close();
  await release();
});

/** 复核 Of another bureau: a calendar belongs to none. */
async function secondAdministrator(): Promise<string> {
  const id = `cp-${uniqueHex().slice(0, 8)}`;
  await bureau.owner`insert into bureau (id, name, area) values (${id}, '样例', '120000')`;
  await bureau.owner`insert into unit (id, bureau_id, name) values (${`${id}.u`}, ${id}, '样例')`;
  await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${`${id}-a`}, ${`${id}.u`}, 'person', '样例', '{administrator}')`;
  return `${id}-a`;
}

interface Duty {
  key: string;
  due: string;
  status: string;
  lastDay?: string;
}
const act = (file: string, officer: string, type: string, body: object) =>
  bureau.post(officer, `/v1/files/${file}/acts/${type}`, body);

/** A file whose final decision is due in the first days of a year that is not published yet. */
async function fileAtTheEndOf2030(): Promise<string> {
  const id = await bureau.institution();
  const opened = await bureau.post(people.supervision, '/v1/rapid-responses', {
    direction: 'A',
    subject: { kind: 'institution', id },
    documentNo: documentNo(),
    document: document(),
    grounds: ['suspected-violation'],
    investigation: document(2),
  });
  const { file } = opened.body as { file: string };
  const now = () => bureau.now(file);
  await act(file, people.payment, 'suspension-decision', {
    documentNo: documentNo(),
    document: document(),
    decidedAt: iso(await now()),
    outcome: 'decline',
    reason: '协议无此条款',
  });
  await bureau.skipTo(file, startOfDay(civilDate('2030-12-30')));
  const closure = await act(file, people.supervision, 'case-closure', {
    documentNo: documentNo(),
    document: document(),
    closedAt: iso(await now()),
    caseNo: 'JYJ-2030-1',
    investigators: ['o-jds-1'],
    legalReview: { document: document(3), reviewer: 'o-law-1' },
    discussion: { document: document(4), participants: ['o-jds-1', 'o-jds-2', 'o-head'] },
  });
  expect(closure.status, JSON.stringify(closure.body)).toBe(200);
  expect(
    (
      await act(file, people.supervision, 'opinion', {
        documentNo: documentNo(),
        document: document(),
        confirmed: false,
        keyViolations: [],
      })
    ).status,
  ).toBe(200);
  return file;
}

async function finalDuty(file: string): Promise<Duty> {
  const { body } = await bureau.get(people.regulator, `/v1/files/${file}`);
  return (body as { duties: Duty[] }).duties.find((d) => d.key === 'decideFinally')!;
}

const notice2031 = {
  notice: '样例通知2031',
  publishedOn: '2030-11-05',
  fictitious: true,
  document: null,
  off: [
    '2031-01-01',
    '2031-01-02',
    '2031-01-03',
    '2031-01-22',
    '2031-01-23',
    '2031-01-24',
    '2031-01-25',
    '2031-04-05',
    '2031-05-01',
    '2031-05-02',
    '2031-06-24',
    '2031-10-01',
    '2031-10-02',
    '2031-10-03',
  ],
  work: [],
};

describe('a file that reaches into an unpublished year', () => {
  it('is provisional until the notice is loaded, then counted again, with old, new and why in the register', async () => {
    const file = await fileAtTheEndOf2030();
    expect(await finalDuty(file)).toMatchObject({ status: 'provisional' });

    const second = await secondAdministrator();
    const preview = await bureau.put(people.admin, '/v1/calendars/2031?dryRun=true', notice2031);
    expect(preview.status, JSON.stringify(preview.body)).toBe(200);
    const moves = (
      preview.body as { moves: { file: string; duty: string; newDueAt: string }[] }
    ).moves.filter((m) => m.file === file);
    expect(moves).toEqual([
      expect.objectContaining({
        duty: 'decideFinally',
        newDueAt: '2031-01-07T00:00:00+08:00',
        status: 'firm',
      }),
    ]);
    expect(await finalDuty(file)).toMatchObject({ status: 'provisional' });

    const proposed = await bureau.put(people.admin, '/v1/calendars/2031', notice2031);
    expect([proposed.status, proposed.text]).toEqual([202, proposed.text]);
    expect(await finalDuty(file)).toMatchObject({ status: 'provisional' });
    const confirmed = await bureau.confirm(second, proposed);
    expect([confirmed.status, confirmed.text]).toEqual([200, confirmed.text]);
    await expect
      .poll(() => finalDuty(file), { timeout: 10_000 })
      .toMatchObject({ status: 'firm', lastDay: '2031-01-06', due: '2031-01-07T00:00:00+08:00' });
    const { body } = await bureau.get(people.regulator, `/v1/files/${file}/register`);
    const revised = (
      body as {
        items: {
          type: string;
          clause: string;
          body: {
            duty: string;
            before: { status: string };
            after: { due: string };
            why: { year: number };
          };
        }[];
      }
    ).items.filter((e) => e.type === 'duty-revised');
    expect(
      revised.map((e) => [
        e.clause,
        e.body.duty,
        e.body.before.status,
        e.body.after.due,
        e.body.why.year,
      ]),
    ).toEqual([
      ['TJ51-A1-1.5b', 'decideFinally', 'provisional', '2031-01-07T00:00:00+08:00', 2031],
    ]);
  });
});
