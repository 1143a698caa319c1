/** 重复检查窗口的声明 What the system knows of the window that an inspection leaves behind (QY-15.1). */
import type { Procedure } from '../law/procedure.ts';
import { yearAfterTheEnd } from '../inspection/waits.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { summaryOf } from './summary.ts';

export const inspectionWindow = {
  id: 'inspection-window',
  room: 'inspection-window',
  title: { zh: '重复检查窗口', en: 'Window of an inspection' },
  workflow: 'inspectionWindow',
  prefix: 'CK',
  instrument: 'QY',
  opens: ['inspection-over'],
  brought: ['end-moved'],
  codes,
  forms,
  clause: () => 'QY-15.1',
  duties: () => [{ duty: yearAfterTheEnd, kind: 'until' }],
  names,
  summary: summaryOf,
  manages: true,
  cites: 'QY',
} as const satisfies Procedure;
