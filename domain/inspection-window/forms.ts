/** 窗口案卷的表单 The form of a correction of the end (QY-12.1). */
import { z } from 'zod';
import { formFor, type Forms } from '../law/forms.ts';
import { day, document, line } from '../law/shapes.ts';
import { windowCorrection, type WindowActs } from './acts.ts';

const correction = z.strictObject({
  endedOn: day,
  evidence: document.optional(),
  reason: line(2000).optional(),
});
export const forms = {
  'window-correction': formFor(windowCorrection, correction, (p) => ({
    facts: {
      endedOn: p.endedOn,
      evidence: p.evidence !== undefined,
      reasonGiven: p.reason !== undefined,
    },
  })),
} satisfies Forms<WindowActs>;
