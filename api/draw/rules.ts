/** 抽取案卷的查阅 Of a draw its acts are withheld as long as its record is. */
import type { FileRules } from '../file-rules.ts';
import { mayReadDraw } from './reading.ts';

export const drawRules: FileRules = {
  async relation(sql, { id, bureau, opening }, reader) {
    const draw = { id, bureau, contributor: opening.units?.['contributor'] ?? '' };
    return { unannounced: !(await mayReadDraw(sql, draw, reader)) };
  },
};
