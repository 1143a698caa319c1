/** 政务服务事项清单 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { itemId } from '../commitment-case/registries.ts';
import { documentNo, reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { day, document, line, unitId } from '../law/shapes.ts';
import { confirmation, rejection, type Acts } from './acts.ts';
import { flagIds, flags, powerTypeIds, timeUnits, type Flag } from './terms.ts';

const hashText = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: '应为 64 位小写十六进制 | 64 lower-case hexadecimal digits' });

export const forms = {
  'service-catalogue-confirmation': formFor(
    confirmation,
    z.strictObject({
      list: hashText.meta({
        description: '所读清单的哈希（见该版本的 hash） The hash of the lists that were read',
      }),
      remarks,
    }),
    (p) => ({ facts: { list: p.list } }),
  ),
  'service-catalogue-rejection': formFor(rejection, z.strictObject({ reason, remarks }), (p) => ({
    facts: { reasonGiven: p.reason !== undefined },
  })),
} satisfies Forms<Acts>;

/** Digits, and at most two after the point; what is negative is refused under its clause. */
export const decimalText = z.string().regex(/^-?\d{1,6}(?:\.\d{1,2})?$/, {
  error: '应为小数，如 0.5 | A decimal such as 0.5',
});

const number = z.int().min(1).max(999).meta({ description: '序号 The number in the list' });
const name = line(500).meta({ description: '事项名称，照录 The name, verbatim' });
const note = line(500).optional().meta({ description: '对原文的说明 A note on the text' });
const why = line(500).optional().meta({
  description: '名称或者类型与前一版不同的理由 Why it is called or classed otherwise than before',
});
const flag = z.boolean().optional();

const powerShape = z
  .strictObject({
    number,
    name,
    type: z
      .enum(powerTypeIds)
      .meta({ description: '事项类型，附件所列五类 One of the five types' }),
    note,
    online: flag,
    fullyOnline: flag,
    why,
  })
  .meta({ id: 'ServicePower' });

const serviceShape = z
  .strictObject({
    number,
    name,
    note,
    ...(Object.fromEntries(
      flagIds.map((id) => [
        id,
        flag.meta({ description: `${flags[id].zh} ${flags[id].en}；不填为不详 unknown if absent` }),
      ]),
    ) as Record<Flag, typeof flag>),
    commitmentItem: itemId.optional().meta({
      description: '承诺制事项清单中的事项 The item of the list of commitment (TJ84-3.1)',
    }),
    leadsTo: z.enum(['agreements', 'complaints']).optional().meta({
      description: '办理结果登记于定点协议，或者转为投诉 Leads to an agreement or a complaint',
    }),
    time: z
      .strictObject({
        unit: z.enum(timeUnits),
        statutory: decimalText.meta({ description: '法定时限 The statutory time' }),
        actual: decimalText.optional().meta({ description: '实际（承诺）时限 The actual one' }),
      })
      .optional(),
    materials: z.array(line(200)).max(50).optional(),
    why,
  })
  .meta({ id: 'PublicService' });

const numbered = <S extends z.ZodObject>(shape: S) =>
  z
    .array(shape)
    .min(1)
    .max(500)
    .refine((all) => new Set(all.map((one) => one['number'])).size === all.length, {
      error: '序号重复 | A number stands twice',
    })
    .refine((all) => new Set(all.map((one) => one['name'])).size === all.length, {
      error: '事项名称重复 | A name stands twice',
    });

/** 清单版本的提出 What POST /v1/service-catalogues takes. */
export const proposalShape = z.strictObject({
  decidedOn: day.optional().meta({ description: '决定日期 When it was decided' }),
  inForceOn: day.optional().meta({
    description:
      '施行日期；以后各版不早于复核之日 From when it holds; a later version not before the day of its confirmation',
  }),
  documentNo: documentNo.optional(),
  document: document.meta({ description: '依据 The paper on which it rests' }),
  reason: reason.meta({ description: '调整理由；首版可以不写 Why; of the first version optional' }),
  powers: numbered(powerShape).optional().meta({
    description: '整份权力清单；不写的，为附件2 The whole list of powers; absent: annex 2',
  }),
  services: numbered(serviceShape).optional().meta({
    description: '整份服务清单；不写的，为附件3 The whole list of services; absent: annex 3',
  }),
  denominators: z
    .strictObject({ powers: z.int().min(0), services: z.int().min(0) })
    .optional()
    .meta({
      description:
        '此后各项占比的分母；事项数变更时必填 What the shares are counted over from then on; required where the numbers change',
    }),
  confirming: unitId.optional().meta({
    description: '复核单位；不写的，为上级单位 The unit that confirms it; absent: the superior one',
  }),
  remarks,
});
/** 版本的撤回 What POST /v1/service-catalogues/{file}/revocation takes. */
export const revocationShape = z.strictObject({
  document: document.meta({ description: '依据 The paper on which it rests' }),
  reason: line(1000),
  confirming: unitId.optional(),
  remarks,
});
export type RevocationPayload = z.output<typeof revocationShape>;
export type ProposalPayload = z.output<typeof proposalShape>;
