/** What whoever opens a file or files an act is told at once: receipt, warnings, and what is owed now. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, Matter, hours, iso, people, units } from '../rapid-response/acts.ts';
import { hashOf } from '../../db/queries/turns.ts';
import type { Act } from '../../domain/law/act.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

interface Started {
  key: string;
  duty: string;
  act: string;
  kind: string;
  owedBy: string;
  owedTo: string;
  due: string;
  force: string;
  clause: string;
  item?: string;
}
interface Told {
  file: string;
  act: string;
  id: string;
  receipt: { act: string; number: number; hash: string; receivedAt: string };
  started: Started[];
  warnings: string[];
  status: string;
}
const told = (reply: { body: unknown }): Told => reply.body as Told;

/** The row of the inbox that the receipt speaks of. */
async function stored(act: string): Promise<Act> {
  const [row] = await bureau.owner<
    { message: Act }[]
  >`select message from inbox where act_id = ${act}`;
  return row!.message;
}

describe.concurrent('the answer tells what follows', () => {
  it('an opening: receipt, what is lacking, every duty with its due instant; the same again for the same key', async () => {
    const m = await Matter.subject(bureau, { direction: 'A', kind: 'institution' });
    const letter = { documentNo: `津医监函〔2026〕回执-${m.id}`, phone: undefined };
    const first = await m.refer(letter, undefined, `answers-${m.id}`);
    const answer = told(first);
    expect(first.status).toBe(201);
    const { number, hash, receivedAt } = await stored(answer.act);
    expect(answer.receipt).toMatchObject({
      act: answer.act,
      number,
      hash,
      receivedAt: iso(receivedAt),
    });
    expect(answer.warnings).toEqual([expect.stringContaining('No phone call is recorded')]);
    expect(answer.started.find((d) => d.duty === 'decideSuspension')).toEqual({
      key: 'decideSuspension',
      duty: 'decideSuspension',
      act: 'suspension-decision',
      action: { zh: expect.any(String), en: expect.any(String) },
      kind: 'within',
      owedBy: units.payment,
      owedTo: units.supervision,
      due: iso(receivedAt + hours(24)),
      inclusive: true,
      status: 'firm',
      force: 'text',
      clause: 'TJ51-A1-1.2a',
    });
    const owed = (await bureau.get(people.regulator, `/v1/files/${answer.file}`)).body as {
      duties: { key: string; due: string }[];
    };
    expect(answer.started.map(({ key, due }) => ({ key, due })).toSorted(byKey)).toEqual(
      owed.duties.map(({ key, due }) => ({ key, due })).toSorted(byKey),
    );
    m.file = answer.file;
    await m.accept('suspension-decision');
    const body = (
      await bureau.owner<
        { payload: object }[]
      >`select payload from inbox where act_id = ${answer.act}`
    )[0]!.payload;
    const again = await bureau.post(m.sender, '/v1/rapid-responses', body, `answers-${m.id}`);
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it('an act: only what it started, not what was owed before; the same again for the same key, and when it is read', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const now = iso(await m.now());
    const first = await m.submit(
      'suspension-decision',
      { documentNo: `津医保付〔2026〕回执-${m.id}`, decidedAt: now },
      undefined,
      `act-${m.id}`,
    );
    const answer = told(first);
    const { number, hash, receivedAt } = await stored(answer.id);
    expect(answer.receipt).toMatchObject({
      act: answer.id,
      number,
      hash,
      receivedAt: iso(receivedAt),
    });
    expect(answer.started.map((d) => d.act).toSorted()).toEqual([
      'decision-filing',
      'decision-reply',
      'suspension-notice',
      'suspension-review',
    ]);
    for (const duty of answer.started)
      expect(await m.deadline(duty.key)).toMatchObject({
        due: duty.due,
        owedBy: duty.owedBy,
        force: duty.force,
        clause: duty.clause,
      });
    await m.accept('decision-reply');
    const again = await m.submit(
      'suspension-decision',
      { documentNo: `津医保付〔2026〕回执-${m.id}`, decidedAt: now },
      undefined,
      `act-${m.id}`,
    );
    expect([again.status, again.body]).toEqual([200, first.body]);
    const read = (await bureau.get(people.regulator, `/v1/files/${m.file}/acts/${answer.id}`))
      .body as Told;
    expect([read.started, read.warnings]).toEqual([answer.started, []]);
  });

  it('a letter that joins: its own receipt and its own duties', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const joined = await m.refer({ newFacts: true });
    expect([joined.status, told(joined).status]).toEqual([200, 'joined']);
    expect(told(joined).receipt.number).toBe(2);
    expect(told(joined).started.map((d) => d.act)).toEqual(['further-answer']);
  });

  it('TJ51-10 a restoration without face recognition: the warning comes with the answer', async () => {
    const m = await Matter.open(bureau, {
      direction: 'A',
      kind: 'institution',
      agreement: { faceRecognitionReady: false },
    });
    await m.quickAction();
    await m.investigate();
    await m.hear();
    const answer = told(await m.submit('final-decision', { measures: [{ measure: 'restore' }] }));
    expect(answer.warnings).toEqual([expect.stringContaining('TJ51-10')]);
    expect(answer.started.map((d) => d.act)).toEqual(
      expect.arrayContaining(['final-service', 'final-reply', 'final-filing']),
    );
  });
});

