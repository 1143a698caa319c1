/** 快速反应 The forms of Annex 1 as they are submitted, and what of them the engine is told. Narrative and names stay in the payload. */
import { z } from 'zod';
import { dayText, document, instantText, line, officerId, subjectId } from '../law/shapes.ts';
import { parseInstant } from '../time/civil-date.ts';
import { formFor, formHashing, type Forms } from '../law/forms.ts';
import type { SubjectKnowledge } from '../registry/subject.ts';
import {
  caseClosure,
  caseReply,
  decisionFiling,
  decisionReply,
  filingDecision,
  finalDecision,
  finalFiling,
  finalReply,
  finalService,
  furtherAnswer,
  furtherLetter,
  opinion,
  patientNoticeProof,
  phoneRecord,
  statement,
  statementOffer,
  suspensionDecision,
  suspensionNotice,
  suspensionReview,
  type Acts,
} from './acts.ts';
import { measures } from './measures.ts';
import { keyViolationCodes, type Ground, type KeyViolation } from './terms.ts';

/** 文号: digits are part of it, so that a name alone cannot pass for one. */
const documentNo = z
  .string()
  .trim()
  .max(64)
  .regex(/^(?=.*\d)[\p{L}\p{N}〔〕（）()[\]第号·._/-]+$/u, {
    error: '文号须含数字，不含空格 | A document number has digits and no spaces',
  })
  .meta({ examples: ['津医监函〔2026〕12号'] });
const caseNo = z
  .string()
  .regex(/^(?=.*\d)[A-Za-z0-9〔〕津医监案字第号._-]{1,40}$/u, {
    error: '案号格式不符 | The form of the case number is wrong',
  })
  .meta({ examples: ['JYJ-2026-008'] });
const remarks = line(2000)
  .optional()
  .meta({ description: '说明（不进入流程引擎） Remarks, kept out of the engine' });
const reason = line(2000).optional();
const clause = line(40)
  .optional()
  .meta({ description: '协议条款编号 The clause of the agreement', examples: ['第32条'] });
/** 送达 Service on somebody outside the system, proved by its document. */
const service = {
  method: z.enum(['direct', 'left-with-witness', 'post', 'electronic', 'public-notice']),
  servedAt: instantText,
  proof: document,
};
const at = (text: string) => parseInstant(text)!;

const phone = z.strictObject({
  calledAt: instantText,
  person: line(60),
  number: z
    .string()
    .regex(/^[0-9+\-() ]{3,20}$/, { error: '电话号码格式不符 | Not a telephone number' }),
});
const documentRef = { documentNo, document };

const received = () => ({ facts: {} });
const recipient = {
  recipient: subjectId.meta({
    description:
      '收件方：主体编号，或所在单位编号 The subject, or the institution whose head is told',
  }),
};

/** What the registered agreement says of the clause that is cited. */
function cites(agreementClause: string | undefined, subject: SubjectKnowledge) {
  const cited = subject.clauses.find((c) => c.id === agreementClause);
  const clauseCovers = [...(cited?.covers ?? [])];
  return {
    clauseCited: agreementClause !== undefined,
    clauseInAgreement: cited !== undefined,
    clauseCoversRefusal: clauseCovers.includes('refusal'),
    clauseCovers,
  };
}

const letterGrounds = z
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

const measure = z.strictObject({
  measure: z.enum(measures),
  amountFen: z.int().positive().optional().meta({ description: '追回金额，分 Amount in fen' }),
  by: dayText.optional(),
  endsOn: dayText.optional(),
  reviewOn: dayText.optional(),
  clause,
});

