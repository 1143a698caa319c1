/** 第十条第一款 A result outlives its case: a written suggestion to revoke it opens a file when the case is closed. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bring } from '../../api/background/system-acts.ts';
import { afterBusinessTime, businessDayOf } from '../../domain/time/business.ts';
import { addDays, startOfDay } from '../../domain/time/civil-date.ts';
import type { WorkCalendar } from '../../domain/time/limit.ts';
import {
  answerOf,
  approved,
  Bureau,
  city,
  closed,
  document,
  documentNo,
  File,
  first,
  iso,
  people,
  second,
  stateOf,
  told,
} from '../licence-revocation/acts.ts';
import { uniqueHex } from '../setup/unique.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const suggestion = (result: string, changes: Record<string, unknown> = {}) => ({
  result,
  documentNo: documentNo(),
  document: document(),
  heard: true,
  reasons: '样例理由',
  ...changes,
});
const suggest = (
  result: string,
  changes: Record<string, unknown> = {},
  by = 'o-jgc-1',
  key?: string,
) => bureau.post(by, '/v1/result-revocations', suggestion(result, changes), key);
const refused = async (result: string, changes: Record<string, unknown> = {}, by?: string) =>
  told(answerOf(await suggest(result, changes, by)));

async function opened(
  changes: Record<string, unknown> = {},
): Promise<{ result: string; file: File }> {
  const result = await closed(bureau, { licences: [] });
  const reply = await suggest(result, changes);
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return { result, file: new File(bureau, (reply.body as { file: string }).file) };
}

describe.concurrent('TJ84-10.1 a result whose case is closed', () => {
  it('met: the accepting department revokes it with reasons, remedies and service; linked with its case', async () => {
    const { result, file } = await opened();
    const view = await file.view();
    expect(view.duties).toMatchObject([
      {
        duty: 'revoke',
        owedBy: city.unit,
        owedTo: city.supervising,
        clause: 'TJ84-10.1',
        force: 'management',
      },
    ]);
    const [row] = await bureau.owner<
      { case: string }[]
    >`select file_id as "case" from result where id = ${result}`;
    expect(view.notes.join()).toContain(row!.case);
    expect(
      (await bureau.get(people.regulator, `/v1/result-revocations/${file.file}`)).body,
    ).toEqual({
      file: file.file,
      result,
      cause: 'suggestion',
      case: row!.case,
      cascade: null,
      state: 'live',
      revokedAt: null,
      revokedByFile: null,
    });
    // Linked both ways: the closed case shows where its result is revoked.
    const { body } = await bureau.get(people.regulator, `/v1/commitment-cases/${row!.case}`);
    expect(body).toMatchObject({
      result: { id: result, state: 'live', revocationFile: file.file },
    });
    const reply = await file.revoke(city.officer);
    expect(reply.body).toMatchObject({ state: 'accepted', timing: 'in-time', duty: 'revoke' });
    await file.closed('revoked');
    expect(await stateOf(bureau, result)).toBe('revoked');
    expect(
      (await bureau.get(people.regulator, `/v1/result-revocations/${file.file}`)).body,
    ).toMatchObject({ state: 'revoked', revokedByFile: file.file, revokedAt: expect.any(String) });
    expect(
      (await file.register()).find((e) => e.type === 'act-accepted' && e.seq > 1),
    ).toMatchObject({ clause: 'TJ84-10.1' });
  });

  it('the party was not heard before: warned about, no bar; with its reason or without', async () => {
    const without = await opened({ heard: false });
    expect((await without.file.view()).notes.join()).toContain('且未说明理由');
    const withReason = await opened({ heard: false, notHeardBecause: '样例：下落不明' });
    expect((await withReason.file.view()).notes.join()).toContain('理由在卷');
    expect((await (await opened()).file.view()).notes.join()).not.toContain('陈述申辩');
    expect((await without.file.revoke(city.officer)).status).toBe(200);
  });

  it('cannot suggest: not in writing, by a department that does not supervise it, for no result, for one whose case is open, for one that is revoked', async () => {
    const result = await closed(bureau, { licences: [] });
    expect(await refused(result, { document: undefined })).toEqual([
      422,
      'suggestion-not-written',
      'TJ84-10.1',
    ]);
    expect(await refused(result, { documentNo: undefined })).toEqual([
      422,
      'suggestion-not-written',
      'TJ84-10.1',
    ]);
    expect(await refused(result, {}, 'o-q1ju-1')).toEqual([403, 'not-owed-by-you', 'TJ84-10.1']);
    expect(await refused(result, {}, city.officer)).toEqual([403, 'not-owed-by-you', 'TJ84-10.1']);
    expect(await refused(`R-${uniqueHex()}`)).toEqual([422, 'result-unknown', 'TJ84-10.1']);
    expect(await refused(await closed(bureau, { licences: [], state: 'revoked' }))).toEqual([
      409,
      'already-revoked',
      'TJ84-10.1',
    ]);
    const open = await approved(bureau, []);
    const answer = answerOf(await suggest(open.result));
    expect(told(answer)).toEqual([409, 'case-still-open', 'TJ84-10.1']);
    expect(answer.lawful.zh).toContain(open.file);
    expect((await bureau.post('o-jgc-1', '/v1/result-revocations', { result })).status).toBe(400);
  });

  it('cannot suggest twice: while it is under way, and when it is revoked; at once by several: one file', async () => {
    const { result, file } = await opened();
    const answer = answerOf(await suggest(result));
    expect(told(answer)).toEqual([409, 'revocation-under-way', 'TJ84-10.1']);
    expect(answer.lawful.zh).toContain(file.file);
    await file.revoked(city.officer);
    await file.closed('revoked');
    expect(await refused(result)).toEqual([409, 'already-revoked', 'TJ84-10.1']);
    const other = await closed(bureau, { licences: [] });
    const replies = await Promise.all(Array.from({ length: 4 }, () => suggest(other)));
    expect(replies.map((r) => r.status).toSorted()).toEqual([201, 409, 409, 409]);
  });

  it('TJ84-10.1 revoked by one file, no other open file about the result owes what nobody can do any more: its duty ends with the reason and who', async () => {
    const result = await closed(bureau, { licences: [], withoutCase: true });
    const rv = new File(bureau, ((await suggest(result)).body as { file: string }).file);
    const open = await approved(bureau, [], city, { result });
    const [mine, other] = [new File(bureau, open.file), rv];
    expect(
      await bring(
        bureau.service.acts,
        open.file,
        'licence-revoked',
        { cascade: 'LR.tj.2026-00001', documentHash: '0' },
        `elsewhere-${result}`,
      ),
    ).toBe(true);
    await vi.waitFor(
      async () => {
        expect((await mine.view()).duties.map((d) => d.duty)).toContain('revokeUnderLicence');
      },
      { timeout: 15_000, interval: 50 },
    );
    expect((await other.revoke(city.officer)).body).toMatchObject({ state: 'accepted' });
    await mine.closed('revoked');
    const released = (await mine.register()).find(
      (e) => e.type === 'duty-released' && e.body['duty'] === 'revokeUnderLicence',
    )!;
    expect(released.body['why']).toContain(
      `revoked in ${rv.file} by ${city.officer} of ${city.unit}`,
    );
    expect((await mine.view()).notes.join()).toContain(rv.file);
    // The mirror: the case revokes, and the file of its own hears of it.
    const twin = await closed(bureau, { licences: [], withoutCase: true });
    const late = new File(bureau, ((await suggest(twin)).body as { file: string }).file);
    const first_ = await approved(bureau, [], city, { result: twin });
    await bring(
      bureau.service.acts,
      first_.file,
      'licence-revoked',
      { cascade: 'LR.tj.2026-00001', documentHash: '0' },
      `elsewhere-${twin}`,
    );
    const revoking = new File(bureau, first_.file);
    await vi.waitFor(
      async () => {
        expect((await revoking.view()).duties.map((d) => d.duty)).toContain('revokeUnderLicence');
      },
      { timeout: 15_000, interval: 50 },
    );
    expect((await revoking.revoke(city.officer)).body).toMatchObject({ state: 'accepted' });
    await late.closed('revoked');
    expect((await late.register()).find((e) => e.type === 'duty-released')!.body['why']).toContain(
      `revoked in ${first_.file}`,
    );
  });

  it('cannot revoke: without reasons, remedies or service, dated before the suggestion or in the future, by another department, twice', async () => {
    const { file } = await opened();
    const attempt = async (changes: Record<string, unknown>, by: string = city.officer) =>
      told(answerOf(await file.revoke(by, changes)));
    expect(await attempt({ reasons: undefined })).toEqual([422, 'reason-missing', 'TJ84-10.1']);
    expect(await attempt({ remedies: undefined })).toEqual([422, 'remedies-missing', 'TJ84-10.1']);
    expect(await attempt({ service: undefined })).toEqual([422, 'service-missing', 'TJ84-10.1']);
    expect(await attempt({ decidedAt: iso(Date.now() - 3_600_000) })).toEqual([
      422,
      'before-trigger',
      'TJ84-10.1',
    ]);
    expect(await attempt({ decidedAt: iso(Date.now() + 3_600_000) })).toEqual([
      422,
      'in-the-future',
      'TJ84-10.1',
    ]);
    expect(await attempt({}, first.officer)).toEqual([403, 'not-owed-by-you', 'TJ84-10.1']);
    expect(await attempt({}, 'o-jgc-1')).toEqual([403, 'not-owed-by-you', 'TJ84-10.1']);
    expect(await file.refuse(city.officer, 'not-dependent', { reason: '样例' })).toEqual([
      409,
      'not-awaited',
      'TJ84-11',
    ]);
    const replies = await Promise.all([file.revoke(city.officer), file.revoke(city.officer2)]);
    expect(replies.map((r) => r.status).toSorted()).toEqual([200, 409]);
  });

  it('TJ84-3.1 where one department accepts and supervises, who suggested it does not revoke it', async () => {
    const result = await closed(bureau, { licences: [], department: second });
    const reply = await suggest(result, {}, second.officer);
    const file = new File(bureau, (reply.body as { file: string }).file);
    expect(told(answerOf(await file.revoke(second.officer)))).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    await file.revoked(second.officer2);
  });

  it('立即: an alert after an hour of business, overdue and escalated with the end of that working day, chased; never a breach', async () => {
    const { file } = await opened();
    const [row] = await bureau.owner<
      { calendar: WorkCalendar; at: number }[]
    >`select opening->'calendar' as calendar, (opening->'letter'->>'receivedAt')::float8 as at from file where id = ${file.file}`;
    const office = [[9 * 60, 17 * 60 + 30]] as const;
    const due = startOfDay(addDays(businessDayOf(row!.at as never, row!.calendar, office), 1));
    expect(await file.deadlines()).toMatchObject([{ due: iso(due), force: 'management' }]);
    await file.skipTo(due + 3_600_000);
    const entries = await file.register();
    expect(entries.filter((e) => e.type === 'duty-reminded').map((e) => e.body['at'])).toEqual([
      iso(afterBusinessTime(row!.at as never, 60, row!.calendar, office)),
    ]);
    expect(entries.map((e) => e.type).filter((t) => /overdue|breach|escalated/.test(t))).toEqual([
      'management-overdue',
      'escalated',
    ]);
    await file.revoked(city.officer);
    expect(
      (await bureau.get(people.regulator, `/v1/breaches?file=${file.file}`)).body,
    ).toMatchObject({ items: [] });
  });

  it('read by the two departments and their superiors, not by others', async () => {
    const { file } = await opened();
    const at = `/v1/result-revocations/${file.file}`;
    for (const reader of [city.officer, 'o-jgc-2', people.regulator])
      expect((await bureau.get(reader, at)).status).toBe(200);
    for (const outsider of [first.officer, people.payment, people.other])
      expect((await bureau.get(outsider, at)).status).toBe(403);
    expect(
      (await bureau.get(people.regulator, '/v1/result-revocations/RV.tj.2026-99999')).status,
    ).toBe(404);
  });
});
