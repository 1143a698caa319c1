/** 双随机抽取的声明 What the system knows of draws (QY-6.2, TJ51-14.2, 18). */
import type { Procedure } from '../law/procedure.ts';
import { defaultDrawSettings } from './settings.ts';
import { declareDuties } from './declared.ts';
import { codes } from './codes.ts';
import { drawSettings, forms } from './forms.ts';
import { names } from './names.ts';
import { summaryOf } from './summary.ts';

export const draw = {
  id: 'inspection-draw',
  room: 'draw',
  title: { zh: '双随机抽取', en: 'Draw' },
  workflow: 'inspectionDraw',
  prefix: 'CQ',
  // A draw under TJ51 says so when it opens.
  instrument: 'QY',
  alsoUnder: ['TJ51'],
  opens: ['draw', 'redraw'],
  brought: ['drawn', 'given-up'],
  codes,
  settings: { name: 'draw', form: drawSettings, defaults: defaultDrawSettings },
  forms,
  clause: (_act, { opening }) => opening.clause ?? 'QY-6.2',
  duties: declareDuties,
  names,
  unannounced: 'QY-6.2',
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
