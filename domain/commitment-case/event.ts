/** 一网通平台审管联动模块 The events of the platform (TJ84-4): the record of an approval, or an act of the case, each with its own key. */
import { z } from 'zod';
import { forms } from './forms.ts';
import { approvalShape } from './approval.ts';

/** How many events one call takes. */
export const BATCH = 200;

const key = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, { error: '1–128 个可见字符 | 1–128 visible characters' })
  .meta({
    description: '事件幂等键 Idempotency key of the event; never another event under the same key',
  });
export const resultShape = approvalShape.shape.result.meta({
  description: '办理结果编号：凭此找到案卷 The result: its file is found by it',
});

/** An approval opens the case, archived and pushed in one where it says so; every other event is an act of the case of its result. */
export const actTypes = Object.keys(forms) as [keyof typeof forms, ...(keyof typeof forms)[]];
export const eventShape = z
  .discriminatedUnion('type', [
    z.strictObject({ key, type: z.literal('approval'), body: approvalShape }),
    z.strictObject({
      key,
      type: z.enum(actTypes),
      result: resultShape,
      body: z
        .record(z.string().max(64), z.unknown())
        .default({})
        .meta({ description: '同 POST /v1/files/{id}/acts/{type} 的正文 The body as of that act' }),
    }),
  ])
  .meta({ id: 'InboundEvent' });
export type InboundEvent = z.output<typeof eventShape>;

export const resultOf = (event: InboundEvent): string =>
  event.type === 'approval' ? event.body.result : event.result;
