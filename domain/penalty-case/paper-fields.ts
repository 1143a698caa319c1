/** 文书的共同项目 What several papers of a case say, who issues them and who signs. */
import { opened, whereLast } from '../law/papers.ts';
import { decision } from './acts.ts';

export const by = ['supervision-body'] as const;
export const caseNo = opened('caseNo', 'line', '案号', 'Case number');
export const matter = opened('matter', 'line', '案由', 'Matter');
/** 作出决定的是行政机关 The organ decides and signs, whoever handles the case for it (行政处罚法 20, 59). */
export const signer = 'bureau';
/** 给予处罚的 Where a penalty was decided. */
export const punished = whereLast(decision, 'outcome', 'penalty');
export const party = [
  ['当事人', '{{subject}}'],
  ['统一社会信用代码', '{{creditCode}}'],
  ['案由', '{{matter}}'],
  ['案号', '{{caseNo}}'],
] as const;
