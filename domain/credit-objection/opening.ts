/** 异议的提出 May this objection be taken up (QHD-2.5a)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { CLAUSE } from './duties.ts';
import type { Target } from './terms.ts';

export interface ToObject {
  /** With a code of its own, or through an officer with a power of attorney. */
  channel: 'code' | 'officer';
  authorised: boolean;
  /** The subject is registered; of a natural person there is nothing to object to. */
  registered: boolean;
  target: Target;
  /** The record is the subject's; it still counts. */
  own: boolean;
  stands: boolean;
  graded: boolean;
  grounded: boolean;
  evidence: number;
}

const refuse = refusing(CLAUSE);

/** Why it cannot be taken up; nothing when it can. */
export const refuseObjection = (o: ToObject): Refusal | undefined =>
  refuseObjector(o) ?? refuseTarget(o) ?? refuseGround(o);

function refuseObjector(o: ToObject): Refusal | undefined {
  const lawful: [string, string] = [
    '由信用主体凭查询码提出，或者附授权委托书由经办单位代为提出。',
    'Let the subject object with its code, or through the handling body with a power of attorney.',
  ];
  if (!o.registered)
    return refuse(
      'objection-not-by-subject',
      '提出异议的不是信用主体。',
      'Whoever objects is no credit subject.',
      ...lawful,
    );
  if (o.channel === 'officer' && !o.authorised)
    return refuse(
      'objection-not-by-subject',
      '没有信用主体的授权委托书。',
      'There is no power of attorney of the subject.',
      ...lawful,
    );
  return o.target === 'record' && !o.own
    ? refuse(
        'objection-not-by-subject',
        '该记录不是提出异议的主体的记录。',
        'The record is of another subject.',
        '就自己的记录提出。',
        'Object to a record of the subject itself.',
      )
    : undefined;
}

function refuseTarget(o: ToObject): Refusal | undefined {
  if (o.target === 'record')
    return o.stands
      ? undefined
      : refuse(
          'record-fallen',
          '该记录已不计，无须异议。',
          'The record has fallen already.',
          '不必提出。',
          'There is nothing to object to.',
        );
  return o.graded
    ? undefined
    : refuse(
        'grade-not-in-force',
        '该主体没有信用等级。',
        'The subject has no grade.',
        '评价以后提出，或者就记录提出。',
        'Object once it is graded, or to a record.',
      );
}

function refuseGround(o: ToObject): Refusal | undefined {
  if (!o.grounded)
    return refuse(
      'objection-groundless',
      '没有写明异议的理由。',
      'The objection gives no ground.',
      '写明理由。',
      'State the ground.',
    );
  return o.evidence > 0
    ? undefined
    : refuse(
        'evidence-missing',
        '异议没有证据。',
        'The objection has no evidence.',
        '附证据。',
        'Attach the evidence.',
      );
}
