/** 信用监管事项清单 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { at, documentNo, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { day, document, instantText, line } from '../law/shapes.ts';
import { publication, report, type Acts } from './acts.ts';
import { changeKinds, changeText, powerTypeIds } from './terms.ts';

const itemId = z.string().regex(/^[A-Za-z0-9.-]{1,40}$/, {
  error: '事项编号：1–40 位字母、数字、. 或 - | An item id: 1–40 of letters, digits, ., -',
});

export const forms = {
  'credit-list-publication': formFor(
    publication,
    z.strictObject({
      publishedAt: instantText.meta({ description: '公布时间 When it was published' }),
      url: z
        .url({ protocol: /^https?$/, error: '应为网址 | A web address is expected' })
        .max(1000)
        .meta({ description: '市局官网的网址 Where it stands on the website' }),
      proof: document.meta({ description: '页面快照 A capture of the page' }),
      remarks,
    }),
    (p) => ({ occurredAt: at(p.publishedAt), facts: { documentHash: p.proof.sha256 } }),
  ),
  'credit-list-report': formFor(
    report,
    z.strictObject({
      changes: z
        .array(z.strictObject({ kind: z.enum(changeKinds), item: itemId }))
        .max(500)
        .meta({
          description:
            '所报告的变更：增加 add、删除 delete、修改 modify，须与本次清单的变更一致 The changes that it reports: all of this adoption',
        }),
      document: document.meta({ description: '报告 The report' }),
      deliveredAt: instantText.meta({
        description: '市信用办收到的时间，以收件凭证为准 When the office received it, by its paper',
      }),
      receipt: document.optional().meta({
        description: '市信用办的收件凭证，不是报告本身 The paper of the office that proves it',
      }),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.deliveredAt),
      facts: {
        changes: p.changes.map(changeText),
        receipt: !p.receipt ? 'none' : p.receipt.sha256 === p.document.sha256 ? 'same' : 'given',
        documentHash: p.document.sha256,
      },
    }),
  ),
} satisfies Forms<Acts>;

const unique = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

const item = z
  .strictObject({
    id: itemId,
    name: line(500).meta({ description: '事项名称，照录 The name, verbatim' }),
    powerType: z.enum(powerTypeIds).optional().meta({
      description:
        '权力类型：附件所列行政检查，或者五类权责目录之一 As the annex has it, or one of the five catalogues',
    }),
    note: line(500).optional().meta({ description: '对原文的说明 A note on the text' }),
  })
  .meta({ id: 'CreditListItem' });

/** 清单的通过 What POST /v1/credit-lists takes. */
export const adoptionShape = z.strictObject({
  adoptedOn: day.optional().meta({
    description:
      '清单通过的日期，十个工作日自其次日起算 When the list was adopted: the ten days count from it',
  }),
  documentNo: documentNo.optional(),
  document: document.meta({ description: '通过清单的文件 The paper that adopts it' }),
  items: z
    .array(item)
    .min(1)
    .max(200)
    .refine((all) => unique(all.map(({ id }) => id)), {
      error: '事项编号重复 | An item id stands twice',
    })
    .refine((all) => unique(all.map(({ name }) => name)), {
      error: '事项名称重复 | A name stands twice',
    })
    .optional()
    .meta({ description: '整份清单；不写的，为附件所印五项 The whole list; absent: the annex' }),
  provincial: z
    .strictObject({
      documentNo,
      items: z.array(line(500)).min(1).max(500),
    })
    .optional()
    .meta({
      description:
        '所对标的省级清单：文号和事项名称 The provincial list with the names of its items',
    }),
  remarks,
});
export type AdoptionPayload = z.output<typeof adoptionShape>;
