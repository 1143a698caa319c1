/** 来源 What a decision or a result has for the credit records: that it was served or told (QHD-2.2). Only of bureaux under the scheme. */
import { z } from 'zod';
import { bringSource } from '../../db/credit-record/changes.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { databaseToday } from '../http/clock.ts';
import type { ActDeps } from '../intake/submit-act.ts';

const told = z.object({ number: z.int() });

async function bring({ file, bureau, data }: TaskRow, { sql }: ActDeps): Promise<void> {
  const row = await findBureau(sql, bureau);
  if (!row || isRefusal(bindingInstruments(row, 'QHD', databaseToday()))) return;
  await bringSource(sql, file, told.parse(data).number);
}

export const creditRecordTasks: TaskHandlers = { 'credit-source': bring };
