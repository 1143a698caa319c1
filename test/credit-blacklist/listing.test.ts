/** QHD-2.4d “黑名单”: proposed, told, heard, answered, approved by the principal; C until then; left by repair or decision, by two persons. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bureau } from '../setup/bureau.ts';
import { Grades, paper, thisYear, type Body } from '../credit-cycle/acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const last = thisYear - 1;
const no = (code: string, status = 422) => [status, code, 'QHD-2.4d'];

/** Subjects with three serious acts each, graded. */
async function proposed(many: number) {
  const c = await Grades.setUp(b);
  await c.loadRule(1, `${last}-01-01`);
  const subjects: { id: string; file: string; records: string[] }[] = [];
  const ids: string[] = [];
  const records: string[][] = [];
  for (let n = 0; n < many; n++) {
    const id = await c.subject();
    ids.push(id);
    records.push([]);
    for (const day of ['02-02', '03-03', '04-04'])
      records[n]!.push(await c.record(id, `${last}-${day}`, 'serious'));
  }
  const [cycle, next] = await c.due();
  await c.until(cycle!, { stage: 'graded' });
  for (const [n, id] of ids.entries())
    subjects.push({ id, file: await c.listing(id), records: records[n]! });
  return { c, subjects, cycle: cycle!, next: next! };
}
type C = Awaited<ReturnType<typeof proposed>>['c'];

const notice = async (c: C, file: string, more: Body = {}): Promise<Body> => ({
  legalBasis: '国办发〔2020〕49号',
  document: paper(1),
  service: { method: 'direct', servedAt: await c.g.now(file), proof: paper(2) },
  ...more,
});
const said = async (c: C, file: string): Promise<Body> => ({
  saidAt: await c.g.now(file),
  document: paper(3),
});

