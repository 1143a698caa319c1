/** 服务登记 The small registry of services: innovations, evaluations by third parties, publicity, rules of the window, the telephone for complaints, what is recognised across regions and what is delegated. */
import { z } from 'zod';
import { day, document, line } from '../law/shapes.ts';

export const noteKinds = [
  'innovation',
  'third-party-evaluation',
  'publicity',
  'window-rules',
  'complaint-phone',
  'cross-region',
  'delegation',
] as const;
export type NoteKind = (typeof noteKinds)[number];

export const clauseOfNote: Readonly<Record<NoteKind, string>> = {
  innovation: 'QJ-2.8',
  'third-party-evaluation': 'QJ-2.8',
  publicity: 'QJ-3.4',
  'window-rules': 'QJ-2.9',
  'complaint-phone': 'QJ-2.9',
  'cross-region': 'QJ-2.5',
  delegation: 'QJ-2.3',
};

const common = {
  on: day.meta({ description: '日期：推出、评估、宣传或者公布的日期 When it was' }),
  title: line(200),
};
const service = z.int().min(1).max(999).meta({
  description: '当日施行的清单中的序号 The number in the list in force on the day',
});
const url = z
  .url({ protocol: /^https?$/, error: '应为网址 | A web address is expected' })
  .max(1000);
const evidence = document.meta({ description: '证明材料 The paper that proves it' });
/** 受理条件、申请材料、办事流程 What is recognised or handed down is said whole, with its batch and where it was published. */
const course = {
  service,
  conditions: line(2000),
  materials: z.array(line(200)).max(50),
  process: line(2000),
  batch: z.int().min(1).max(99).meta({ description: '批次 Which batch' }),
  url: url.optional(),
  document: evidence,
};

export const noteShape = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('innovation'),
      ...common,
      services: z.array(service).max(100).optional(),
      description: line(2000),
      document: evidence,
    }),
    z.strictObject({
      kind: z.literal('third-party-evaluation'),
      ...common,
      evaluator: line(200),
      findings: line(2000),
      document: evidence,
    }),
    z.strictObject({
      kind: z.literal('publicity'),
      ...common,
      channel: line(200),
      audience: line(200).optional(),
      document: evidence.optional(),
    }),
    z.strictObject({
      kind: z.literal('window-rules'),
      ...common,
      url: url.optional(),
      document: evidence,
    }),
    z.strictObject({
      kind: z.literal('complaint-phone'),
      ...common,
      phone: z.string().regex(/^[0-9][0-9-]{2,19}$/, {
        error: '应为公布的电话号码 | A published telephone number is expected',
      }),
      url: url.optional(),
    }),
    z.strictObject({
      kind: z.literal('cross-region'),
      ...common,
      regions: z.array(line(100)).min(1).max(50),
      ...course,
    }),
    z.strictObject({ kind: z.literal('delegation'), ...common, to: line(200), ...course }),
  ])
  .meta({ id: 'ServiceNote' });
export type Note = z.output<typeof noteShape>;

export const noteWithdrawal = z.strictObject({ reason: line(500) });
