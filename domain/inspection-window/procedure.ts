/** 重复检查窗口的声明 What the system knows of the window that an inspection leaves behind (QY-15.1). */
import type { Procedure } from '../law/procedure.ts';
import { windowForms } from '../inspection/forms.ts';
import { cover } from '../inspection/window-file.ts';

export const inspectionWindow = {
  id: 'inspection-window',
  room: 'inspection-window',
  title: { zh: '重复检查窗口', en: 'Window of an inspection' },
  workflow: 'inspectionWindow',
  prefix: 'CK',
  instrument: 'QY',
  opens: ['inspection-over'],
  brought: ['end-moved'],
  forms: windowForms,
  clause: () => 'QY-15.1',
  summary: cover,
  manages: true,
  cites: 'QY',
} as const satisfies Procedure;
