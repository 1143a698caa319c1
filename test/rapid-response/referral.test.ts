/** 附件1 （一）案件函告: who may refer whom, on which grounds, and what a later letter does. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Bureau,
  documentNo,
  fields,
  hours,
  iso,
  letter,
  Matter,
  people,
  suspension,
  told,
  units,
  type Kind,
} from './acts.ts';
import { uniqueHex } from '../setup/unique.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const both = [
  ['institution', 1],
  ['practitioner', 2],
] as const;
const key = (no: string) => createHash('sha256').update(no).digest('hex').slice(0, 16);

describe.concurrent.each(both)(
  '（一）direction A, %s: 监督所 refers after an investigation',
  (kind, n) => {
    const clause = `TJ51-A1-${n}.1a`;

    it('opens a file in which the suspension is owed within 24 hours of receipt', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind, heads: 2 });
      expect(await m.possible()).toEqual([
        'case-closure',
        'filing-decision',
        'further-letter',
        'suspension-decision',
      ]);
      expect(await m.view()).toMatchObject({ stage: 'opened', attention: 'on-track', notes: [] });
      expect(await m.deadline('decideSuspension')).toMatchObject({
        clause: `TJ51-A1-${n}.2a`,
        owedBy: units.payment,
        owedTo: units.supervision,
        from: iso(m.receivedAt),
        due: iso(m.receivedAt + hours(24)),
        inclusive: true,
        force: 'text',
      });
      expect(await m.deadline('reportFilingStatus')).toMatchObject({
        clause: 'X-14',
        force: 'management',
        owedBy: units.supervision,
        owedTo: units.payment,
      });
      expect((await m.register())[0]).toMatchObject({ type: 'act-accepted', clause });
      expect(await m.breaches()).toEqual([]);
    });

    it('takes every ground the text names, and 等 when it is written out', async () => {
      const m = await Matter.subject(bureau, { direction: 'A', kind });
      const named =
        kind === 'institution'
          ? ['suspected-violation', 'agreement-breach', 'refusal', 'other']
          : ['suspected-violation', 'refusal', 'other'];
      const first = await m.refer({ grounds: named, otherGround: '样例事由' });
      expect(first.status).toBe(201);
    });

    it.each([
      ['no ground', { grounds: [] }, 422, 'ground-missing'],
      ['等 without saying what', { grounds: ['other'] }, 422, 'ground-missing'],
      [
        'no record of the investigation',
        { investigation: undefined },
        422,
        'investigation-missing',
      ],
    ] as const)('cannot: %s', async (_, changes, status, code) => {
      const m = await Matter.subject(bureau, { direction: 'A', kind });
      expect(told(await m.refused(changes))).toEqual([status, code, clause]);
    });

    it.each(['payment', 'centre', 'system'] as const)('cannot: sent by %s', async (who) => {
      const m = await Matter.subject(bureau, { direction: 'A', kind });
      expect(told(await m.refused({}, people[who]))).toEqual([403, 'not-owed-by-you', clause]);
    });

    it('cannot: a subject that is not registered, or of another bureau', async () => {
      const m = await Matter.subject(bureau, { direction: 'A', kind, subject: `x-none-${n}` });
      expect(told(await m.refused())).toEqual([404, 'not-found', clause]);
      const other = await Matter.subject(bureau, {
        direction: 'A',
        kind: 'institution',
        subject: 'i-101',
      });
      expect(told(await other.refused())).toEqual([404, 'not-found', 'TJ51-A1-1.1a']);
    });

    it('cannot: a subject that is no longer designated or qualified', async () => {
      const status = kind === 'institution' ? 'terminated' : 'cancelled';
      const m = await Matter.subject(bureau, { direction: 'A', kind });
      await bureau.owner`update ${bureau.owner(kind)} set status = ${status} where id = ${m.id}`;
      expect(told(await m.refused())).toEqual([422, 'not-designated', clause]);
    });

    it('cannot: a ground, a direction or a kind outside the list', async () => {
      const m = await Matter.subject(bureau, { direction: 'A', kind });
      expect(fields(await m.refer({ grounds: ['rumour'] }))).toEqual([
        400,
        'bad-input',
        ['/grounds/0'],
      ]);
      expect(fields(await m.refer({ direction: 'C' }))).toEqual([400, 'bad-input', ['/direction']]);
      expect(fields(await m.refer({ documentNo: '无号' }))).toEqual([
        400,
        'bad-input',
        ['/documentNo'],
      ]);
      expect(fields(await m.refer({ document: undefined }))).toEqual([
        400,
        'bad-input',
        ['/document'],
      ]);
    });
  },
);

it.concurrent('（一）cannot: breach of agreement is no ground against a practitioner', async () => {
  const m = await Matter.subject(bureau, { direction: 'A', kind: 'practitioner' });
  expect(told(await m.refused({ grounds: ['agreement-breach'] }))).toEqual([
    422,
    'wrong-ground',
    'TJ51-A1-2.1a',
  ]);
  const b = await Matter.subject(bureau, { direction: 'B', kind: 'practitioner' });
  expect(
    told(await b.refused({ grounds: ['suspected-violation', 'refusal', 'agreement-breach'] })),
  ).toEqual([422, 'wrong-ground', 'TJ51-A1-2.1b']);
});

describe.concurrent('（一）同时 the phone call', () => {
  it('missing is a defect on the list, not a bar, and moves no clock; recorded later the defect is gone', async () => {
    const m = await Matter.open(bureau, {
      direction: 'A',
      kind: 'institution',
      letter: { phone: undefined },
    });
    expect(await m.possible()).toEqual([
      'case-closure',
      'filing-decision',
      'further-letter',
      'phone-record',
      'suspension-decision',
    ]);
    expect((await m.view()).notes).toEqual([expect.stringContaining('请补录电话告知记录')]);
    const { due } = await m.deadline('decideSuspension');
    expect(due).toBe(iso(m.receivedAt + hours(24)));
    expect(
      told(
        await m.refuse(
          'phone-record',
          { calledAt: iso((await m.now()) + hours(1)) },
          people.supervision,
        ),
      ),
    ).toEqual([422, 'in-the-future', 'TJ51-A1-1.1b']);
    expect(told(await m.refuse('phone-record', {}, people.payment))).toEqual([
      403,
      'not-owed-by-you',
      'TJ51-A1-1.1b',
    ]);
    await m.accept('phone-record', {}, people.supervision);
    expect((await m.view()).notes).toEqual([]);
    expect((await m.register()).at(-1)).toMatchObject({
      type: 'act-accepted',
      clause: 'TJ51-A1-1.1b',
    });
    expect((await m.deadline('decideSuspension')).due).toBe(due);
    expect(told(await m.refuse('phone-record', {}, people.supervision))).toEqual([
      409,
      'not-awaited',
      'TJ51-A1-1.1b',
    ]);
  });

  it('needs who, number and when', async () => {
    const m = await Matter.open(bureau, {
      direction: 'B',
      kind: 'institution',
      letter: { phone: undefined },
    });
    for (const field of ['person', 'number', 'calledAt'])
      expect(fields(await m.submit('phone-record', { [field]: undefined }, people.centre))).toEqual(
        [400, 'bad-input', [`/${field}`]],
      );
    await m.accept('phone-record', {}, people.centre);
  });

  it.each(['A', 'B'] as const)(
    'is optional for a practitioner (direction %s)',
    async (direction) => {
      const m = await Matter.open(bureau, {
        direction,
        kind: 'practitioner',
        letter: { phone: undefined },
      });
      expect((await m.view()).notes).toEqual([]);
      expect(await m.possible()).not.toContain('phone-record');
    },
  );
});

describe.concurrent.each([
  ['institution', 'TJ51-A1-1.1c', 1],
  ['practitioner', 'TJ51-A1-2.1b', 2],
] as const)('（一）direction B, %s: 社保中心 suspends first', (kind, clause, n) => {
  it('opens a file that is suspended already; the letter is the reply', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind, heads: 2 });
    expect(await m.possible()).toEqual(
      m.set(
        'decision-filing',
        'filing-decision',
        'further-letter',
        'suspension-notice*',
        'suspension-review',
      ),
    );
    expect((await m.view()).stage).toBe('suspended');
    expect(await m.status()).toMatchObject({
      registered: 'suspended',
      suspended: true,
      ordered: true,
      current: { clause, decision: m.act },
    });
    expect((await m.register())[0]).toMatchObject({ type: 'act-accepted', clause });
    expect((await m.register()).filter((e) => e.type === 'duty-performed')).toMatchObject([
      { clause: `TJ51-A1-${n}.4a`, body: { timing: 'in-time' } },
    ]);
    expect(await m.breaches()).toEqual([]);
  });

  it('may be sent by 支付处, the division of 社保中心, too; not by 监督所 or 制度处', async () => {
    const m = await Matter.subject(bureau, { direction: 'B', kind });
    expect(told(await m.refused({}, people.supervision))).toEqual([403, 'not-owed-by-you', clause]);
    expect(told(await m.refused({}, people.system))).toEqual([403, 'not-owed-by-you', clause]);
    expect((await m.refer({}, people.payment)).status).toBe(201);
  });

  const later = () => iso(Date.now() + hours(1));
  it.each([
    ['no suspension before the letter', () => ({ suspension: undefined }), 'suspension-missing'],
    [
      'suspended after the letter',
      (k: Kind) => ({ suspension: suspension(k, { decidedAt: later() }) }),
      'suspension-after-letter',
    ],
    [
      'no clause of the agreement',
      (k: Kind) => ({ suspension: suspension(k, { agreementClause: undefined }) }),
      'clause-missing',
    ],
    [
      'a clause that the agreement does not have',
      (k: Kind) => ({ suspension: suspension(k, { agreementClause: '第99条' }) }),
      'clause-unknown',
    ],
    [
      'suspicion alone without an approver',
      () => ({ grounds: ['suspected-violation'] }),
      'approver-missing',
    ],
    ['refusal alone without an approver', () => ({ grounds: ['refusal'] }), 'approver-missing'],
    ['no ground', () => ({ grounds: [] }), 'ground-missing'],
  ] as const)('cannot: %s', async (_, changes, code) => {
    const m = await Matter.subject(bureau, { direction: 'B', kind });
    const answer = await m.refused(changes(kind));
    expect(told(answer)).toEqual([422, code, clause]);
    if (code === 'suspension-after-letter') expect(answer.lawful.earliest).toBeDefined();
  });

  it.each([['suspected-violation'], ['refusal']])(
    'one ground only (%s): with clause and approver, and shown',
    async (ground) => {
      const m = await Matter.open(bureau, {
        direction: 'B',
        kind,
        letter: { grounds: [ground], suspension: suspension(kind, { approver: 'o-head' }) },
      });
      expect((await m.view()).notes).toEqual([expect.stringContaining('先行暂停只具备一项事由')]);
    },
  );

  it('TJ51-A1-1.1c, TJ51-A1-2.1b: the approver is a registered head of the unit that suspends or of one above it, present on the day of the suspension', async () => {
    const m = await Matter.subject(bureau, { direction: 'B', kind });
    const at = Date.now() - hours(1);
    const day = (shift: number) => iso(at + hours(24 * shift)).slice(0, 10);
    const named = async (
      name: string,
      unit: string,
      more: {
        roles?: string[];
        system?: boolean;
        removedOn?: string;
        absent?: [number, number];
      } = {},
    ) => {
      const id = `o-ap-${uniqueHex()}-${name}`;
      await bureau.owner`insert into officer (id, unit_id, kind, name, roles, removed_on) values (${id}, ${unit}, ${more.system ? 'system' : 'person'}, '样例', ${more.roles ?? ['head']}, ${more.removedOn ?? null})`;
      if (more.absent)
        await bureau.owner`insert into absence (officer_id, from_on, until_on, reason, registered_by) values (${id}, ${day(more.absent[0])}, ${day(more.absent[1])}, '样例', 'test')`;
      return id;
    };
    const by = (approver: string, grounds = ['suspected-violation']) => ({
      grounds,
      suspension: suspension(kind, { approver }),
    });
    const unfit = [
      'o-nobody',
      people.payment,
      await named('elsewhere', 'tj.jds'),
      await named('other-bureau', 'qy.ju'),
      await named('below', 'tj.zfc'),
      await named('handler', 'tj.sbzx', { roles: ['handler'] }),
      await named('system', 'tj.sbzx', { system: true }),
      await named('removed', 'tj.sbzx', { removedOn: day(0) }),
      await named('absent', 'tj.sbzx', { absent: [0, 0] }),
    ];
    for (const approver of unfit) {
      expect([approver, ...told(await m.refused(by(approver)))]).toEqual([
        approver,
        422,
        'approver-unfit',
        clause,
      ]);
      expect(told(await m.refused(by(approver, ['suspected-violation', 'refusal'])))).toEqual([
        422,
        'approver-unfit',
        clause,
      ]);
    }
    for (const approver of [
      await named('own', 'tj.sbzx'),
      await named('back', 'tj.sbzx', { absent: [1, 3] }),
      await named('later', 'tj.ju', { removedOn: day(1) }),
    ]) {
      const fit = await Matter.subject(bureau, { direction: 'B', kind });
      expect((await fit.refer(by(approver))).status).toBe(201);
    }
  });

  it('both grounds: nothing to show', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    expect((await m.view()).notes).toEqual([]);
  });
});

it.concurrent('十三 cannot: suspending for refusal under an agreement that has no clause on it (B)', async () => {
  const m = await Matter.subject(bureau, { direction: 'B', kind: 'institution' });
  const on = (agreementClause: string, grounds: string[]) =>
    m.refused({
      grounds,
      suspension: suspension('institution', { agreementClause, approver: 'o-head' }),
    });
  expect(told(await on('第33条', ['refusal']))).toEqual([422, 'no-refusal-clause', 'TJ51-13.1']);
  expect((await on('第33条', ['suspected-violation'])).status).toBe(201);
});

describe.concurrent.each([
  ['institution', 1],
  ['practitioner', 2],
] as const)('（一）A later letter for the same %s joins the open file', (kind, n) => {
  const clause = `TJ51-A1-${n}.1a`;

  it('the same document number is a duplicate, by whichever way it comes', async () => {
    const no = documentNo();
    const m = await Matter.open(bureau, { direction: 'A', kind, letter: { documentNo: no } });
    expect(told(await m.refused({ documentNo: no }))).toEqual([409, 'duplicate-letter', clause]);
    expect(told(await m.refuse('further-letter', { documentNo: no }, people.supervision))).toEqual([
      409,
      'duplicate-letter',
      clause,
    ]);
    const again = documentNo();
    await m.accept('further-letter', { documentNo: again }, people.supervision);
    expect(told(await m.refuse('further-letter', { documentNo: again }, people.centre))).toEqual([
      409,
      'duplicate-letter',
      clause,
    ]);
  });

  it('joined, and sent again after the file has ended: the stored answer, no second file', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    const no = documentNo();
    const [first, sent] = [
      randomUUID(),
      letter('A', kind, m.id, { documentNo: no, newFacts: true }),
    ];
    const joined = await bureau.post(people.supervision, '/v1/rapid-responses', sent, first);
    expect([joined.status, (joined.body as { joined: boolean }).joined]).toEqual([200, true]);
    await m.accept('further-answer', { letter: key(no) });
    await m.accept('filing-decision', { outcome: 'not-filed', caseNo: undefined, reason: '理由' });
    await m.accept('suspension-decision', {
      outcome: 'decline',
      agreementClause: undefined,
      reason: '理由',
    });
    await m.accept('decision-reply');
    await m.accept('decision-filing');
    await m.closed('no-case');
    const again = await bureau.post(people.supervision, '/v1/rapid-responses', sent, first);
    expect([again.status, again.body]).toEqual([200, joined.body]);
  });

  it('joins: no second file, no second suspension, its own 24 hours for the addressee', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    await m.accept('suspension-decision');
    await m.skip(2);
    const no = documentNo();
    const reply = await m.refer({ documentNo: no, newFacts: true });
    expect([reply.status, reply.body]).toMatchObject([
      200,
      { file: m.file, act: expect.any(String), joined: true, status: 'joined' },
    ]);
    const at = (
      await bureau.get(
        people.regulator,
        `/v1/files/${m.file}/acts/${(reply.body as { act: string }).act}`,
      )
    ).body as { receivedAt: string };
    const duty = await m.deadline(`answerFurtherLetter:${key(no)}:1`);
    expect(duty).toMatchObject({
      clause: `TJ51-A1-${n}.2a`,
      owedBy: units.payment,
      owedTo: units.supervision,
      from: at.receivedAt,
      inclusive: true,
    });
    expect(Date.parse(duty.due) - Date.parse(duty.from)).toBe(hours(24));
    expect(await m.possible()).toContain('further-answer letter');
    expect(
      told(
        await m.refuse('further-answer', {
          letter: key(no),
          outcome: 'suspend',
          agreementClause: '第32条',
        }),
      ),
    ).toEqual([409, 'second-suspension', clause]);
    expect(told(await m.refuse('further-answer', { letter: key(no), outcome: 'filed' }))).toEqual([
      422,
      'wrong-answer',
      `TJ51-A1-${n}.2a`,
    ]);
    expect(told(await m.refuse('further-answer', { letter: key(no) }, people.supervision))).toEqual(
      [403, 'not-owed-by-you', `TJ51-A1-${n}.2a`],
    );
    expect(told(await m.refuse('further-answer', { letter: key('other') }))).toEqual([
      409,
      'item-not-awaited',
      `TJ51-A1-${n}.2a`,
    ]);
    expect((await m.accept('further-answer', { letter: key(no) })).timing).toBe('in-time');
    expect((await m.status()).history).toHaveLength(1);
  });

  it('from the other body: 监督所 answers on filing, within 24 hours, late is a breach of its own', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind });
    const no = documentNo();
    await m.accept('further-letter', { documentNo: no, newFacts: false }, people.centre);
    const duty = await m.deadline(`answerFurtherLetter:${key(no)}:1`);
    expect(duty).toMatchObject({
      clause: `TJ51-A1-${n}.2b`,
      owedBy: units.supervision,
      owedTo: units.payment,
    });
    await m.accept('suspension-decision');
    const due = Date.parse(duty.due);
    await m.skipTo(due + hours(1));
    expect(await m.breaches()).toContainEqual(
      expect.objectContaining({
        key: duty.key,
        clause: `TJ51-A1-${n}.2b`,
        owedBy: units.supervision,
        owedTo: units.payment,
        due: duty.due,
        doneAt: null,
        state: 'standing',
      }),
    );
    expect(
      told(
        await m.refuse(
          'further-answer',
          { letter: key(no), outcome: 'suspend' },
          people.supervision,
        ),
      ),
    ).toEqual([422, 'wrong-answer', `TJ51-A1-${n}.2b`]);
    expect(
      told(
        await m.refuse(
          'further-answer',
          { letter: key(no), outcome: 'not-filed' },
          people.supervision,
        ),
      ),
    ).toEqual([422, 'reason-missing', `TJ51-A1-${n}.2b`]);
    expect(
      told(
        await m.refuse('further-answer', { letter: key(no), outcome: 'filed' }, people.supervision),
      ),
    ).toEqual([422, 'case-number-missing', `TJ51-A1-${n}.2b`]);
    const done = await m.accept(
      'further-answer',
      { letter: key(no), outcome: 'not-filed', reason: '并案处理', decidedAt: iso(due + hours(1)) },
      people.supervision,
    );
    expect(done.timing).toBe('late');
    expect(await m.breaches()).toContainEqual(
      expect.objectContaining({ key: duty.key, doneAt: iso(due + hours(1)), overrunMs: hours(1) }),
    );
  });

  it('without new facts from the same body it is on record and owes nothing; 支付处 and 社保中心 are one body', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    const before = await m.possible();
    await m.accept('further-letter', { newFacts: false }, people.centre);
    await m.accept('further-letter', { newFacts: false }, people.payment);
    expect(await m.possible()).toEqual(before);
    await m.accept('further-letter', { newFacts: false }, people.supervision);
    expect(await m.possible()).toEqual([...before, 'further-answer letter'].toSorted());
    await m.accept('further-letter', { newFacts: false }, people.centre);
    expect(await m.possible()).toEqual(
      [...before, 'further-answer letter', 'further-answer letter'].toSorted(),
    );
    expect(told(await m.refuse('further-letter', {}, people.system))).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
  });

  it('new facts after 支付处 declined can suspend after all, with notices, reply and filing of their own', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind, heads: 2 });
    const [before, no] = [documentNo(), documentNo()];
    await m.accept('further-letter', { documentNo: before }, people.supervision);
    const suspend = {
      letter: key(no),
      outcome: 'suspend',
      agreementClause: kind === 'institution' ? '第33条' : '第8条',
    };
    expect(told(await m.refuse('further-answer', { ...suspend, letter: key(before) }))).toEqual([
      409,
      'second-suspension',
      clause,
    ]);
    // Declining answers the letter that came before it; the one that comes after it is answered by itself.
    await m.accept('suspension-decision', {
      outcome: 'decline',
      agreementClause: undefined,
      reason: '协议无此依据',
    });
    expect(await m.possible()).not.toContain('further-answer letter');
    await m.accept('further-letter', { documentNo: no }, people.supervision);
    expect(
      told(await m.refuse('further-answer', { ...suspend, agreementClause: undefined })),
    ).toEqual([422, 'clause-missing', `TJ51-A1-${n}.2a`]);
    expect(
      told(await m.refuse('further-answer', { ...suspend, agreementClause: '第99条' })),
    ).toEqual([422, 'clause-unknown', `TJ51-A1-${n}.2a`]);
    const { id } = await m.accept('further-answer', suspend);
    expect(await m.status()).toMatchObject({
      ordered: true,
      suspended: false,
      current: { decision: id, clause: `TJ51-A1-${n}.2a` },
    });
    expect(await m.possible()).toEqual(
      m.set(
        'case-closure',
        'decision-filing',
        'decision-filing',
        'decision-reply',
        'decision-reply',
        'filing-decision',
        'further-letter',
        'suspension-notice*',
        'suspension-review',
      ),
    );
    expect(await m.deadline('replyOnDecision:2')).toMatchObject({ clause: `TJ51-A1-${n}.4a` });
  });

  it('new facts after a pre-emptive suspension was lifted: the next one is told in advance like any other', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    await m.accept('decision-filing');
    await m.tell();
    await m.informPatients();
    await m.accept('suspension-review', { outcome: 'lift' });
    const no = documentNo();
    await m.accept('further-letter', { documentNo: no }, people.supervision);
    await m.accept('further-answer', {
      letter: key(no),
      outcome: 'suspend',
      agreementClause: kind === 'institution' ? '第32条' : '第8条',
    });
    expect(await m.status()).toMatchObject({
      ordered: true,
      suspended: false,
      current: { startsAt: null },
    });
    const at = await m.now();
    expect(
      told(await m.refuse('suspension-notice', { servedAt: iso(at), startsAt: iso(at) })),
    ).toEqual([
      422,
      'start-before-notice',
      kind === 'institution' ? 'TJ51-A1-1.3a' : 'TJ51-A1-2.3',
    ]);
    await m.tell({ startsAt: iso(at + hours(9)) });
    expect(await m.status()).toMatchObject({ current: { startsAt: iso(at + hours(9)) } });
    expect((await m.register()).filter((e) => e.type === 'notice-gap')).toHaveLength(
      m.recipients.length,
    );
  });

  it('new facts after no case was filed can open the case after all', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind });
    await m.quickAction();
    await m.accept('filing-decision', {
      outcome: 'not-filed',
      caseNo: undefined,
      reason: '证据不足',
    });
    const no = documentNo();
    await m.accept('further-letter', { documentNo: no }, people.centre);
    expect(await m.possible()).toEqual([
      'further-answer letter',
      'further-letter',
      'suspension-review',
    ]);
    await m.accept(
      'further-answer',
      { letter: key(no), outcome: 'filed', caseNo: 'JYJ-2026-2' },
      people.supervision,
    );
    expect((await m.view()).stage).toBe('investigation');
    expect(await m.possible()).toEqual([
      'case-closure',
      'case-reply',
      'further-letter',
      'suspension-review',
    ]);
    expect(await m.deadline('replyOnCase:1')).toMatchObject({
      clause: `TJ51-A1-${n}.4c`,
      owedBy: units.supervision,
    });
    await m.accept('case-reply', { caseNo: 'JYJ-2026-2' });
    await m.accept('case-closure', { caseNo: 'JYJ-2026-2' });
    await m.hear();
    await m.decide({ measure: 'restore' });
    await m.conclude();
    await m.closed('restore');
  });
});

it.concurrent('（一）letters at the same instant: one file, the others join it or are the duplicate', async () => {
  const m = await Matter.subject(bureau, { direction: 'A', kind: 'institution' });
  const no = documentNo();
  const replies = await Promise.all(
    [no, no, documentNo()].map((documentNumber) => m.refer({ documentNo: documentNumber })),
  );
  const files = replies
    .map((r) => (r.body as { file?: string }).file)
    .filter((f) => f !== undefined);
  expect(new Set(files).size).toBe(1);
  expect(replies.map((r) => r.status).toSorted()).toEqual([200, 201, 409]);
});