describe.concurrent('refused by its form, an attempt is on record as any other', () => {
  interface Attempt {
    at: string;
    type: string;
    officer: string;
    unit: string;
    code: string;
    clause: string;
    hash: string;
    fields: string[];
  }
  interface Attempts {
    items: Attempt[];
    next: string | null;
    counted: { officer: string; day: string; attempts: number }[];
  }
  const attempts = async (file: string, by: string = people.regulator) =>
    bureau.get(by, `/v1/files/${file}/refused-attempts`);

  it('an act: who, when, which, its hash and the fields; the clause of the act; nothing of the content', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const body = {
      documentNo: '津医保付〔2026〕密语号',
      decidedAt: 'yesterday',
      outcome: 'suspend',
      document: { id: 'doc-1', sha256: 'short', where: 'oa' },
      张三: '密语',
    };
    const refused = await m.bureau.post(
      people.payment,
      `/v1/files/${m.file}/acts/suspension-decision`,
      body,
    );
    expect([refused.status, refused.body]).toEqual([
      400,
      expect.objectContaining({ code: 'bad-input', clause: 'TJ51-A1-1.2a' }),
    ]);
    const { items, counted } = (await attempts(m.file)).body as Attempts;
    expect(counted).toEqual([]);
    expect(items).toEqual([
      {
        at: expect.stringContaining('+08:00'),
        type: 'suspension-decision',
        officer: people.payment,
        unit: units.payment,
        system: null,
        code: 'bad-input',
        clause: 'TJ51-A1-1.2a',
        hash: hashOf(body),
        fields: expect.arrayContaining(['body/decidedAt', 'body/document/sha256', 'body/*']),
      },
    ]);
    const [row] = await bureau.owner<
      { text: string }[]
    >`select r::text as text from refused_attempt r where file_id = ${m.file}`;
    expect(row!.text).not.toMatch(/密语|张三|yesterday|short/);
  });

  it('an act that is not awaited now has the clause of its own step, one that every file takes its own', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'practitioner' });
    const clauses = await Promise.all(
      ['opinion', 'suspension-review', 'chase', 'evidence-confirmation'].map(
        async (type) =>
          (await m.bureau.post(people.payment, `/v1/files/${m.file}/acts/${type}`, { x: 1 }))
            .body as { clause: string },
      ),
    );
    expect(clauses.map(({ clause }) => clause)).toEqual(['TJ51-A1-2.5a', 'X-14', 'X-8', 'X-13']);
  });

  it('read by whoever reads the file in full, and by nobody else; append-only', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.bureau.post(people.payment, `/v1/files/${m.file}/acts/suspension-decision`, {});
    expect((await attempts(m.file, people.payment)).status).toBe(200);
    expect((await attempts(m.file, 'o-jjzx-1')).status).toBe(403);
    expect((await attempts(m.file, people.other)).status).toBe(403);
    for (const change of [
      'update refused_attempt set code = code',
      'delete from refused_attempt',
      'delete from refused_attempt_day',
      'truncate refused_attempt',
    ]) {
      await expect(bureau.owner.unsafe(change)).rejects.toThrow('append-only');
    }
  });

  it('bounded: twenty of an officer and day in a file are kept, more are counted; another officer has room', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    for (let i = 0; i < 23; i++)
      await m.bureau.post(people.payment, `/v1/files/${m.file}/acts/suspension-decision`, { i });
    await m.bureau.post(people.payment2, `/v1/files/${m.file}/acts/suspension-decision`, {});
    const { items, counted } = (await attempts(m.file)).body as Attempts;
    expect(items.map(({ officer }) => officer)).toEqual([
      ...Array.from({ length: 20 }, () => people.payment),
      people.payment2,
    ]);
    expect(counted).toEqual([expect.objectContaining({ officer: people.payment, attempts: 23 })]);
  });

  it('what was refused for another reason before the inbox is there too; what the file refused is not there twice', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.bureau.post(people.other, `/v1/files/${m.file}/acts/suspension-decision`, {});
    await m.refuse('opinion');
    const { items } = (await attempts(m.file)).body as Attempts;
    expect(items.map(({ officer, code }) => [officer, code])).toEqual([
      [people.other, 'other-bureau'],
    ]);
  });

  it('an opening: the clause of its letter, and the regulator sees it; a refusal by the law is kept with the openings alone', async () => {
    const m = await Matter.subject(bureau, { direction: 'B', kind: 'practitioner' });
    const broken = {
      direction: 'B',
      subject: { kind: 'practitioner', id: m.id },
      narrative: '密语',
    };
    const refused = await bureau.post(people.centre, '/v1/rapid-responses', broken);
    expect([refused.status, refused.body]).toEqual([
      400,
      expect.objectContaining({ code: 'bad-input', clause: 'TJ51-A1-2.1b' }),
    ]);
    await m.refused({ grounds: [] });
    const { items } = (await bureau.get(people.regulator, '/v1/refused-attempts?limit=5000'))
      .body as Attempts;
    const mine = items.filter(({ hash }) => hash === hashOf(broken));
    expect(mine).toEqual([
      expect.objectContaining({
        type: 'referral-letter',
        officer: people.centre,
        code: 'bad-input',
        fields: expect.arrayContaining(['body/documentNo', 'body/*']),
      }),
    ]);
    expect(items.filter(({ code }) => code === 'ground-missing')).toEqual([]);
    expect((await bureau.get(people.payment, '/v1/refused-attempts')).status).toBe(403);
  });
});

