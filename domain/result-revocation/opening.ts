/** 第十条第一款 May this suggestion open a file for a result whose case is closed? Pure; the registries' answers come in. */
import { refuse } from '../law/refuse.ts';
import { alreadyRevoked } from '../commitment-case/revocation.ts';
import type { Refusal } from '../law/refusal.ts';

export interface SuggestionToOpen {
  written: boolean;
  unit: string;
  /** The result as registered; nothing: there is none. */
  result?: { state: string; supervising: string; case: string | null; caseOpen: boolean };
}

/** Why the suggestion opens nothing; nothing when it can. */
export function refuseSuggestion(s: SuggestionToOpen): Refusal | undefined {
  const { result } = s;
  if (!result)
    return refuse(
      'result-unknown',
      'TJ84-10.1',
      '没有该办理结果。',
      'There is no such result.',
      '核对办理结果编号。',
      'Check the result.',
    );
  if (result.supervising !== s.unit)
    return refuse(
      'not-owed-by-you',
      'TJ84-10.1',
      '撤销建议由该事项的监管部门提出。',
      'The department that supervises the matter suggests the revocation.',
      '由该办理结果的监管部门提出。',
      'Let the department that supervises the result suggest it.',
    );
  if (!s.written)
    return refuse(
      'suggestion-not-written',
      'TJ84-10.1',
      '撤销建议须为书面。',
      'The suggestion to revoke is made in writing.',
      '附书面建议的编号和 SHA-256。',
      'Attach the written suggestion with its SHA-256.',
    );
  if (result.state === 'revoked') return alreadyRevoked;
  if (result.caseOpen)
    return refuse(
      'case-still-open',
      'TJ84-10.1',
      `该办理结果的案卷 ${result.case} 尚未结束。`,
      `The case of this result, ${result.case}, is open.`,
      `在 ${result.case} 中提交撤销建议。`,
      `File the suggestion to revoke in ${result.case}.`,
    );
  return undefined;
}

export const underWay = (file: string): Refusal =>
  refuse(
    'revocation-under-way',
    'TJ84-10.1',
    `该办理结果的撤销已在 ${file} 办理。`,
    `The revocation of this result is dealt with in ${file}.`,
    `等待 ${file} 的撤销决定。`,
    `Wait for the decision in ${file}.`,
  );
