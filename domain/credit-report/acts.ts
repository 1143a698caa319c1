/** 信用信息报告的文书 The act of one report, and what the engine is told of it: hashes only. */
import { act } from '../law/acts.ts';

/** `contentHash`: of what was reported. `receipt`: the paper of the office that proves that it has arrived; `same`: it is the report itself. */
export const delivery = act<{
  contentHash: string;
  receipt: 'given' | 'none' | 'same';
  documentHash: string;
}>()('credit-report-delivery', '信用信息报告报送', 'Report of credit records to the office');

export type Acts = typeof delivery;

/** 现状 What the guards look at: the hash of the content that was fixed when the file opened. */
export interface State {
  contentHash: string;
}
