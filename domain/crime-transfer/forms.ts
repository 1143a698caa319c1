/** 涉嫌犯罪移送的表单 The forms of 国令310号, and what of them the engine is told. Standards, jurisdictions and reasons stay in the payload. */
import { z } from 'zod';
import { at, reason, remarks } from '../law/form-fields.ts';
import { formFor } from '../law/forms.ts';
import { day, document, instantText, line, officerId } from '../law/shapes.ts';
import { startOfDay } from '../time/civil-date.ts';
import { goodsHandover, policeReturn, reconsideration } from './acts.ts';
import { crimeDocuments, type CrimeDocument } from './terms.ts';

const paper = document.optional();
const given = (value: unknown): boolean => value !== undefined;

export const reportFields = {
  document: paper.meta({ description: '书面报告（国令310号） In writing' }),
  reportedAt: instantText,
  group: z.array(officerId).min(1).max(20).meta({ description: '专案组 The special group' }),
  standard: reason.meta({ description: '立案追诉标准 The standard for prosecution' }),
  jurisdiction: reason.meta({ description: '公安机关的管辖 Which police, and why' }),
  remarks,
};
export const reportFacts = (p: z.output<z.ZodObject<typeof reportFields>>) => ({
  group: p.group,
  reported: given(p.document),
  standardGiven: given(p.standard),
  jurisdictionGiven: given(p.jurisdiction),
  documentHash: p.document?.sha256,
});

export const decisionShape = z.strictObject({
  document,
  decidedAt: instantText,
  acting: paper.meta({ description: '主持工作的证明 That somebody acts as the head' }),
  approved: z.boolean(),
  fined: z.boolean().default(false).meta({ description: '以罚款代替移送 A fine instead' }),
  reason,
  remarks,
});
export const decisionFacts = (p: z.output<typeof decisionShape>) => ({
  occurredAt: at(p.decidedAt),
  facts: {
    actingGiven: given(p.acting),
    approved: p.approved,
    fined: p.fined,
    reasonGiven: given(p.reason),
    documentHash: p.document.sha256,
  },
});

export const moveShape = z.strictObject({
  documents: z
    .array(
      z.strictObject({
        kind: z.enum(crimeDocuments),
        document: paper,
        none: line(200).optional(),
      }),
    )
    .max(50)
    .meta({
      description:
        '移送书、调查报告、物品清单、检验报告、其他；没有其他材料的注明 The five documents; that there is no other is noted',
    }),
  police: line(200),
  receipt: paper.meta({ description: '公安机关回执 Receipt of the police' }),
  fined: z.boolean().default(false),
  remarks,
});
/** `mayLack`: of which it may be said, with the reason, that there is none. */
export const moveFacts =
  (mayLack: readonly CrimeDocument[]) => (p: z.output<typeof moveShape>) => ({
    facts: {
      documents: p.documents
        .filter((d) => given(d.document) || (mayLack.includes(d.kind) && given(d.none)))
        .map((d) => d.kind),
      receiptGiven: given(p.receipt),
      fined: p.fined,
    },
  });

export const answerShape = z.strictObject({
  document,
  answeredOn: day,
  accepted: z.boolean().meta({ description: '受理' }),
  filed: z.boolean().meta({ description: '立案' }),
  reason,
  remarks,
});
const answerFacts = (p: z.output<typeof answerShape>) => ({
  facts: {
    accepted: p.accepted,
    filed: p.filed,
    reasonGiven: given(p.reason),
    documentHash: p.document.sha256,
  },
});
export const datedAnswerShape = answerShape.extend({
  receivedOn: day.optional().meta({
    description:
      '收到通知之日；未写的为答复之日 The day on which the notice was received; that of the answer where none is stated',
  }),
});
/** 国令310 arts. 9, 12: what follows is counted from the day on which the notice was received. */
export const datedAnswerFacts = (p: z.output<typeof datedAnswerShape>) => {
  const { facts } = answerFacts(p);
  return {
    facts: { ...facts, noticedAt: startOfDay(p.receivedOn ?? p.answeredOn) },
    occurredAt: startOfDay(p.answeredOn),
  };
};

export const afterPoliceForms = {
  'goods-handover': formFor(
    goodsHandover,
    z.strictObject({
      handedAt: instantText,
      document: paper.meta({ description: '移交清单 The list of what was handed over' }),
      none: line(2000).optional().meta({ description: '没有涉案物品的理由 Why there is nothing' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.handedAt),
      facts: {
        given: given(p.document),
        noneReasoned: given(p.none),
        documentHash: p.document?.sha256,
      },
    }),
  ),
  'police-reconsideration': formFor(
    reconsideration,
    z.strictObject({
      asked: z.boolean().meta({ description: '是否提请复议 Whether it is asked for' }),
      document,
      arrivedOn: day.optional().meta({
        description:
          '到达公安机关之日，附回执；未写的为提交之日 The day on which it reached the police, by their receipt; that of the record where none is stated',
      }),
      receipt: paper.meta({ description: '公安机关回执 Receipt of the police' }),
      reason,
      remarks,
    }),
    (p) => ({
      facts: {
        asked: p.asked,
        reasonGiven: given(p.reason),
        documentHash: p.document.sha256,
        ...(p.arrivedOn !== undefined && {
          arrivedAt: startOfDay(p.arrivedOn),
          receiptGiven: given(p.receipt),
        }),
      },
    }),
  ),
  'police-return': formFor(
    policeReturn,
    z.strictObject({ returnedAt: instantText, document, reason, remarks }),
    (p) => ({
      occurredAt: at(p.returnedAt),
      facts: { reasonGiven: given(p.reason), documentHash: p.document.sha256 },
    }),
  ),
};
