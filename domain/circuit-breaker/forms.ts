/** 熔断 The forms of what people file in a breaker, and what of them the engine is told. */
import { z } from 'zod';
import { at, remarks, serviceFields } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line } from '../law/shapes.ts';
import {
  attentionDecision,
  halfOpen,
  reset,
  resumeAcknowledgement,
  stopAcknowledgement,
  warningService,
  type Acts,
} from './acts.ts';

const reason = line(1000).optional().meta({ description: '理由 Why' });
const decision = z.strictObject({ document, reason, remarks });
const order = z
  .string()
  .regex(/^(stop|resume):[0-9]{1,4}$/, { error: '指令编号格式不符 | Not the number of an order' })
  .meta({ description: '停付或者恢复指令 The order', examples: ['stop:1'] });
const acknowledgement = z.strictObject({
  order,
  at: instantText.meta({
    description: '资金实际停止或者恢复的时间 When the money really stopped, or flowed again',
  }),
  document,
  remarks,
});

export const forms = {
  'warning-service': formFor(
    warningService,
    z.strictObject({
      warning: z
        .string()
        .regex(/^[a-z0-9-]{1,40}@[0-9]{1,6}$/, { error: '应为 指标@版本 | indicator@version' })
        .meta({ description: '指标和版本 Indicator and version', examples: ['daily-cards@1'] }),
      ...serviceFields,
      remarks,
    }),
    (p) => ({ servedAt: at(p.servedAt), facts: { item: p.warning, method: p.method } }),
  ),
  'attention-decision': formFor(
    attentionDecision,
    z.strictObject({ outcome: z.enum(['retry', 'close']), document, reason, remarks }),
    (p) => ({ facts: { outcome: p.outcome, reasonGiven: p.reason !== undefined } }),
  ),
  'stop-acknowledgement': formFor(stopAcknowledgement, acknowledgement, (p) => ({
    occurredAt: at(p.at),
    facts: { item: p.order },
  })),
  'resume-acknowledgement': formFor(resumeAcknowledgement, acknowledgement, (p) => ({
    occurredAt: at(p.at),
    facts: { item: p.order },
  })),
  'half-open': formFor(halfOpen, decision, (p) => ({
    facts: { reasonGiven: p.reason !== undefined },
  })),
  reset: formFor(reset, decision, (p) => ({ facts: { reasonGiven: p.reason !== undefined } })),
} satisfies Forms<Acts>;
