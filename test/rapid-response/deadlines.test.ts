/** a regulator can count every deadline again by hand. TJ51-A1-X2, X-6: nothing of it is ever deleted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { due } from '../../domain/time/due.ts';
import { formatInstant, parseInstant } from '../../domain/time/civil-date.ts';
import { publishedYears } from '../../domain/time/calendars.ts';
import { Bureau, document, documentNo, iso, people } from '../setup/bureau.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

interface Deadline {
  duty: string;
  clause: string;
  article: string;
  force: string;
  from: string;
  due: string;
  inclusive: boolean;
  status: string;
  state: string;
  doneAt: string | null;
  explanation: { zh: string }[];
  calendarVersions: string[];
}

async function file(): Promise<string> {
  const id = await bureau.institution();
  const { body } = await bureau.post(people.supervision, '/v1/rapid-responses', {
    direction: 'A',
    subject: { kind: 'institution', id },
    documentNo: documentNo(),
    document: document(),
    grounds: ['suspected-violation'],
    investigation: document(2),
  });
  return (body as { file: string }).file;
}
const deadlines = async (of: string) =>
  ((await bureau.get(people.regulator, `/v1/files/${of}/deadlines`)).body as { items: Deadline[] })
    .items;

describe('the deadlines of a file (X-1)', () => {
  it('say under which clause, from when, until when, counted how, by which calendar, and when it was done', async () => {
    const id = await file();
    const decidedAt = iso(await bureau.now(id));
    await bureau.post(people.payment, `/v1/files/${id}/acts/suspension-decision`, {
      documentNo: documentNo(),
      document: document(),
      decidedAt,
      outcome: 'decline',
      reason: '协议无此条款',
    });
    const found = await deadlines(id);
    const decided = found.find((d) => d.duty === 'decideSuspension')!;
    expect(decided).toMatchObject({
      clause: 'TJ51-A1-1.2a',
      article: '附件1 一（二）',
      force: 'text',
      inclusive: true,
      status: 'firm',
      state: 'done',
      doneAt: decidedAt,
    });
    expect(parseInstant(decided.due)! - parseInstant(decided.from)!).toBe(24 * 3_600_000);
    const filing = found.find((d) => d.duty === 'reportFilingStatus')!;
    expect(filing).toMatchObject({
      clause: 'X-14',
      force: 'management',
      inclusive: false,
      state: 'open',
    });
    const again = due(
      parseInstant(filing.from)!,
      { unit: 'calendar-days', count: 30 },
      publishedYears,
    );
    expect([filing.due, filing.explanation]).toEqual([formatInstant(again.at), again.explanation]);
  });
});

describe('a breach (TJ51-A1-X2) and an entry (X-6)', () => {
  it('are there for ever: not even the owner of the tables can delete or change them', async () => {
    const id = await file();
    await bureau.skip(id, 25);
    await expect
      .poll(async () => (await deadlines(id)).find((d) => d.duty === 'decideSuspension')!.state, {
        timeout: 10_000,
      })
      .toBe('overdue');
    await expect(bureau.owner`delete from breach where file_id = ${id}`).rejects.toThrow(
      /append-only/,
    );
    await expect(bureau.owner`delete from register where file_id = ${id}`).rejects.toThrow(
      /append-only/,
    );
    await expect(
      bureau.owner`update register set body = '{}' where file_id = ${id}`,
    ).rejects.toThrow(/append-only/);
    const { body } = await bureau.get(people.regulator, `/v1/breaches?file=${id}`);
    expect(body).toMatchObject({
      items: [
        {
          clause: 'TJ51-A1-1.2a',
          owedBy: 'tj.zfc',
          owedTo: 'tj.jds',
          state: 'standing',
          doneAt: null,
        },
      ],
    });
  });
});