describe.concurrent('a refusal never advises what it refuses', () => {
  it('TJ51-A1-1.3a the earliest start it names is accepted', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.accept('suspension-decision');
    const servedAt = iso(await m.now());
    const refused = await m.refuse('suspension-notice', { servedAt, startsAt: servedAt });
    expect(refused.code).toBe('start-before-notice');
    await m.accept('suspension-notice', { servedAt, startsAt: refused.lawful.earliest });
  });

  it('a decision dated before its trigger: the earliest date it names is accepted', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const refused = await m.refuse('suspension-decision', {
      decidedAt: iso(m.receivedAt - hours(2)),
    });
    expect(refused.code).toBe('before-trigger');
    await m.accept('suspension-decision', { decidedAt: refused.lawful.earliest });
  });

  it('a closure dated before its filing: the earliest date it names is accepted', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.accept('filing-decision');
    await m.accept('case-reply');
    const refused = await m.refuse('case-closure', { closedAt: iso(m.receivedAt - hours(2)) });
    expect(refused.code).toBe('before-trigger');
    await m.accept('case-closure', { closedAt: refused.lawful.earliest });
  });

  it('a notice to a stranger is told whose notices are owed, not that none is awaited; to somebody told already, that it is done', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'practitioner', heads: 1 });
    await m.accept('suspension-decision');
    const stranger = await m.refuse('suspension-notice', { recipient: 'i-stranger' });
    expect([stranger.code, stranger.clause]).toEqual(['item-not-awaited', 'TJ51-A1-2.3']);
    for (const recipient of m.recipients) expect(stranger.lawful.zh).toContain(recipient);
    await m.accept('suspension-notice', { recipient: m.id });
    expect((await m.refuse('suspension-notice', { recipient: m.id })).code).toBe('not-awaited');
  });

  it('what can be filed now is what the author may file, in words; the act of another unit names its party', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const early = await m.refuse('opinion', {}, people.supervision);
    expect(early.lawful.zh).toMatch(/^本单位现在可以提交：.*立案决定/);
    expect(early.lawful.zh).not.toMatch(/暂停决定|[a-z]-[a-z]/);
    const other = await m.submit('suspension-decision', {}, people.supervision);
    expect(other.body).toMatchObject({
      code: 'not-owed-by-you',
      zh: '暂停决定由支付处提交，不由本单位提交。',
      lawful: { zh: '由支付处提交。' },
    });
  });

  it('`possible` lists what the caller may file; `awaits` what the file takes from anybody; no clause of ours or of another instrument', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    type View = {
      possible: { act: string; clause: string; schema: object }[];
      awaits: { act: string; by: string[] }[];
    };
    const seen = async (by: string) => (await bureau.get(by, `/v1/files/${m.file}`)).body as View;
    const acts = ({ possible }: View) => [...new Set(possible.map(({ act }) => act))].toSorted();
    expect(acts(await seen(people.payment))).toEqual([
      'chase',
      'further-letter',
      'suspension-decision',
    ]);
    expect(acts(await seen(people.supervision))).toEqual([
      'case-closure',
      'chase',
      'filing-decision',
      'further-letter',
    ]);
    expect(acts(await seen(people.unsigned))).toEqual(['chase']);
    expect(acts(await seen(people.coordinator))).toEqual(['chase']);
    const { possible, awaits } = await seen(people.payment);
    for (const { clause } of possible) expect(clause).toMatch(/^(TJ51-|X-)/);
    expect(awaits.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['suspension-decision', 'filing-decision', 'case-closure']),
    );
    for (const { act } of possible)
      expect(
        (await bureau.post(people.payment, `/v1/files/${m.file}/acts/${act}`, {})).status,
      ).not.toBe(403);
  });
});

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