describe.concurrent('QHD-2.4d 黑名单', () => {
  it('QHD-2.4a QHD-2.4d: no jump: basis, notice, statement, answer, then the principal; C and to be listed until then, D after it; two persons to leave', async () => {
    const { c, subjects } = await proposed(2);
    const [{ id, file }, other] = subjects as [(typeof subjects)[0], (typeof subjects)[0]];
    expect(file).toMatch(/^HM\./);
    // 拟列入 Who else reads the register reads of nobody that he is to be listed.
    const theirs = async () =>
      (await b.get(c.o('far'), '/v1/credit/blacklist')).body as { items: object[] };
    expect((await theirs()).items).toEqual([]);
    const grade = async (of = id) => {
      const { grade: g, gradings } = await c.of(of);
      return [g, gradings[0]!.proposedD, gradings[0]!.byTable];
    };
    expect(await grade()).toEqual(['C', true, 'D']);
    const act = async (type: string, body: Body, by?: string) => c.act(file, type, body, by);
    const approve = (outcome: string, by = 'boss', reason: string | undefined = '样例') =>
      act('blacklist-approval', { outcome, reason }, by);
    expect(await approve('listed')).toEqual(no('not-awaited', 409));
    const basisless = await notice(c, file, { legalBasis: undefined });
    expect(await act('blacklist-notice', basisless)).toEqual(no('blacklist-basis-missing'));
    expect(await act('blacklist-notice', await notice(c, file), 'far')).toEqual(
      no('not-owed-by-you', 403),
    );
    expect(await act('blacklist-notice', await notice(c, file))).toEqual([200]);
    expect(await approve('listed')).toEqual(no('not-awaited', 409));
    expect((await c.view(file)).stage).toBe('hearing');
    expect(await act('blacklist-statement', await said(c, file))).toEqual([200]);
    expect((await c.view(file)).stage).toBe('answering');
    // 陈述期满而未答复 The window is over; the answer is still owed.
    await b.skip(file, 24 * 16);
    await c.until(file, { attention: 'management-overdue' });
    expect(await approve('listed')).toEqual(no('not-awaited', 409));
    const answer = { upheld: false, document: paper(4) };
    expect(await act('blacklist-answer', answer)).toEqual(no('reason-missing'));
    expect(await act('blacklist-answer', { ...answer, reason: '样例' })).toEqual([200]);
    await c.until(file, { stage: 'deciding' });
    // What comes late is heard before it is decided.
    expect(await act('blacklist-statement', await said(c, file))).toEqual([200]);
    expect(await approve('listed')).toEqual(no('not-awaited', 409));
    expect(await act('blacklist-answer', { ...answer, reason: '样例' })).toEqual([200]);
    await c.until(file, { stage: 'deciding' });
    expect(await approve('listed', 'deputy')).toEqual(no('principal-missing'));
    expect(await act('blacklist-approval', { outcome: 'listed' }, 'boss')).toEqual(
      no('reason-missing'),
    );
    expect(await grade()).toEqual(['C', true, 'D']);
    expect(await approve('listed')).toEqual([200]);
    expect(await grade()).toEqual(['D', false, 'D']);
    expect((await c.listings()).find((l) => l.file === file)).toMatchObject({
      state: 'listed',
      legalBasis: '国办发〔2020〕49号',
    });
    expect((await theirs()).items).toMatchObject([{ file, state: 'listed' }]);

    // 移出
    const removal = { ground: 'repair', reason: '样例修复', document: paper(6) };
    expect(await act('blacklist-removal-proposal', { ...removal, ground: 'grading' })).toEqual(
      no('grading-stands'),
    );
    expect(await act('blacklist-removal-proposal', { ...removal, reason: undefined })).toEqual(
      no('reason-missing'),
    );
    expect(await act('blacklist-removal', { outcome: 'left', reason: '样例' }, 'boss')).toEqual(
      no('not-awaited', 409),
    );
    expect(await act('blacklist-removal-proposal', removal)).toEqual([200]);
    expect(await act('blacklist-removal', { outcome: 'kept', reason: '样例' }, 'deputy')).toEqual(
      no('principal-missing'),
    );
    expect(await act('blacklist-removal', { outcome: 'kept', reason: '样例' }, 'boss')).toEqual([
      200,
    ]);
    expect((await c.view(file)).stage).toBe('listed');
    expect(await act('blacklist-removal-proposal', removal)).toEqual([200]);
    expect(await act('blacklist-removal', { outcome: 'left', reason: '样例' }, 'boss')).toEqual([
      200,
    ]);
    await c.until(file, { stage: 'closed', outcome: 'left' });
    expect(await grade()).toEqual(['C', false, 'D']);
    expect((await c.of(id)).gradings.map(({ cause }) => cause)).toEqual([
      'left',
      'listed',
      'regular',
    ]);

    // 放弃陈述 ends the window; who served the notice does not decide; the principal may decline.
    await b.owner`update officer set roles = '{handler,head}' where id = ${c.o('h')}`;
    expect(await c.act(other.file, 'blacklist-notice', await notice(c, other.file))).toEqual([200]);
    expect(await c.act(other.file, 'blacklist-waiver', await said(c, other.file))).toEqual([200]);
    await c.until(other.file, { stage: 'deciding' });
    // 同一执法证 The same person under another account.
    const certificate = b.owner.json({
      number: `Z-${c.g.id}`,
      kind: '行政执法证',
      validFrom: '2026-01-01',
      validUntil: '2030-12-31',
    });
    const certify = (certified: typeof certificate | null) =>
      b.owner`update officer set certificate = ${certified} where id in (${c.o('h')}, ${c.o('boss')})`;
    await certify(certificate);
    const own = { outcome: 'listed', reason: '样例' };
    expect(await c.act(other.file, 'blacklist-approval', own, 'boss')).toEqual(
      no('same-person', 403),
    );
    await certify(null);
    // 登记者 Nor does who has recorded what it is listed for, before the assessment or after it.
    const theirOwn = await c.record(other.id, `${last}-09-09`, 'general', { by: 'boss' });
    expect(await c.act(other.file, 'blacklist-approval', own, 'boss')).toEqual(
      no('same-person', 403),
    );
    await c.falls(theirOwn);
    await c.regraded(other.id, 2);
    // 另有行为 A correction brings an act of which the subject has not been told: notice and hearing begin anew.
    await c.record(other.id, `${last}-02-02`, 'serious', { corrects: other.records[0]! });
    await c.falls(other.records[0]!, 'corrected');
    await c.until(other.file, { stage: 'proposed' });
    expect(await c.act(other.file, 'blacklist-approval', own, 'boss')).toEqual(
      no('not-awaited', 409),
    );
    expect(await c.act(other.file, 'blacklist-notice', await notice(c, other.file))).toEqual([200]);
    expect(await c.act(other.file, 'blacklist-waiver', await said(c, other.file))).toEqual([200]);
    await c.until(other.file, { stage: 'deciding' });
    const declined = { outcome: 'not-listed', reason: '样例' };
    expect(await c.act(other.file, 'blacklist-approval', declined, 'boss')).toEqual([200]);
    await c.until(other.file, { stage: 'closed', outcome: 'not-listed' });
    expect(await grade(other.id)).toEqual(['C', false, 'D']);
    expect(await c.g.breaches(file)).toEqual([]);
  }, 60_000);

  it('QHD-2.4b QHD-2.4d: a record that falls drops what is proposed, and takes off the list at once who is on it; a later grading alone is decided on', async () => {
    const { c, subjects, next } = await proposed(4);
    const [pending, listed, stays, annulled] = subjects as [
      (typeof subjects)[0],
      (typeof subjects)[0],
      (typeof subjects)[0],
      (typeof subjects)[0],
    ];
    await c.falls(pending.records[0]!);
    await c.until(pending.file, { stage: 'closed', outcome: 'dropped' });
    expect((await c.of(pending.id)).grade).toBe('C');
    for (const { file } of [listed, stays, annulled]) {
      expect(await c.act(file, 'blacklist-notice', await notice(c, file))).toEqual([200]);
      expect(await c.act(file, 'blacklist-waiver', await said(c, file))).toEqual([200]);
      await c.until(file, { stage: 'deciding' });
      expect(
        await c.act(file, 'blacklist-approval', { outcome: 'listed', reason: '样例' }, 'boss'),
      ).toEqual([200]);
    }
    await c.falls(listed.records[0]!);
    await c.until(listed.file, { stage: 'closed', outcome: 'left' });
    expect((await c.of(listed.id)).gradings.map(({ cause, grade }) => `${cause} ${grade}`)).toEqual(
      ['record-fell C', 'listed D', 'regular C'],
    );
    // 下一周期没有失信行为 The table would give A; who is on the list leaves by a decision.
    await b.skip(next, 24 * 400);
    await c.until(next, { stage: 'graded' });
    await c.until(stays.file, { stage: 'listed' });
    const standing = (await c.of(stays.id)).gradings[0]!;
    expect([standing.grade, standing.byTable, standing.cause]).toEqual(['D', 'A', 'regular']);
    expect((await c.of(listed.id)).grade).toBe('A');
    const removal = { ground: 'grading', reason: '样例', document: paper(6) };
    await vi.waitFor(async () => expect(await c.g.owes(stays.file)).toContain('proposeRemoval'), {
      timeout: 20_000,
      interval: 100,
    });
    // 无关的记录 What the listing does not rest on falls: the grade by the table moves, the listing does not.
    await c.falls(await c.record(stays.id, `${thisYear}-02-02`, 'general'), 'withdrawn');
    expect(await c.regraded(stays.id, 4)).toMatchObject({
      cause: 'record-fell',
      byTable: 'A',
      grade: 'D',
    });
    expect((await c.view(stays.file)).stage).toBe('listed');
    // 依据被撤销 The ground of the listing falls when the next cycle has been graded.
    await c.falls(annulled.records[0]!);
    await c.until(annulled.file, { stage: 'closed', outcome: 'left' });
    expect((await c.of(annulled.id)).grade).toBe('A');
    expect(await c.act(stays.file, 'blacklist-removal-proposal', removal)).toEqual([200]);
    expect(
      await c.act(stays.file, 'blacklist-removal', { outcome: 'left', reason: '样例' }, 'boss'),
    ).toEqual([200]);
    await c.until(stays.file, { stage: 'closed', outcome: 'left' });
    expect((await c.of(stays.id)).grade).toBe('A');
  }, 60_000);

  it('QHD-2.4d X-11: two bureaux that give one id to different employers have two listings; nobody waives before the notice', async () => {
    const { c, subjects } = await proposed(1);
    const [{ id, file }] = subjects as [(typeof subjects)[0]];
    const other = await Grades.setUp(b);
    await other.loadRule(1, `${last}-01-01`);
    await b.owner`insert into credit_subject (bureau_id, kind, id, name, credit_code, registered_by) select ${other.g.id}, kind, id, '样例单位', credit_code, ${other.o('h')} from credit_subject where bureau_id = ${c.g.id} and id = ${id}`;
    for (const day of ['02-02', '03-03', '04-04'])
      await other.record(id, `${last}-${day}`, 'serious');
    await other.due();
    const theirs = await other.listing(id);
    expect(theirs).toMatch(new RegExp(`^HM\\.${other.g.id}\\.`));
    expect(theirs).not.toBe(file);
    expect(await c.act(file, 'blacklist-notice', await notice(c, file))).toEqual([200]);
    const before = new Date(Date.parse(await c.g.now(file)) - 3_600_000).toISOString();
    expect(
      await c.act(file, 'blacklist-waiver', { ...(await said(c, file)), saidAt: before }),
    ).toEqual(no('waived-before-notice'));
    expect((await c.view(file)).stage).toBe('hearing');
  }, 60_000);
});
