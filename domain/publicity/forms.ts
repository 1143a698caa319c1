/** 曝光 The forms as they are submitted, and what of them the engine is told. What is published, where and why stays in the payload. */
import { z } from 'zod';
import { at, reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line, officerId } from '../law/shapes.ts';
import {
  abandonment,
  approval,
  ending,
  omission,
  pause,
  publication,
  text,
  withdrawal,
  type Acts,
} from './acts.ts';
import { identifiersIn } from './masking.ts';
import { everyChannel } from './terms.ts';

/** 文稿 What is to be published, in full and as a text message. */
const words = {
  title: line(200),
  text: line(4000).meta({
    description:
      '公开全文：机构写全称，自然人写姓氏加“某”，不得出现患者 Institutions by their full names, persons by the first character and 某, no patients',
  }),
  shortText: line(500).meta({ description: '短信文本 The text message' }),
};
/** The words of a draft as one text: nothing hides between them. */
export const wordsOf = (p: { title: string; text: string; shortText: string }): string =>
  [p.title, p.text, p.shortText].join('\n');

const channel = z.enum(everyChannel).meta({
  description:
    '局门户网站 portal、医保诚信网监督宣传专栏 credit-site、医保监督微信公众号 wechat、医保监管短信平台 sms、主要媒体 media-1 至 media-5',
});
const address = line(500).meta({ description: '网址、栏目或者批次号 Where it can be found' });
const proof = document.meta({
  description: '页面快照或者发送记录 A capture of the page, or the log',
});
const outlet = line(100).optional().meta({ description: '媒体名称 Which medium' });

export const forms = {
  'publicity-text': formFor(text, z.strictObject({ ...words, reason, remarks }), (p) => ({
    facts: { identifiers: identifiersIn(wordsOf(p)), reasonGiven: p.reason !== undefined },
  })),
  'publicity-approval': formFor(
    approval,
    z.strictObject({
      outcome: z.enum(['approved', 'returned']),
      draft: z
        .string()
        .max(200)
        .meta({ description: '所审批文稿的文书编号 The act that brought the text' }),
      remediesOver: z.boolean().default(false).meta({
        description:
          '复议、诉讼已经结束或者没有提起；本局设定等待的须填 Review and suit are over, where the bureau waits for them',
      }),
      reason,
      remarks,
    }),
    (p) => ({
      facts: {
        outcome: p.outcome,
        draft: p.draft,
        remediesOver: p.remediesOver,
        reasonGiven: p.reason !== undefined,
      },
    }),
  ),
  'publicity-abandonment': formFor(
    abandonment,
    z.strictObject({ reason, document: document.optional(), remarks }),
    (p) => ({ facts: { reasonGiven: p.reason !== undefined } }),
  ),
  'channel-publication': formFor(
    publication,
    z.strictObject({ channel, outlet, publishedAt: instantText, address, proof, remarks }),
    (p) => ({
      occurredAt: at(p.publishedAt),
      facts: {
        item: p.channel,
        outletGiven: p.outlet !== undefined,
        documentHash: p.proof.sha256,
      },
    }),
  ),
  'channel-omission': formFor(omission, z.strictObject({ channel, reason, remarks }), (p) => ({
    facts: { item: p.channel, reasonGiven: p.reason !== undefined },
  })),
  'channel-withdrawal': formFor(
    withdrawal,
    z.strictObject({
      channel,
      how: z.enum(['withdrawn', 'corrected']),
      withdrawnAt: instantText,
      explanation: line(2000).meta({ description: '公开说明的理由 The reason as it is published' }),
      address,
      proof,
      publishedAt: instantText.optional().meta({
        description:
          '没有登记过发布的，实际发布的时间 When it had been published, where that was never recorded',
      }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.withdrawnAt),
      facts: {
        item: p.channel,
        how: p.how,
        identifiers: identifiersIn(p.explanation),
        documentHash: p.proof.sha256,
        ...(p.publishedAt !== undefined && { publishedAt: at(p.publishedAt) }),
      },
    }),
  ),
  'publicity-pause': formFor(
    pause,
    z.strictObject({ paused: z.boolean(), reason, document: document.optional(), remarks }),
    (p) => ({ facts: { paused: p.paused, reasonGiven: p.reason !== undefined } }),
  ),
  'publicity-end': formFor(ending, z.strictObject({ reason, proof, remarks }), (p) => ({
    facts: { reasonGiven: p.reason !== undefined },
  })),
} satisfies Forms<Acts>;

/** 拟稿 What POST /v1/publicities takes. */
export const draftShape = z.strictObject({
  decision: z
    .strictObject({
      file: z
        .string()
        .max(200)
        .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' }),
      number: z
        .int()
        .min(1)
        .meta({ description: '该案卷的第几号决定，见待曝光清单 Which decision of the file' }),
    })
    .meta({
      description: '已送达生效的决定 A decision that was served: of a case or a rapid response',
    }),
  ...words,
  approver: officerId.meta({
    description: '审批的负责人：本单位或者上级，不是拟稿人 The head who is to approve it',
  }),
  remarks,
});
export type DraftPayload = z.output<typeof draftShape>;
