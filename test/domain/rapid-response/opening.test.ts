/** 附件1 （一）Whether a letter may open a file: every "must fail" of the table, and what passes. */
import { describe, expect, it } from 'vitest';
import {
  refuseOpening,
  remarksOn,
  type LetterToOpen,
} from '../../../domain/rapid-response/opening.ts';
import { parseInstant } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = parseInstant('2026-06-04T10:00:00+08:00')!;
const suspended = {
  decidedAt: at,
  startsAt: at,
  clauseCited: true,
  clauseInAgreement: true,
  clauseCovers: ['suspension', 'refusal'],
  notices: [],
};
const approver = { person: true, present: true, head: true, over: true };
const a: LetterToOpen = {
  direction: 'A',
  subject: 'institution',
  status: 'designated',
  grounds: ['suspected-violation'],
  otherGround: false,
  investigated: true,
  receivedAt: at,
  senderRoles: ['supervision-body'],
  recipients: ['s-1', 'i-1'],
};
const b: LetterToOpen = {
  ...a,
  direction: 'B',
  grounds: ['suspected-violation', 'refusal'],
  investigated: false,
  senderRoles: ['insurance-centre'],
  suspension: suspended,
};
const refused = (l: LetterToOpen) => {
  const r = refuseOpening(l);
  return r && [r.code, r.clause];
};

describe.each([
  ['institution', '1.1a', '1.1c', 'designated'],
  ['practitioner', '2.1a', '2.1b', 'qualified'],
] as const)('%s', (subject, clauseA, clauseB, status) => {
  const [letterA, letterB] = [
    { ...a, subject, status },
    { ...b, subject, status },
  ];
  const [inA, inB] = [`TJ51-A1-${clauseA}`, `TJ51-A1-${clauseB}`];

  it('passes as it should be', () => {
    expect(refused(letterA)).toBeUndefined();
    expect(refused(letterB)).toBeUndefined();
    expect(refused({ ...letterB, senderRoles: ['payment-division'] })).toBeUndefined();
    expect(refused({ ...letterA, status: 'suspended' })).toBeUndefined();
  });

  it.each(['terminated', 'cancelled', 'undesignated', ''])('cannot: status %j', (other) => {
    expect(refused({ ...letterA, status: other })).toEqual(['not-designated', inA]);
    expect(refused({ ...letterB, status: other })).toEqual(['not-designated', inB]);
  });

  it.each([[[]], [['payment-division']], [['insurance-centre']], [['system-division']]])(
    'A cannot be sent by %j',
    (senderRoles) => {
      expect(refused({ ...letterA, senderRoles })).toEqual(['not-owed-by-you', inA]);
    },
  );
  it.each([[[]], [['supervision-body']], [['system-division']]])(
    'B cannot be sent by %j',
    (senderRoles) => {
      expect(refused({ ...letterB, senderRoles })).toEqual(['not-owed-by-you', inB]);
    },
  );

  it('says who should have sent it, and what the subject is not', () => {
    expect(refuseOpening({ ...letterA, senderRoles: [] })).toMatchObject({
      say: { zh: expect.stringContaining('监督所') },
      lawful: { zh: expect.stringContaining('监督所') },
    });
    expect(refuseOpening({ ...letterB, senderRoles: [] })).toMatchObject({
      say: { zh: expect.stringContaining('社保中心') },
      lawful: { zh: expect.stringContaining('由社保中心或者支付处提交') },
    });
    expect(refuseOpening({ ...letterA, status: '' })?.say.zh).toContain(
      subject === 'institution' ? '定点医药机构' : '医保服务资格',
    );
    expect(refuseOpening({ ...letterA, grounds: [] })?.lawful.zh).toContain(
      subject === 'institution'
        ? 'suspected-violation、agreement-breach、refusal、other'
        : 'suspected-violation、refusal、other',
    );
  });

  it('grounds', () => {
    expect(refused({ ...letterA, grounds: [] })).toEqual(['ground-missing', inA]);
    expect(refused({ ...letterA, grounds: ['other'] })).toEqual(['ground-missing', inA]);
    expect(refused({ ...letterA, grounds: ['other'], otherGround: true })).toBeUndefined();
    expect(refused({ ...letterA, grounds: ['agreement-breach'] })).toEqual(
      subject === 'institution' ? undefined : ['wrong-ground', inA],
    );
    expect(refused({ ...letterB, grounds: [] })).toEqual(['ground-missing', inB]);
  });

  it('A follows an investigation, B does not need one', () => {
    expect(refused({ ...letterA, investigated: false })).toEqual(['investigation-missing', inA]);
    expect(refused({ ...letterB, investigated: true })).toBeUndefined();
  });

  it('B follows a suspension with its clause', () => {
    const on = (change: object) => refused({ ...letterB, suspension: { ...suspended, ...change } });
    expect(refused({ ...letterB, suspension: undefined })).toEqual(['suspension-missing', inB]);
    expect(on({ decidedAt: instant(at + 1) })).toEqual(['suspension-after-letter', inB]);
    expect(
      refuseOpening({ ...letterB, suspension: { ...suspended, decidedAt: instant(at + 1) } })
        ?.earliest,
    ).toBe(at + 1);
    expect(on({ decidedAt: at })).toBeUndefined();
    expect(on({ clauseCited: false })).toEqual(['clause-missing', inB]);
    expect(on({ clauseInAgreement: false })).toEqual(['clause-unknown', inB]);
  });

  it.each(['suspected-violation', 'refusal'] as const)(
    'B on one ground (%s) needs its approver, and is shown',
    (ground) => {
      const one = { ...letterB, grounds: [ground] };
      expect(refused(one)).toEqual(['approver-missing', inB]);
      expect(refused({ ...one, suspension: { ...suspended, approver } })).toBeUndefined();
      expect(remarksOn(one)).toHaveLength(1);
    },
  );

  it.each(['person', 'present', 'head', 'over'] as const)(
    'B: an approver who is not %s approves nothing, also where none is needed',
    (lacks) => {
      const named = { ...suspended, approver: { ...approver, [lacks]: false } };
      expect(refused({ ...letterB, grounds: ['suspected-violation'], suspension: named })).toEqual([
        'approver-unfit',
        inB,
      ]);
      expect(refused({ ...letterB, suspension: named })).toEqual(['approver-unfit', inB]);
      expect(
        refused({ ...letterB, suspension: { ...suspended, approver: 'unregistered' } }),
      ).toEqual(['approver-unfit', inB]);
      expect(refused({ ...letterB, suspension: { ...suspended, approver } })).toBeUndefined();
    },
  );

  it('neither A nor B on both grounds has anything to show', () => {
    expect(remarksOn(letterA)).toEqual([]);
    expect(remarksOn({ ...letterA, grounds: ['refusal'] })).toEqual([]);
    expect(remarksOn(letterB)).toEqual([]);
  });

  it("十三 refusal alone needs the agreement's clause on it", () => {
    const without = { ...suspended, approver, clauseCovers: ['suspension'] };
    expect(refused({ ...letterB, grounds: ['refusal'], suspension: without })).toEqual([
      'no-refusal-clause',
      'TJ51-13.1',
    ]);
    expect(
      refused({ ...letterB, grounds: ['suspected-violation'], suspension: without }),
    ).toBeUndefined();
    expect(
      refused({
        ...letterB,
        grounds: ['refusal', 'other'],
        otherGround: true,
        suspension: without,
      }),
    ).toBeUndefined();
    expect(
      refused({ ...letterB, suspension: { ...without, approver: undefined } }),
    ).toBeUndefined();
  });
});
