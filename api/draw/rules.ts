/** 抽取案卷的查阅 Of a draw its acts are withheld as long as its record is. */
import { drawWordsKnown } from '../../db/draw/store.ts';
import { drawSettingsOf } from '../../domain/draw/forms.ts';
import type { FileRules } from '../file-rules.ts';
import { mayReadDraw } from './reading.ts';

export const drawRules: FileRules = {
  async relation(sql, { id, bureau, opening }, reader) {
    const draw = { id, bureau, contributor: opening.units?.['contributor'] ?? '' };
    return { unannounced: !(await mayReadDraw(sql, draw, reader)) };
  },
  wordsKnown: (sql, reader, near) =>
    drawWordsKnown(sql, { ...reader, days: drawSettingsOf(reader.settings).withheldDays }, near),
};
