/** 黑名单 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { at, documentNo, reason, remarks, serviceFields } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line } from '../law/shapes.ts';
import {
  answer,
  approval,
  notice,
  removal,
  removalProposal,
  statement,
  waiver,
  type Acts,
} from './acts.ts';

const given = (text: string | undefined): boolean => text !== undefined;
const paper = document.meta({ description: '主体签署的材料 The paper of the subject' });
const said = instantText.meta({ description: '主体提出的时间 When the subject said it' });

export const forms = {
  'blacklist-notice': formFor(
    notice,
    z.strictObject({
      legalBasis: documentNo.optional().meta({
        description:
          '列入所依据的法律、行政法规或者国家政策文件编号 The ground of law, by its number',
      }),
      article: line(100).optional(),
      document: document.meta({ description: '告知书 The notice' }),
      service: z.strictObject(serviceFields),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.service.servedAt),
      facts: { basisGiven: given(p.legalBasis), documentHash: p.document.sha256 },
    }),
  ),
  'blacklist-statement': formFor(
    statement,
    z.strictObject({ saidAt: said, document: paper, remarks }),
    (p) => ({ occurredAt: at(p.saidAt), facts: { documentHash: p.document.sha256 } }),
  ),
  'blacklist-waiver': formFor(
    waiver,
    z.strictObject({ saidAt: said, document: paper, remarks }),
    (p) => ({ occurredAt: at(p.saidAt), facts: { documentHash: p.document.sha256 } }),
  ),
  'blacklist-answer': formFor(
    answer,
    z.strictObject({
      upheld: z.boolean().meta({ description: '陈述是否成立 Whether the statement is upheld' }),
      reason,
      document: document.meta({ description: '答复书 The answer' }),
      remarks,
    }),
    (p) => ({
      facts: {
        upheld: p.upheld,
        reasonGiven: given(p.reason),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'blacklist-approval': formFor(
    approval,
    z.strictObject({ outcome: z.enum(['listed', 'not-listed']), reason, remarks }),
    (p) => ({ facts: { outcome: p.outcome, reasonGiven: given(p.reason) } }),
  ),
  'blacklist-removal-proposal': formFor(
    removalProposal,
    z.strictObject({
      ground: z.enum(['repair', 'decision', 'grading']).meta({
        description:
          '信用修复 repair、撤销依据的决定 decision、评价不再提出列入 grading Why it should leave',
      }),
      reason,
      document: document.meta({ description: '修复证明或者决定 The proof or the decision' }),
      remarks,
    }),
    (p) => ({
      facts: {
        ground: p.ground,
        reasonGiven: given(p.reason),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'blacklist-removal': formFor(
    removal,
    z.strictObject({ outcome: z.enum(['left', 'kept']), reason, remarks }),
    (p) => ({ facts: { outcome: p.outcome, reasonGiven: given(p.reason) } }),
  ),
} satisfies Forms<Acts>;
