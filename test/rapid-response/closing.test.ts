/** 附件1 （五）案件通报 and parts three, thirteen, fourteen: closure, opinion, hearing, the final decision, the veto. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyViolations, type KeyViolation } from '../../domain/rapid-response/terms.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import {
  Bureau,
  fields,
  hours,
  iso,
  Matter,
  midnight,
  newBureau,
  people,
  plainThursday,
  told,
  units,
  type Kind,
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
const future = '2190-01-01';

/** B with the quick action done, so that only what follows is left. */
async function quiet(kind: Kind, staff?: Staff): Promise<Matter> {
  const m = await Matter.open(bureau, { direction: 'B', kind, staff });
  await m.quickAction();
  return m;
}
/** B, filed and closed; everything else of the quick action is left open. */
async function investigated(kind: Kind, staff?: Staff): Promise<Matter> {
  const m = await Matter.open(bureau, { direction: 'B', kind, staff });
  await m.accept('filing-decision');
  await m.accept('case-closure');
  return m;
}
async function heard(kind: Kind, opinion = {}, opened = investigated): Promise<Matter> {
  const m = await opened(kind);
  await m.hear(opinion);
  return m;
}
async function quietlyInvestigated(kind: Kind): Promise<Matter> {
  const m = await quiet(kind);
  await m.investigate();
  return m;
}
const left = ['case-reply', 'decision-filing', 'further-letter', 'suspension-notice*'];
/** Breaches that stand: on a slow machine one may be entered between the skip and the stamp, and is then reversed. */
const ofClause = async (m: Matter, clause: string) =>
  (await m.breaches()).filter((b) => b.clause === clause && b.state === 'standing');

describe.concurrent('十四 the closure of the case', () => {
  it.each(both)('%s: in order, it starts the 24 hours of the opinion', async (kind, n) => {
    const m = await quiet(kind);
    await m.accept('filing-decision');
    await m.accept('case-reply');
    expect(await m.possible()).toEqual(['case-closure', 'further-letter', 'suspension-review']);
    const closedAt = await m.now();
    const { id } = await m.accept('case-closure', { closedAt: iso(closedAt) });
    expect((await m.register()).find((e) => e.act === id)).toMatchObject({
      type: 'act-accepted',
      clause: `TJ51-A1-${n}.5a`,
    });
    expect(await m.deadline('sendOpinion')).toMatchObject({
      clause: `TJ51-A1-${n}.5a`,
      owedBy: units.supervision,
      owedTo: units.payment,
      from: iso(closedAt),
      due: iso(closedAt + hours(24)),
      inclusive: true,
    });
    expect((await m.view()).stage).toBe('closed-case');
    expect(await m.possible()).toEqual([
      'further-letter',
      'opinion',
      'statement-offer',
      'suspension-review',
    ]);
    expect(told(await m.refuse('case-closure'))).toEqual([409, 'not-awaited', `TJ51-A1-${n}.5a`]);
  });

  it('cannot: before the case is filed, without review, discussion or number, by the wrong people', async () => {
    const m = await quiet('institution');
    expect(told(await m.refuse('case-closure'))).toEqual([409, 'not-awaited', 'TJ51-A1-1.5a']);
    const { id } = await m.accept('filing-decision');
    const filedAt = (
      (await bureau.get(people.regulator, `/v1/files/${m.file}/acts/${id}`)).body as {
        payload: { decidedAt: string };
      }
    ).payload.decidedAt;
    const early = await m.refuse('case-closure', { closedAt: iso(Date.parse(filedAt) - 1) });
    expect(told(early)).toEqual([422, 'before-trigger', 'TJ51-14.1']);
    expect(early.lawful.earliest).toBe(filedAt);
    expect(told(await m.refuse('case-closure', { investigators: ['o-jds-1', 'o-law-1'] }))).toEqual(
      [422, 'reviewer-is-investigator', 'TJ51-14.1'],
    );
    expect(
      told(
        await m.refuse('case-closure', {
          discussion: {
            document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
            participants: ['o-jds-1', 'o-head'],
          },
        }),
      ),
    ).toEqual([422, 'discussion-too-small', 'TJ51-14.3']);
    expect(
      told(
        await m.refuse('case-closure', {
          discussion: {
            document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
            participants: ['o-jds-1', 'o-head', 'o-head'],
          },
        }),
      ),
    ).toEqual([422, 'discussion-too-small', 'TJ51-14.3']);
    expect(
      told(await m.refuse('case-closure', { closedAt: iso((await m.now()) + hours(1)) })),
    ).toEqual([422, 'in-the-future', 'TJ51-A1-1.5a']);
    expect(told(await m.refuse('case-closure', {}, people.payment))).toEqual([
      403,
      'not-owed-by-you',
      'TJ51-A1-1.5a',
    ]);
    for (const field of ['legalReview', 'discussion', 'caseNo', 'investigators'])
      expect(fields(await m.submit('case-closure', { [field]: undefined }))).toEqual([
        400,
        'bad-input',
        [`/${field}`],
      ]);
    await m.accept('case-closure', { closedAt: filedAt });
  });
});

