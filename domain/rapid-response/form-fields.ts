/** 表单的共同项目 What several forms of Annex 1 have in common, and what the registered agreement says of a clause that is cited. */
import { z } from 'zod';
import { documentNo } from '../law/form-fields.ts';
import { document, line, subjectId } from '../law/shapes.ts';
import type { SubjectKnowledge } from '../registry/subject.ts';

export const caseNo = z
  .string()
  .regex(/^(?=.*\d)[A-Za-z0-9〔〕津医监案字第号._-]{1,40}$/u, {
    error: '案号格式不符 | The form of the case number is wrong',
  })
  .meta({ examples: ['JYJ-2026-008'] });
export const penaltyCase = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' })
  .optional()
  .meta({
    description:
      '立案查处案卷：其办结即本件办结，不另行提交；案号可以不写 The penalty case: its closure closes this file; the number may be left out',
  });
export const clause = line(40)
  .optional()
  .meta({ description: '协议条款编号 The clause of the agreement', examples: ['第32条'] });
export const documentRef = {
  documentNo: documentNo.meta({ examples: ['津医监函〔2026〕12号'] }),
  document,
};

export const received = () => ({ facts: {} });
export const recipient = {
  recipient: subjectId.meta({
    description:
      '收件方：主体编号，或所在单位编号 The subject, or the institution whose head is told',
  }),
};

/** What the registered agreement says of the clause that is cited. */
export function cites(agreementClause: string | undefined, subject: SubjectKnowledge) {
  const cited = subject.clauses.find((c) => c.id === agreementClause);
  const clauseCovers = [...(cited?.covers ?? [])];
  return {
    clauseCited: agreementClause !== undefined,
    clauseInAgreement: cited !== undefined,
    clauseCoversRefusal: clauseCovers.includes('refusal'),
    clauseCovers,
  };
}
