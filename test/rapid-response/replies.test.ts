/** 附件1 （四）回复备案: reply and filing within 24 hours of the decision, the answer on a filed case within 3 days; and what follows when none is filed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Bureau,
  clauseOf,
  fields,
  hours,
  iso,
  Matter,
  midnight,
  newBureau,
  people,
  plainThursday,
  suspension,
  told,
  units,
  type Staff,
} from './acts.ts';

let bureau: Bureau;
let oa: Staff;
beforeAll(async () => {
  bureau = await Bureau.open();
  oa = await newBureau(bureau, { receivingSystem: 'oa:#' });
});
afterAll(() => bureau.close());

const both = [
  ['institution', 1],
  ['practitioner', 2],
] as const;
/** Breaches that stand: on a slow machine one may be entered between the skip and the stamp, and is then reversed. */
const standing = async (m: Matter) => (await m.breaches()).filter((b) => b.state === 'standing');
const ofClause = async (m: Matter, clause: string) =>
  (await standing(m)).filter((b) => b.clause === clause);

describe.concurrent.each(both)(
  '（四）%s: 支付处 replies to 监督所 and files with 制度处, two duties of the same 24 hours',
  (kind, n) => {
    const [reply, filing] = [`TJ51-A1-${n}.4a`, `TJ51-A1-${n}.4b`];
    const decided = async (staff?: Staff) => {
      const m = await Matter.open(bureau, { direction: 'A', kind, staff });
      await m.accept('suspension-decision');
      return m;
    };

    it('both run from the decision; each is done by itself', async () => {
      const m = await decided();
      const from = (await m.deadline('decideSuspension')).doneAt!;
      const due = iso(Date.parse(from) + hours(24));
      expect(await m.deadline('replyOnDecision')).toMatchObject({
        clause: reply,
        owedBy: units.payment,
        owedTo: units.supervision,
        from,
        due,
        inclusive: true,
        force: 'text',
      });
      expect(await m.deadline('fileDecision')).toMatchObject({
        clause: filing,
        owedBy: units.payment,
        owedTo: units.system,
        from,
        due,
        inclusive: true,
        force: 'text',
      });
      expect((await m.accept('decision-reply')).timing).toBe('in-time');
      expect(await m.possible()).toEqual(
        m.set(
          'case-closure',
          'decision-filing',
          'filing-decision',
          'further-letter',
          'suspension-notice*',
          'suspension-review',
        ),
      );
      expect((await m.accept('decision-filing')).timing).toBe('in-time');
      expect(await m.possible()).toEqual(
        m.set(
          'case-closure',
          'filing-decision',
          'further-letter',
          'suspension-notice*',
          'suspension-review',
        ),
      );
    });

    it('reply done, filing missing: one breach, of the filing; late it is accepted with its overrun', async () => {
      const m = await decided();
      const due = Date.parse((await m.deadline('fileDecision')).due);
      await m.accept('decision-reply');
      await m.skipTo(due + 60_000);
      expect(await m.breaches()).toMatchObject([
        {
          key: 'fileDecision',
          clause: filing,
          owedBy: units.payment,
          owedTo: units.system,
          due: iso(due),
          doneAt: null,
          state: 'standing',
        },
      ]);
      const { timing, id } = await m.accept('decision-filing');
      expect(timing).toBe('late');
      const act = (await m.bureau.get(people.regulator, `/v1/files/${m.file}/acts/${id}`)).body as {
        receivedAt: string;
      };
      expect(await m.breaches()).toMatchObject([
        {
          clause: filing,
          doneAt: act.receivedAt,
          overrunMs: Date.parse(act.receivedAt) - due,
          state: 'standing',
        },
      ]);
    });

    it('filing done, reply missing: one breach, of the reply, owed to 监督所', async () => {
      const m = await decided();
      const { due } = await m.deadline('replyOnDecision');
      await m.accept('decision-filing');
      await m.skipTo(Date.parse(due) + 60_000);
      expect(await m.breaches()).toMatchObject([
        {
          key: 'replyOnDecision',
          clause: reply,
          owedBy: units.payment,
          owedTo: units.supervision,
          due,
        },
      ]);
      expect((await m.accept('decision-reply')).timing).toBe('late');
    });

    it('received exactly when due is in time; a millisecond later is late', async () => {
      const m = await decided(oa);
      const due = Date.parse((await m.deadline('replyOnDecision')).due);
      await m.skipTo(due + 100);
      expect((await m.stamp('decision-reply', due)).body).toMatchObject({
        state: 'accepted',
        timing: 'in-time',
      });
      expect((await m.stamp('decision-filing', due + 1)).body).toMatchObject({
        state: 'accepted',
        timing: 'late',
      });
      expect(await standing(m)).toMatchObject([
        { clause: filing, doneAt: iso(due + 1), overrunMs: 1 },
      ]);
    });

    it('cannot: before the decision, by another body, twice', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind });
      expect(told(await m.refuse('decision-reply'))).toEqual([409, 'not-awaited', reply]);
      expect(told(await m.refuse('decision-filing'))).toEqual([409, 'not-awaited', filing]);
      await m.accept('suspension-decision');
      expect(told(await m.refuse('decision-reply', {}, people.supervision))).toEqual([
        403,
        'not-owed-by-you',
        reply,
      ]);
      expect(told(await m.refuse('decision-filing', {}, people.system))).toEqual([
        403,
        'not-owed-by-you',
        filing,
      ]);
      await m.accept('decision-reply');
      expect(told(await m.refuse('decision-reply'))).toEqual([409, 'not-awaited', reply]);
    });

    it('direction B: a letter exactly 24 hours after the suspension is its reply in time', async () => {
      const m = await Matter.subject(bureau, { direction: 'B', kind, staff: oa });
      const at = Date.now() - hours(1);
      const opened = await bureau.post(
        oa.centre,
        '/v1/rapid-responses',
        {
          direction: 'B',
          subject: { kind, id: m.id },
          documentNo: `函${kind}1`,
          document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
          grounds: ['suspected-violation', 'refusal'],
          suspension: suspension(kind, {
            decidedAt: iso(at - hours(24)),
            startsAt: iso(at - hours(24)),
          }),
          receivedAt: iso(at),
        },
        undefined,
        { act: { sub: `${oa.bureau}.oa` } },
      );
      expect(opened.status).toBe(201);
      m.file = (opened.body as { file: string }).file;
      expect((await m.register()).filter((e) => e.type === 'duty-performed')).toMatchObject([
        { clause: reply, body: { timing: 'in-time' } },
      ]);
      expect((await m.breaches()).map((b) => b.clause)).toEqual([filing]);
    });

    it('direction B: a later letter opens the file with both breaches in it, counted from the suspension', async () => {
      const decidedAt = Date.now() - hours(24) - 60_000;
      const m = await Matter.open(bureau, {
        direction: 'B',
        kind,
        letter: {
          suspension: suspension(kind, { decidedAt: iso(decidedAt), startsAt: iso(decidedAt) }),
        },
      });
      const due = iso(decidedAt + hours(24));
      expect(await m.breaches()).toMatchObject([
        {
          key: 'replyOnDecision',
          clause: reply,
          owedBy: units.payment,
          owedTo: units.supervision,
          due,
          doneAt: iso(m.receivedAt),
          overrunMs: m.receivedAt - decidedAt - hours(24),
          state: 'standing',
        },
        {
          key: 'fileDecision',
          clause: filing,
          owedBy: units.payment,
          owedTo: units.system,
          due,
          doneAt: null,
          overrunMs: null,
          state: 'standing',
        },
      ]);
      expect((await m.register()).filter((e) => e.type === 'duty-performed')).toMatchObject([
        { clause: reply, body: { timing: 'late' } },
      ]);
      expect((await m.accept('decision-filing')).timing).toBe('late');
      expect((await ofClause(m, filing))[0]).toMatchObject({
        state: 'standing',
        doneAt: expect.any(String),
      });
    });
  },
);