describe.concurrent.each(both)(
  '（五）%s: 监督所 sends its opinion within 24 hours of closing',
  (kind, n) => {
    const clause = `TJ51-A1-${n}.5a`;

    it('received exactly when due is in time; it starts the 3 days of the decision', async () => {
      const m = await investigated(kind, oa);
      const due = Date.parse((await m.deadline('sendOpinion')).due);
      await m.skipTo(due + 100);
      expect((await m.stamp('opinion', due)).body).toMatchObject({
        timing: 'in-time',
        duty: 'sendOpinion',
      });
      expect(await m.deadline('decideFinally')).toMatchObject({
        clause: `TJ51-A1-${n}.5b`,
        from: iso(due),
        force: 'text',
      });
      expect(await ofClause(m, clause)).toEqual([]);
      expect((await m.view()).stage).toBe('decision');
      expect(await m.possible()).toEqual(
        m.set(...left, 'final-decision', 'statement-offer', 'suspension-review'),
      );
    });

    it('a millisecond late is a breach; never sent too, and late it is accepted', async () => {
      const m = await investigated(kind, oa);
      const due = Date.parse((await m.deadline('sendOpinion')).due);
      await m.skipTo(due + 100);
      expect((await m.stamp('opinion', due + 1)).body).toMatchObject({ timing: 'late' });
      expect(await ofClause(m, clause)).toMatchObject([
        {
          key: 'sendOpinion',
          clause,
          owedBy: `${oa.bureau}.jds`,
          owedTo: `${oa.bureau}.zfc`,
          due: iso(due),
          doneAt: iso(due + 1),
          overrunMs: 1,
          state: 'standing',
        },
      ]);
      const never = await investigated(kind);
      await never.skip(25);
      expect(await ofClause(never, clause)).toMatchObject([
        { clause, owedBy: units.supervision, owedTo: units.payment, doneAt: null },
      ]);
      expect((await never.accept('opinion')).timing).toBe('late');
      expect((await ofClause(never, clause))[0]).toMatchObject({
        clause,
        doneAt: expect.any(String),
        state: 'standing',
      });
    });

    it('cannot: before the case is closed, by 支付处, changed afterwards, key violations without confirmation', async () => {
      const m = await Matter.open(bureau, { direction: 'B', kind });
      expect(told(await m.refuse('opinion'))).toEqual([409, 'not-awaited', clause]);
      await m.accept('filing-decision');
      await m.accept('case-closure');
      expect(told(await m.refuse('opinion', {}, people.payment))).toEqual([
        403,
        'not-owed-by-you',
        clause,
      ]);
      expect(
        fields(await m.submit('opinion', { confirmed: false, keyViolations: ['false-claim'] })),
      ).toEqual([400, 'bad-input', ['/keyViolations']]);
      await m.accept('opinion');
      expect(told(await m.refuse('opinion', { keyViolations: ['false-claim'] }))).toEqual([
        409,
        'not-awaited',
        clause,
      ]);
    });
  },
);

