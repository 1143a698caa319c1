/** 函告 The letter that opens a file, what it alleges, and the telephone call that may go before it. */
import { z } from 'zod';
import { citedFindings } from '../audit-finding/finding.ts';
import { assignmentShape } from '../district-cooperation/forms.ts';
import { remarks, serviceFields } from '../law/form-fields.ts';
import { dayText, document, instantText, line, officerId, subjectId } from '../law/shapes.ts';
import { clause, documentRef, recipient } from './form-fields.ts';
import { keyViolationCodes, type Cut, type Ground, type KeyViolation } from './terms.ts';

export const phone = z.strictObject({
  calledAt: instantText,
  person: line(60),
  number: z
    .string()
    .regex(/^[0-9+\-() ]{3,20}$/, { error: '电话号码格式不符 | Not a telephone number' }),
});
const grounds = z
  .array(z.enum(['suspected-violation', 'agreement-breach', 'refusal', 'other']))
  .max(4);
const otherGround = line(200).optional();
const suspectedKeyViolations = z.array(z.enum(keyViolationCodes)).max(8).optional().meta({
  description:
    '涉嫌的重点监管行为；查实之前不适用一票否决 Key violations that are suspected; no veto before they are confirmed',
});
const newFacts = z.boolean().optional().meta({
  description:
    '后续函告是否带来新的事实或者事由；不填的，事由、涉嫌行为或者发函方是新的即为是 Whether a further letter brings new facts or grounds; left out, it does when a ground, a suspected violation or the sender is new',
});

/** What the letter that opens a file and every further letter state; in a further letter the grounds are optional. */
export const letterFields = { grounds, otherGround, suspectedKeyViolations, newFacts };

/** What a letter alleges, as the engine is told of it; whatever it does not state is left out. */
export const alleged = (p: {
  grounds?: readonly Ground[] | undefined;
  suspectedKeyViolations?: readonly KeyViolation[] | undefined;
}): { grounds?: Ground[]; suspected?: KeyViolation[] } => ({
  ...(p.grounds && { grounds: [...new Set(p.grounds)] }),
  ...suspectedIn(p),
});
export const suspectedIn = ({
  suspectedKeyViolations: suspected,
}: {
  suspectedKeyViolations?: readonly KeyViolation[] | undefined;
}): { suspected?: KeyViolation[] } => (suspected ? { suspected: [...new Set(suspected)] } : {});

/** 函告 The letter that opens a file: what POST /v1/rapid-responses takes. */
export const letterShape = z.strictObject({
  direction: z.enum(['A', 'B']),
  subject: z.strictObject({ kind: z.enum(['institution', 'practitioner']), id: subjectId }),
  ...documentRef,
  receivedAt: instantText
    .optional()
    .meta({ description: '仅指定收文系统的服务凭证可填 Only by the designated receiving system' }),
  ...letterFields,
  investigation: document
    .optional()
    .meta({ description: '介入调查记录（A） Record of the investigation (A)' }),
  phone: phone.optional(),
  findings: citedFindings.optional(),
  assignment: assignmentShape.optional(),
  suspension: z
    .strictObject({
      decidedAt: instantText,
      startsAt: instantText,
      agreementClause: clause,
      approver: officerId.optional(),
      endsOn: dayText.optional(),
      reviewOn: dayText.optional(),
      document,
      notices: z
        .array(
          z.strictObject({
            ...recipient,
            ...documentRef,
            ...serviceFields,
            patientsInformedBy: dayText,
          }),
        )
        .min(1)
        .max(21)
        .optional()
        .meta({ description: '函告之前已经送达的告知 Notices served before the letter' }),
    })
    .optional()
    .meta({ description: '先行暂停（B） The suspension made first (B)' }),
  remarks,
});
type LetterPayload = z.output<typeof letterShape>;

/** 熔断 What only the system adds to a letter: whose trip it is, and what is cut. No form lets a person say it. */
type Tripped = { breaker?: string; cut?: Cut };
export type LetterToFile = Omit<LetterPayload, 'suspension'> & {
  suspension?: (NonNullable<LetterPayload['suspension']> & Tripped) | undefined;
};