describe.concurrent.each(both)(
  '（四）%s: 监督所 answers on a filed case within 3 days of filing',
  (kind, n) => {
    const clause = `TJ51-A1-${n}.4c`;
    /** Filed on a Thursday: three days end on Sunday and roll to Monday; three working days end on Tuesday. */
    const filedOnThursday = async (direction: 'A' | 'B' = 'B', staff?: Staff) => {
      const m = await Matter.open(bureau, { direction, kind, staff });
      const thursday = await plainThursday(bureau, m.receivedAt);
      await m.skipTo(thursday + 1_000);
      await m.accept('filing-decision', { decidedAt: iso(thursday) });
      return { m, thursday };
    };

    it('three natural days roll over the weekend; the second reading is shown beside', async () => {
      const { m, thursday } = await filedOnThursday();
      expect(await m.deadline('replyOnCase')).toMatchObject({
        clause,
        owedBy: units.supervision,
        owedTo: units.payment,
        from: iso(thursday),
        due: iso(midnight(thursday, 5)),
        inclusive: false,
        secondReading: iso(midnight(thursday, 6)),
        status: 'firm',
        force: 'text',
      });
      expect((await m.accept('case-reply')).timing).toBe('in-time');
      expect(await ofClause(m, clause)).toEqual([]);
    });

    it('the last millisecond of Monday is in time', async () => {
      const { m, thursday } = await filedOnThursday('B', oa);
      const due = midnight(thursday, 5);
      await m.skipTo(due + 100);
      expect((await m.stamp('case-reply', due - 1)).body).toMatchObject({ timing: 'in-time' });
      expect(await ofClause(m, clause)).toEqual([]);
    });

    it('the first instant of Tuesday is late, and disputed until the second reading ends', async () => {
      const { m, thursday } = await filedOnThursday('B', oa);
      const due = midnight(thursday, 5);
      await m.skipTo(due + 100);
      expect((await m.stamp('case-reply', due)).body).toMatchObject({ timing: 'late' });
      expect(await ofClause(m, clause)).toMatchObject([
        {
          owedBy: m.staff.supervision.replace('o-', ''),
          due: iso(due),
          secondReading: iso(midnight(thursday, 6)),
          doneAt: iso(due),
          overrunMs: 0,
          state: 'standing',
        },
      ]);
      expect(
        (await m.register()).filter((e) => e.type === 'duty-breached' && e.clause === clause),
      ).toMatchObject([{ body: { disputedUntil: iso(midnight(thursday, 6)) } }]);
    });

    it('never answered: breach, then beyond both readings; still accepted', async () => {
      const { m, thursday } = await filedOnThursday('A');
      await m.skipTo(midnight(thursday, 5) + 10_000);
      expect(await ofClause(m, clause)).toMatchObject([
        { due: iso(midnight(thursday, 5)), doneAt: null },
      ]);
      const beyond = async () =>
        (await m.register())
          .filter((e) => e.type === 'breach-beyond-second-reading')
          .map((e) => [e.clause, e.body['secondReading']]);
      expect(await beyond()).toEqual([]);
      await m.skipTo(midnight(thursday, 6) + 10_000);
      expect(await beyond()).toEqual([[clause, iso(midnight(thursday, 6))]]);
      expect((await m.accept('case-reply')).timing).toBe('late');
      expect((await ofClause(m, clause))[0]).toMatchObject({
        state: 'standing',
        doneAt: expect.any(String),
      });
    });

    it('warns at half of the time, which is a Saturday: in the last office hour before, and on the morning of the last day', async () => {
      const { m, thursday } = await filedOnThursday();
      await m.skipTo(midnight(thursday, 4) + 60_000);
      const warned = (await m.register())
        .filter((e) => e.type === 'duty-reminded' && e.clause === clause)
        .map((e) => e.body['at']);
      expect(warned).toEqual([
        iso(midnight(thursday, 1) + hours(16.5)),
        iso(midnight(thursday, 4)),
      ]);
    });

    it('a case filed before the letter: the period runs from receipt of the letter', async () => {
      const m = await Matter.open(bureau, { direction: 'B', kind });
      await m.accept('filing-decision', { decidedAt: iso(m.receivedAt - hours(100)) });
      expect((await m.deadline('replyOnCase')).from).toBe(iso(m.receivedAt));
    });

    it('cannot: before a case is filed, by 支付处, without its number', async () => {
      const m = await Matter.open(bureau, { direction: 'B', kind });
      expect(told(await m.refuse('case-reply'))).toEqual([409, 'not-awaited', clause]);
      await m.accept('filing-decision');
      expect(told(await m.refuse('case-reply', {}, people.payment))).toEqual([
        403,
        'not-owed-by-you',
        clause,
      ]);
      expect(fields(await m.submit('case-reply', { caseNo: undefined }))).toEqual([
        400,
        'bad-input',
        ['/caseNo'],
      ]);
    });
  },
);

