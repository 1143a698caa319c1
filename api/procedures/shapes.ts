/** 程序目录 The forms of its answers. */
import { z } from 'zod';

const sentence = z.object({ zh: z.string(), en: z.string() });
const jsonSchema = z
  .looseObject({})
  .meta({ description: 'JSON Schema 2020-12：所提交内容的形式 The form of what is submitted' });

const dutyShape = z
  .object({
    duty: z.string(),
    kind: z
      .enum(['within', 'until'])
      .meta({ description: 'until：到期前可以办理的期间 A window, and no duty' }),
    act: z.string().meta({ description: '履行该项义务的文书 The act that performs it' }),
    action: sentence,
    when: sentence.nullable().meta({ description: '仅适用于 Only in these files' }),
    owedBy: sentence,
    owedTo: sentence,
    limit: z.unknown().meta({ description: 'null：日期由案卷确定 The file itself sets the day' }),
    limitWords: sentence,
    judgedBy: z.enum(['receipt', 'occurrence', 'service']),
    force: z.enum(['text', 'reading', 'management']),
    clause: z.string(),
    article: z.string(),
  })
  .meta({ id: 'ProcedureDuty' });

const actLine = z.object({
  type: z.string(),
  title: sentence,
  href: z.string().meta({ description: '该文书的形式 Its form' }),
});

const opening = z.object({
  act: z.string(),
  title: sentence,
  method: z.literal('POST'),
  path: z.string(),
  schema: jsonSchema,
});

const instrument = z.object({ id: z.string(), number: z.string(), title: z.string() });

export const procedureLine = z
  .object({
    id: z.string(),
    title: sentence,
    prefix: z
      .string()
      .meta({ description: '案卷编号的字头 What the numbers of its files begin with' }),
    instrument,
    governing: instrument
      .extend({ basis: z.enum(['binding', 'adopted']) })
      .nullable()
      .meta({
        description:
          '今日据以在本局立卷的文件：施行于本地区，或经决定采用；没有的不能立卷（X-11） Under which it opens in the caller’s bureau today: binding here, or adopted; none: it does not open there',
      }),
    refusal: z
      .object({ code: z.string(), clause: z.string(), say: sentence, lawful: sentence })
      .nullable()
      .meta({ description: '不能立卷的理由 Why it does not open there' }),
    href: z.string(),
  })
  .meta({ id: 'ProcedureLine' });

export const procedureShape = procedureLine
  .extend({
    opens: z.array(opening).meta({
      description:
        '立卷的地址；由系统立卷的没有 Where it is opened; none where the system opens it',
    }),
    acts: z.array(actLine),
    duties: z.array(dutyShape),
    codes: z.array(z.string()).meta({ description: '问题代码，见 /problems Problem codes' }),
  })
  .meta({ id: 'ProcedureInFull' });

export const actFormShape = z
  .object({
    procedure: z.string(),
    type: z.string(),
    title: sentence,
    method: z.literal('POST'),
    path: z.string(),
    schema: jsonSchema,
    duties: z.array(dutyShape).meta({ description: '本文书履行的义务 The duties it performs' }),
    deprecated: z
      .object({ since: z.string(), until: z.string(), instead: z.string() })
      .optional()
      .meta({ description: '弃用：自何日起、何日停用、改用什么 That it is to go' }),
  })
  .meta({ id: 'ProcedureAct' });