describe.concurrent.each(both)(
  '（五）%s: 支付处 decides within 3 days of the opinion',
  (kind, n) => {
    const clause = `TJ51-A1-${n}.5b`;
    const end = kind === 'institution' ? 'terminate' : 'cancel';
    /** The opinion came on a Thursday, the subject has waived. */
    const opinionOnThursday = async () => {
      const m = await investigated(kind);
      const thursday = await plainThursday(bureau, m.receivedAt);
      await m.skipTo(thursday);
      await m.hear();
      return { m, thursday };
    };
    const due = (thursday: number) => midnight(thursday as never, 5);

    it('three natural days roll to Monday; decided in its last millisecond, entered within half an hour, is in time', async () => {
      const { m, thursday } = await opinionOnThursday();
      expect(await m.deadline('decideFinally')).toMatchObject({
        clause,
        owedBy: units.payment,
        owedTo: m.id,
        due: iso(due(thursday)),
        inclusive: false,
        lastDay: civilDateOf((due(thursday) - 1) as never),
        secondReading: iso(midnight(thursday, 6)),
      });
      await m.skipTo(due(thursday) + hours(0.4));
      expect((await m.accept('final-decision', { decidedAt: iso(due(thursday) - 1) })).timing).toBe(
        'in-time',
      );
      expect((await m.breaches()).map((b) => b.clause)).not.toContain(clause);
    });

    it('the first instant of Tuesday is late: breach with its second reading; the decision counts', async () => {
      const { m, thursday } = await opinionOnThursday();
      await m.skipTo(due(thursday) + hours(1));
      const breach = {
        key: 'decideFinally',
        clause,
        owedBy: units.payment,
        owedTo: m.id,
        due: iso(due(thursday)),
        secondReading: iso(midnight(thursday, 6)),
        state: 'standing',
      };
      expect((await m.breaches()).filter((b) => b.clause === clause)).toMatchObject([
        { ...breach, doneAt: null },
      ]);
      expect(await m.possible()).toEqual(
        m.set(...left, 'final-decision', 'statement-offer', 'suspension-review'),
      );
      expect((await m.accept('final-decision', { decidedAt: iso(due(thursday)) })).timing).toBe(
        'late',
      );
      expect((await m.breaches()).filter((b) => b.clause === clause)).toMatchObject([
        { ...breach, doneAt: iso(due(thursday)), overrunMs: 0 },
      ]);
      expect((await m.view()).stage).toBe('decided');
    });

    it.each([
      ['恢复', [{ measure: 'restore' }], 'lifted'],
      ['警示通告 and 恢复', [{ measure: 'warn' }, { measure: 'restore' }], 'lifted'],
      [
        '追回基金 and 暂停',
        [
          { measure: 'recover', amountFen: 12_345 },
          { measure: 'suspend', reviewOn: future },
        ],
        'ordered',
      ],
      [
        '限期整改, 暂停支付 and 恢复',
        [
          { measure: 'rectify', by: future },
          { measure: 'suspend-payment' },
          { measure: 'restore' },
        ],
        'lifted',
      ],
      [end, [{ measure: end }], 'replaced'],
      [`${end} and 追回基金`, [{ measure: end }, { measure: 'recover', amountFen: 1 }], 'replaced'],
    ] as const)('can: %s', async (_, measures, state) => {
      const m = await heard(kind, { recommended: measures.map(({ measure }) => measure) });
      expect((await m.decide(...measures)).timing).toBe('in-time');
      expect((await m.status()).history).toMatchObject([{ state }]);
      expect(await m.possible()).toEqual(
        m.set(
          ...left,
          'final-filing',
          'final-reply',
          'final-service*',
          ...(state === 'ordered' ? ['suspension-review'] : []),
        ),
      );
    });

    it('cannot: what contradicts itself, is incomplete, leaves the suspension hanging or has no end', async () => {
      const m = await heard(kind);
      const cannot = async (measures: object[]) =>
        told(await m.refuse('final-decision', { measures }));
      expect(await cannot([{ measure: kind === 'institution' ? 'cancel' : 'terminate' }])).toEqual([
        422,
        'wrong-verb',
        clause,
      ]);
      expect(await cannot([{ measure: 'restore' }, { measure: end }])).toEqual([
        422,
        'contradictory-measures',
        clause,
      ]);
      expect(
        await cannot([{ measure: 'restore' }, { measure: 'suspend', endsOn: future }]),
      ).toEqual([422, 'contradictory-measures', clause]);
      expect(await cannot([{ measure: 'suspend', endsOn: future }, { measure: end }])).toEqual([
        422,
        'contradictory-measures',
        clause,
      ]);
      expect(await cannot([{ measure: 'restore' }, { measure: 'restore' }])).toEqual([
        422,
        'contradictory-measures',
        clause,
      ]);
      expect(await cannot([{ measure: 'recover' }, { measure: 'restore' }])).toEqual([
        422,
        'amount-missing',
        clause,
      ]);
      expect(await cannot([{ measure: 'rectify' }, { measure: 'restore' }])).toEqual([
        422,
        'rectification-date-missing',
        'TJ51-13.2',
      ]);
      expect(await cannot([{ measure: 'warn' }])).toEqual([422, 'suspension-left-hanging', clause]);
      expect(await cannot([{ measure: 'recover', amountFen: 1 }])).toEqual([
        422,
        'suspension-left-hanging',
        clause,
      ]);
      expect(await cannot([{ measure: 'suspend' }])).toEqual([422, 'endless-suspension', 'X-14']);
      expect(await cannot([{ measure: 'suspend', endsOn: civilDateOf(await m.now()) }])).toEqual([
        422,
        'endless-suspension',
        'X-14',
      ]);
      for (const [measures, path] of [
        [[], '/measures'],
        [[{ measure: 'fine' }], '/measures/0/measure'],
        [[{ measure: 'recover', amountFen: 0 }], '/measures/0/amountFen'],
      ] as const)
        expect(fields(await m.submit('final-decision', { measures }))).toEqual([
          400,
          'bad-input',
          [path],
        ]);
      expect(fields(await m.submit('final-decision', { reasons: undefined }))).toEqual([
        400,
        'bad-input',
        ['/reasons'],
      ]);
      expect(told(await m.refuse('final-decision', {}, people.supervision))).toEqual([
        403,
        'not-owed-by-you',
        clause,
      ]);
      expect(await m.possible()).toEqual(
        m.set(...left, 'final-decision', 'statement-offer', 'suspension-review'),
      );
    });

    it('cannot: without an opinion, or dated before it was received', async () => {
      const m = await investigated(kind);
      expect(told(await m.refuse('final-decision'))).toEqual([409, 'not-awaited', clause]);
      await m.accept('opinion');
      const { from } = await m.deadline('decideFinally');
      const answer = await m.refuse('final-decision', { decidedAt: iso(Date.parse(from) - 1) });
      expect(told(answer)).toEqual([422, 'before-trigger', clause]);
      expect(answer.lawful.earliest).toBe(from);
    });

    it.each(['warn', 'restore', end])(
      'nothing suspended (不予暂停): %s alone is enough',
      async (measure) => {
        const m = await Matter.open(bureau, { direction: 'A', kind });
        await m.accept('suspension-decision', {
          outcome: 'decline',
          agreementClause: undefined,
          reason: '理由',
        });
        await m.accept('case-closure');
        await m.hear({ recommended: [measure] });
        await m.decide({ measure });
        const free = kind === 'institution' ? 'designated' : 'qualified';
        if (measure === end)
          expect(await m.status()).toMatchObject({
            ordered: false,
            history: [{ state: 'replaced', clause }],
          });
        else expect(await m.status()).toMatchObject({ registered: free, history: [] });
      },
    );

    it('made while 支付处 still owed its suspension decision: that is not owed any more, its breach stays', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind });
      await m.skip(25);
      await m.accept('case-closure');
      await m.hear();
      await m.decide({ measure: 'suspend', endsOn: future });
      expect(await m.possible()).toEqual(
        m.set(
          'final-filing',
          'final-reply',
          'final-service*',
          'further-letter',
          'suspension-review',
        ),
      );
      expect((await m.breaches()).map((b) => [b.clause, b.doneAt])).toEqual([
        [`TJ51-A1-${n}.2a`, null],
      ]);
      expect((await m.status()).current).toMatchObject({ clause, endsOn: future });
    });
  },
);