describe.concurrent.each(both)('（四）%s: no case is filed', (kind, n) => {
  const clause = `TJ51-A1-${n}.4c`;
  const notFiled = { outcome: 'not-filed', caseNo: undefined, reason: '证据不足' };
  const noCase = async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    await m.quickAction();
    await m.accept('filing-decision', notFiled);
    return m;
  };

  it('the file says so at once, as a rule of the system; 支付处 then decides anew within 3 days (management)', async () => {
    const m = await noCase();
    expect((await m.register()).filter((e) => e.type === 'no-case-notified')).toMatchObject([
      {
        clause,
        body: { owedTo: units.payment, label: expect.stringContaining('system rule, not in text') },
      },
    ]);
    expect(await m.deadline('decideAfterNoCase')).toMatchObject({
      clause,
      force: 'management',
      owedBy: units.payment,
      owedTo: units.supervision,
    });
    expect((await m.view()).stage).toBe('no-case');
    expect(await m.possible()).toEqual(['further-letter', 'suspension-review']);
    expect(await m.status()).toMatchObject({ ordered: true, suspended: true });
  });

  it('cannot: a reply or a closure for a case never filed', async () => {
    const m = await noCase();
    expect(told(await m.refuse('case-reply'))).toEqual([409, 'not-awaited', clause]);
    expect(told(await m.refuse('case-closure'))).toEqual([409, 'not-awaited', `TJ51-A1-${n}.5a`]);
    expect(told(await m.refuse('opinion'))).toEqual([409, 'not-awaited', `TJ51-A1-${n}.5a`]);
  });

  it('lifted: the file ends and the subject is what it was', async () => {
    const m = await noCase();
    await m.accept('suspension-review', { outcome: 'lift' });
    await m.closed('no-case-suspension-lifted');
    expect(await m.status()).toMatchObject({
      registered: kind === 'institution' ? 'designated' : 'qualified',
      ordered: false,
      suspended: false,
      current: null,
      history: [{ state: 'lifted' }],
    });
  });

  it('maintained needs clause, reason and a date; then it stays under review', async () => {
    const m = await noCase();
    const agreementClause = clauseOf(kind);
    expect(
      told(await m.refuse('suspension-review', { outcome: 'confirm', agreementClause })),
    ).toEqual([422, 'reason-missing', 'X-14']);
    expect(
      told(
        await m.refuse('suspension-review', {
          outcome: 'confirm',
          reason: '理由',
          reviewOn: '2190-01-01',
        }),
      ),
    ).toEqual([422, 'reason-missing', 'X-14']);
    expect(
      told(
        await m.refuse('suspension-review', {
          outcome: 'confirm',
          agreementClause,
          reason: '理由',
        }),
      ),
    ).toEqual([422, 'endless-suspension', 'X-14']);
    await m.accept('suspension-review', {
      outcome: 'confirm',
      agreementClause,
      reason: '理由',
      reviewOn: '2190-01-01',
    });
    expect((await m.status()).current).toMatchObject({ reviewOn: '2190-01-01', state: 'ordered' });
    expect(await m.possible()).toEqual(['further-letter', 'suspension-review']);
    await m.accept('suspension-review');
    await m.closed('no-case-suspension-lifted');
  });

  it('not decided: overdue by management only; nothing is lifted by itself', async () => {
    const m = await noCase();
    const { due } = await m.deadline('decideAfterNoCase');
    await m.skipTo(Date.parse(due) + hours(1));
    expect(
      (await m.register()).filter((e) => e.type === 'management-overdue').map((e) => e.clause),
    ).toEqual([clause]);
    expect(await m.breaches()).toEqual([]);
    expect((await m.status()).suspended).toBe(true);
  });

  it('direction A without a suspension: the file ends', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    await m.accept('filing-decision', notFiled);
    expect(await m.possible()).toEqual(['further-letter', 'suspension-decision']);
    await m.accept('suspension-decision', {
      outcome: 'decline',
      agreementClause: undefined,
      reason: '理由',
    });
    await m.accept('decision-reply');
    await m.accept('decision-filing');
    await m.closed('no-case');
  });

  it('direction A with a suspension decided afterwards: it is decided anew all the same', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    await m.accept('filing-decision', notFiled);
    await m.accept('suspension-decision');
    expect(await m.possible()).toEqual(
      m.set(
        'decision-filing',
        'decision-reply',
        'further-letter',
        'suspension-notice*',
        'suspension-review',
      ),
    );
    expect((await m.deadline('decideAfterNoCase')).state).toBe('open');
  });
});
