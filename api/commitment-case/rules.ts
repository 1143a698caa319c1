/** 已结案卷 What a file about a result that has ended answers: whether the result has been revoked meanwhile, in that file or in another one, decides what is lawful. */
import { resultOf } from '../../db/commitment-case/store.ts';
import { refusedUnder } from '../../domain/commitment-case/basis.ts';
import { refuseInClosedCase } from '../../domain/commitment-case/closed.ts';
import type { FileRules } from '../file-rules.ts';

export const commitmentCaseRules: FileRules = {
  async closed(sql, { subjectId, opening }, act) {
    const result = await resultOf(sql, subjectId);
    const refusal = refuseInClosedCase(act, { revoked: result?.state === 'revoked' });
    return refusal && refusedUnder(opening.instrument ?? 'TJ84', refusal);
  },
};