describe.concurrent.each(both)('条例 13 %s: heard before an adverse decision', (kind, n) => {
  const clause = `TJ51-A1-${n}.5b`;
  const adverse = { measures: [{ measure: kind === 'institution' ? 'terminate' : 'cancel' }] };

  it('cannot: without the offer, or while its window is open; the opportunity counts, not its use', async () => {
    const m = await investigated(kind);
    await m.accept('opinion', { recommended: [adverse.measures[0]!.measure] });
    expect(told(await m.refuse('final-decision', adverse))).toEqual([422, 'not-heard', clause]);
    // Nor is its paper drafted before: nobody is served a decision that its file refuses.
    const drafted = async (measures: object[]): Promise<[number, string | undefined]> => {
      const { status, body } = await m.bureau.post(
        people.payment,
        `/v1/files/${m.file}/papers/preview`,
        {
          kind: 'final-decision',
          fill: {
            facts: '事实',
            basis: '协议',
            measures,
            reasons: '理由',
            decidedAt: iso(await m.now()),
            remedyBody: '样例机关',
            remedyPeriod: '60日',
          },
        },
      );
      const { lawful } = body as { lawful?: { zh: string } };
      return [status, lawful?.zh];
    };
    expect(await drafted(adverse.measures)).toEqual([
      409,
      expect.stringContaining('先提交“陈述申辩告知”'),
    ]);
    expect((await drafted([{ measure: 'restore' }]))[0]).toBe(200);
    const today = civilDateOf(await m.now());
    await m.accept('statement-offer', { windowEndsOn: today });
    expect((await drafted(adverse.measures))[0]).toBe(200);
    expect(await m.possible()).toEqual(
      m.set(...left, 'final-decision', 'statement', 'statement-offer', 'suspension-review'),
    );
    expect(told(await m.refuse('final-decision', adverse))).toEqual([
      422,
      'window-still-open',
      clause,
    ]);
    await m.skipTo(midnight(await m.now(), 1) + 10_000);
    expect(
      (await m.register()).filter((e) => e.type === 'window-lapsed').map((e) => e.clause),
    ).toEqual([clause]);
    expect(told(await m.refuse('statement'))).toEqual([409, 'not-awaited', clause]);
    expect((await m.breaches()).map((b) => b.clause)).not.toContain(clause);
    await m.accept('final-decision', adverse);
  });

  it.each(['made', 'waived'])('%s: decided at once', async (outcome) => {
    const m = await investigated(kind);
    await m.accept('statement-offer');
    await m.accept('opinion', { recommended: [adverse.measures[0]!.measure] });
    expect(told(await m.refuse('final-decision', adverse))).toEqual([
      422,
      'window-still-open',
      clause,
    ]);
    await m.accept('statement', { outcome });
    await m.accept('final-decision', adverse);
  });

  it('cannot: a window that ends before it opens, or not before the 3 days do', async () => {
    const m = await investigated(kind);
    await m.accept('opinion');
    const last = (await m.deadline('decideFinally')).lastDay! as never;
    expect(
      told(
        await m.refuse('statement-offer', {
          windowEndsOn: addDays(civilDateOf(await m.now()), -1),
        }),
      ),
    ).toEqual([422, 'window-ends-before-it-opens', clause]);
    expect(told(await m.refuse('statement-offer', { windowEndsOn: last }))).toEqual([
      422,
      'window-too-long',
      clause,
    ]);
    expect(
      told(await m.refuse('statement-offer', { servedAt: iso((await m.now()) + hours(1)) })),
    ).toEqual([422, 'in-the-future', clause]);
    expect(fields(await m.submit('statement-offer', { proof: undefined }))).toEqual([
      400,
      'bad-input',
      ['/proof'],
    ]);
    await m.accept('statement-offer', { windowEndsOn: addDays(last, -1) });
  });

  it('恢复 alone needs no hearing, and closes an open window', async () => {
    const m = await quietlyInvestigated(kind);
    await m.accept('opinion');
    await m.accept('statement-offer');
    await m.decide({ measure: 'restore' });
    expect(await m.possible()).toEqual(
      m.set('final-filing', 'final-reply', 'final-service*', 'further-letter'),
    );
    await m.conclude();
    await m.closed('restore');
  });
});