export const forms = {
  'suspension-decision': formFor(
    suspensionDecision,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      outcome: z.enum(['suspend', 'decline']),
      agreementClause: clause,
      endsOn: dayText.optional(),
      reviewOn: dayText.optional(),
      reason,
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        outcome: p.outcome,
        ...cites(p.agreementClause, subject),
        reasonGiven: p.reason !== undefined,
        endsOn: p.endsOn,
        reviewOn: p.reviewOn,
      },
    }),
  ),
  'filing-decision': formFor(
    filingDecision,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      outcome: z.enum(['filed', 'not-filed']),
      caseNo: caseNo.optional(),
      reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: { outcome: p.outcome, caseNo: p.caseNo, reasonGiven: p.reason !== undefined },
    }),
  ),
  'suspension-notice': formFor(
    suspensionNotice,
    z.strictObject({
      ...documentRef,
      ...service,
      ...recipient,
      startsAt: instantText,
      patientsInformedBy: dayText.optional(),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: {
        item: p.recipient,
        startsAt: at(p.startsAt),
        patientsInformedBy: p.patientsInformedBy,
        method: p.method,
      },
    }),
  ),
  'patient-notice-proof': formFor(
    patientNoticeProof,
    z.strictObject({ ...recipient, document, informedOn: dayText, remarks }),
    (p) => ({
      occurredAt: parseInstant(`${p.informedOn}T00:00:00+08:00`)!,
      facts: { item: p.recipient, informedOn: p.informedOn },
    }),
  ),
  'decision-reply': formFor(decisionReply, z.strictObject({ ...documentRef, remarks }), received),
  'decision-filing': formFor(decisionFiling, z.strictObject({ ...documentRef, remarks }), received),
  'case-reply': formFor(caseReply, z.strictObject({ ...documentRef, caseNo, remarks }), (p) => ({
    facts: { caseNo: p.caseNo },
  })),
  'case-closure': formFor(
    caseClosure,
    z.strictObject({
      ...documentRef,
      closedAt: instantText,
      caseNo,
      investigators: z.array(officerId).min(1).max(20),
      legalReview: z.strictObject({ document, reviewer: officerId }),
      discussion: z.strictObject({ document, participants: z.array(officerId).min(1).max(60) }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.closedAt),
      facts: {
        caseNo: p.caseNo,
        legalReviewer: p.legalReview.reviewer,
        investigators: p.investigators,
        participants: new Set(p.discussion.participants).size,
      },
    }),
  ),
  opinion: formFor(
    opinion,
    z
      .strictObject({
        ...documentRef,
        confirmed: z.boolean(),
        keyViolations: z.array(z.enum(keyViolationCodes)).max(8),
        keyViolationParts: z
          .array(
            z.enum(['borrowed-licence:a', 'borrowed-licence:b', 'obstruction:a', 'obstruction:b']),
          )
          .max(4)
          .optional()
          .meta({
            description:
              '第 7、8 项为复合项：a 前段，b 后段 Items 7 and 8 are compound: first part, second part',
          }),
        recommended: z.array(z.enum(measures)).max(8).optional().meta({
          description:
            '建议的处理措施；无重点监管行为的，终止、取消须以此为据 What is recommended: without a key violation only this carries termination or cancellation',
        }),
        remarks,
      })
      .refine(
        (p) =>
          (p.keyViolationParts ?? []).every((part) =>
            p.keyViolations.includes(part.slice(0, -2) as KeyViolation),
          ),
        {
          path: ['keyViolationParts'],
          error:
            '所列分项须属于已列的重点监管行为（TJ51-3.7、3.8） | A part belongs to a key violation that is listed (TJ51-3.7, 3.8)',
        },
      )
      .refine((p) => p.confirmed || p.keyViolations.length === 0, {
        path: ['keyViolations'],
        error:
          '未查实不得列重点监管行为（TJ51-3.V） | Key violations only on confirmed facts (TJ51-3.V)',
      }),
    (p) => ({
      facts: {
        confirmed: p.confirmed,
        keyViolations: [...new Set(p.keyViolations)],
        recommended: [...new Set(p.recommended)],
      },
    }),
  ),
  'statement-offer': formFor(
    statementOffer,
    z.strictObject({ ...documentRef, ...service, windowEndsOn: dayText, remarks }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: { windowEndsOn: p.windowEndsOn, method: p.method },
    }),
  ),
  statement: formFor(
    statement,
    z.strictObject({ outcome: z.enum(['made', 'waived']), document, remarks }),
    (p) => ({ facts: { outcome: p.outcome } }),
  ),
  'final-decision': formFor(
    finalDecision,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      measures: z.array(measure).min(1).max(8),
      reasons: line(4000),
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        measures: p.measures.map(({ clause: _clause, ...m }) => m),
        faceRecognitionReady: subject.faceRecognitionReady,
      },
    }),
  ),
  'final-service': formFor(
    finalService,
    z.strictObject({
      ...recipient,
      ...service,
      remedies: z.strictObject({ body: line(100), period: line(100) }),
      remarks,
    }),
    (p) => ({ servedAt: at(p.servedAt), facts: { item: p.recipient, method: p.method } }),
  ),
  'final-reply': formFor(finalReply, z.strictObject({ ...documentRef, remarks }), received),
  'final-filing': formFor(finalFiling, z.strictObject({ ...documentRef, remarks }), received),
  'suspension-review': formFor(
    suspensionReview,
    z.strictObject({
      document,
      outcome: z.enum(['confirm', 'lift', 'extend']),
      agreementClause: clause,
      reviewOn: dayText.optional(),
      endsOn: dayText.optional(),
      reason,
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      facts: {
        outcome: p.outcome,
        reviewOn: p.reviewOn,
        endsOn: p.endsOn,
        ...cites(p.agreementClause, subject),
        reasonGiven: p.reason !== undefined,
        faceRecognitionReady: subject.faceRecognitionReady,
      },
    }),
  ),
  // 文号 is told as its hash too, so that the same letter is recognised.
  'further-letter': formHashing(
    furtherLetter,
    { documentHash: 'documentNo' },
    z
      .strictObject({
        ...documentRef,
        newFacts,
        grounds: letterGrounds.optional(),
        otherGround,
        suspectedKeyViolations,
        remarks,
      })
      .refine((p) => !p.grounds?.includes('other') || p.otherGround !== undefined, {
        path: ['otherGround'],
        error: '选择其他事由须写明内容 | Another ground must be written out',
      }),
    (p) => ({
      facts: {
        ...(p.newFacts !== undefined && { newFacts: p.newFacts }),
        grounds: [],
        ...alleged(p),
      },
    }),
  ),
  'further-answer': formFor(
    furtherAnswer,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      letter: z.string().regex(/^[0-9a-f]{16}$/, {
        error: '后续函告编号：16 位十六进制 | The letter: 16 hexadecimal digits',
      }),
      outcome: z.enum(['suspend', 'no-change', 'filed', 'not-filed']),
      agreementClause: clause,
      endsOn: dayText.optional(),
      reviewOn: dayText.optional(),
      caseNo: caseNo.optional(),
      reason,
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        item: p.letter,
        outcome: p.outcome,
        caseNo: p.caseNo,
        ...cites(p.agreementClause, subject),
        reasonGiven: p.reason !== undefined,
        endsOn: p.endsOn,
        reviewOn: p.reviewOn,
      },
    }),
  ),
  'phone-record': formFor(phoneRecord, phone, (p) => ({
    occurredAt: at(p.calledAt),
    facts: {},
  })),
} satisfies Forms<Acts>;

/** 函告 The letter that opens a file: what POST /v1/rapid-responses takes. */
export const letterShape = z.strictObject({
  direction: z.enum(['A', 'B']),
  subject: z.strictObject({ kind: z.enum(['institution', 'practitioner']), id: subjectId }),
  ...documentRef,
  receivedAt: instantText
    .optional()
    .meta({ description: '仅指定收文系统的服务凭证可填 Only by the designated receiving system' }),
  grounds: letterGrounds,
  otherGround,
  suspectedKeyViolations,
  newFacts,
  investigation: document
    .optional()
    .meta({ description: '介入调查记录（A） Record of the investigation (A)' }),
  phone: phone.optional(),
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
          z.strictObject({ ...recipient, ...documentRef, ...service, patientsInformedBy: dayText }),
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
export type LetterPayload = z.output<typeof letterShape>;
