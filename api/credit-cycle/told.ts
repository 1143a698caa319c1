/** 告知等级 What the register says of one subject of a cycle, for the paper that tells it its grade. */
import { gradingsOf } from '../../db/credit-cycle/store.ts';
import { gradeNames } from '../../domain/credit-cycle/terms.ts';
import type { FileRules } from '../file-rules.ts';

export const creditCycleRules: FileRules = {
  async registered(sql, { id: cycle, bureau }, { kind, id }) {
    const gradings = await gradingsOf(sql, bureau, kind, id);
    const grading = gradings.find((one) => one.cycle === cycle);
    return (
      grading && {
        from: grading.cycleFrom,
        grade: `${grading.grade}（${gradeNames[grading.grade].zh}）`,
      }
    );
  },
};