describe.concurrent.each(both)('三 one-vote veto, %s', (kind) => {
  const end = kind === 'institution' ? 'terminate' : 'cancel';

  it.each(Object.keys(keyViolations) as KeyViolation[])(
    'confirmed %s: nothing less than the end',
    async (violation) => {
      const m = await heard(kind, { confirmed: true, keyViolations: [violation] });
      const answer = await m.refuse('final-decision', {
        measures: [{ measure: 'recover', amountFen: 1 }, { measure: 'restore' }],
      });
      expect(told(answer)).toEqual([422, 'veto', 'TJ51-3.V']);
      expect(answer.lawful.en).toContain(end);
      await m.decide({ measure: end }, { measure: 'recover', amountFen: 100 });
      expect(await m.status()).toMatchObject({
        registered: kind === 'institution' ? 'terminated' : 'cancelled',
        ordered: false,
        suspended: false,
        history: [{ state: 'replaced' }],
      });
    },
  );

  it('not on mere suspicion: unconfirmed, or no key violation, leaves every outcome open', async () => {
    const unconfirmed = await heard(kind, { confirmed: false });
    await unconfirmed.decide({ measure: 'restore' });
    const other = await heard(kind, { confirmed: true, keyViolations: [] });
    await other.decide({ measure: 'restore' });
  });

  it('cannot: a ninth code, free text, or a part of an item that is not listed', async () => {
    const m = await investigated(kind);
    expect(fields(await m.submit('opinion', { keyViolations: ['smuggling'] }))).toEqual([
      400,
      'bad-input',
      ['/keyViolations/0'],
    ]);
    expect(fields(await m.submit('opinion', { keyViolations: ['虚假申报'] }))).toEqual([
      400,
      'bad-input',
      ['/keyViolations/0'],
    ]);
    expect(
      fields(
        await m.submit('opinion', {
          keyViolations: ['obstruction'],
          keyViolationParts: ['borrowed-licence:a'],
        }),
      ),
    ).toEqual([400, 'bad-input', ['/keyViolationParts']]);
    await m.accept('opinion', {
      keyViolations: ['obstruction'],
      keyViolationParts: ['obstruction:b'],
    });
  });
});

describe.concurrent.each(both)(
  '（五）（四）%s: the final decision is served, answered and filed within 24 hours (reading)',
  (kind, n) => {
    const decided = async () => {
      const m = await heard(kind, {}, quietlyInvestigated);
      await m.decide({ measure: 'restore' });
      return m;
    };

    it('in time, to everybody it concerns; then the file ends', async () => {
      const m = await decided();
      const from = (await m.deadline('decideFinally')).doneAt!;
      const due = iso(Date.parse(from) + hours(24));
      for (const item of m.recipients)
        expect(await m.deadline(`serveFinalDecision:${item}`)).toMatchObject({
          clause: `TJ51-A1-${n}.5b`,
          force: 'reading',
          owedBy: units.payment,
          owedTo: m.id,
          due,
        });
      expect(await m.deadline('replyOnFinal')).toMatchObject({
        clause: `TJ51-A1-${n}.4a`,
        force: 'reading',
        owedTo: units.supervision,
        due,
      });
      expect(await m.deadline('fileFinal')).toMatchObject({
        clause: `TJ51-A1-${n}.4b`,
        force: 'reading',
        owedTo: units.system,
        due,
      });
      await m.conclude();
      await m.closed('restore');
      expect(await m.breaches()).toEqual([]);
    });

    it('late: three kinds of breach, each with its own clause; all still accepted', async () => {
      const m = await decided();
      await m.skip(25);
      const served = m.recipients.map((item) => ({
        key: `serveFinalDecision:${item}`,
        clause: `TJ51-A1-${n}.5b`,
        owedBy: units.payment,
        owedTo: m.id,
      }));
      expect(await m.breaches()).toMatchObject([
        { key: 'replyOnFinal', clause: `TJ51-A1-${n}.4a`, owedTo: units.supervision },
        { key: 'fileFinal', clause: `TJ51-A1-${n}.4b`, owedTo: units.system },
        ...served.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      ]);
      await m.conclude();
      await m.closed('restore');
      for (const breach of await m.breaches())
        expect(breach).toMatchObject({
          state: 'standing',
          doneAt: expect.any(String),
          overrunMs: expect.any(Number),
        });
    });

    it('cannot: before the decision, without remedies or proof, served before it, to a stranger', async () => {
      const m = await heard(kind);
      for (const [act, step] of [
        ['final-service', '5b'],
        ['final-reply', '4a'],
        ['final-filing', '4b'],
      ] as const)
        expect(told(await m.refuse(act))).toEqual([409, 'not-awaited', `TJ51-A1-${n}.${step}`]);
      await m.decide({ measure: 'restore' });
      expect(fields(await m.submit('final-service', { remedies: undefined }))).toEqual([
        400,
        'bad-input',
        ['/remedies'],
      ]);
      expect(fields(await m.submit('final-service', { proof: undefined }))).toEqual([
        400,
        'bad-input',
        ['/proof'],
      ]);
      const { from } = await m.deadline('replyOnFinal');
      expect(
        told(await m.refuse('final-service', { servedAt: iso(Date.parse(from) - 60_001) })),
      ).toEqual([422, 'before-trigger', `TJ51-A1-${n}.5b`]);
      expect(told(await m.refuse('final-service', { recipient: 'i-004' }))).toEqual([
        409,
        'item-not-awaited',
        `TJ51-A1-${n}.5b`,
      ]);
      expect(told(await m.refuse('final-decision'))).toEqual([
        409,
        'not-awaited',
        `TJ51-A1-${n}.5b`,
      ]);
      expect(told(await m.refuse('statement-offer'))).toEqual([
        409,
        'not-awaited',
        `TJ51-A1-${n}.5b`,
      ]);
    });
  },
);

it.concurrent('（三）（四）what is owed beside the decision is still owed after it, and what it brings with it: the file waits', async () => {
  const m = await Matter.open(bureau, { direction: 'B', kind: 'institution' });
  await m.accept('decision-filing');
  await m.accept('filing-decision');
  await m.accept('case-closure');
  await m.hear();
  await m.decide({ measure: 'restore' });
  await m.conclude();
  expect(await m.possible()).toEqual(['case-reply', 'further-letter', 'suspension-notice subject']);
  await m.accept('suspension-notice');
  expect(await m.possible()).toEqual([
    'case-reply',
    'further-letter',
    'patient-notice-proof subject',
  ]);
  await m.accept('patient-notice-proof');
  expect(await m.possible()).toEqual(['case-reply', 'further-letter']);
  expect((await m.view()).stage).toBe('decided');
  await m.accept('case-reply');
  await m.closed('restore');
});
