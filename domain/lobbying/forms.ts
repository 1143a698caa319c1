/** 登记簿的表单 Everything that is asked of the register has one address and one form each, told apart by `do`: nothing outside the request says which it was. */
import { z } from 'zod';
import { document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import {
  actLabels,
  consequences,
  failures,
  grounds,
  lobbyingActs,
  outcomes,
  retaliationOutcomes,
  stages,
} from './terms.ts';

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cs}\0]*$/u, { error: '含无效字符 | An invalid character' });

const key = z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/, {
  error: '1–64 位字母、数字或 . _ : - | 1–64 letters, digits or . _ : -',
});
/** A record by its id, which says nothing. */
const record = z.uuid();
/** Sent again with the same key, an act counts once. */
const once = { key };
const reason = words(2000);
const month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: '应为 YYYY-MM | YYYY-MM is expected' });

/** `padding`: a client fills its requests up to one length, so that their size tells nothing either. It is not kept. */
const asks = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject({ ...shape, padding: z.string().max(65_536).optional() });

/** 姓名、单位、职务 `不详` where it could not be learnt. `officer`, `unitId`: as registered, where known. */
const somebody = z.strictObject({
  name: line(100),
  unit: line(200),
  post: line(100),
  howTried: words(500).optional(),
  officer: officerId.optional(),
  unitId: unitId.optional(),
});

/** 《医保监督检查请托说情登记表》 */
const form = {
  at: instantText.meta({ description: '遇有请托说情的时刻 When it happened' }),
  case: z.string().regex(/^[A-Za-z0-9._~-]{1,64}$/),
  stage: z.enum(stages),
  acts: z
    .array(z.enum(lobbyingActs))
    .min(1)
    .max(lobbyingActs.length)
    .refine((all) => new Set(all).size === all.length, {
      error: '重复的行为 | An act is named twice',
    })
    .meta({
      description: lobbyingActs
        .map((act) => `${act} ${actLabels[act].zh} ${actLabels[act].en}`)
        .join('; '),
    }),
  otherAct: words(1000).optional(),
  lobbyist: somebody,
  named: z
    .array(officerId)
    .max(20)
    .optional()
    .meta({ description: '涉及的上级 Superiors who are named in it' }),
  content: words(4000),
  refused: z.boolean().meta({ description: '已拒绝 Refused' }),
  informed: z.boolean().meta({ description: '已告知登记制度 Told of the register' }),
  dissuaded: z.boolean().meta({ description: '已劝阻 Dissuaded' }),
};

const register = asks({
  do: z.literal('register'),
  encounter: key,
  ...form,
  paper: z
    .strictObject({ document, completedAt: instantText })
    .optional()
    .meta({ description: '补录纸质登记表 Entered late from a paper form' }),
});
const correct = asks({ do: z.literal('correct'), record, ...once, ...form, reason });
const report = asks({ do: z.literal('report'), record, ...once, to: officerId });
const file = asks({
  do: z.literal('file'),
  record,
  ...once,
  with: z.enum(['leader', 'enforcement-supervision']),
  document: document.optional(),
});
const read = asks({ do: z.literal('read'), record, purpose: line(200) });
const list = asks({ do: z.literal('list') });

const judgePaper = asks({
  do: z.literal('judge-paper'),
  record,
  ...once,
  believed: z.boolean(),
  reason,
});
const find = asks({
  do: z.literal('find'),
  record,
  ...once,
  confirmed: z.boolean(),
  grounds: z.array(z.enum(grounds)).max(grounds.length),
  reason,
});
const circulate = asks({
  do: z.literal('circulate'),
  record,
  ...once,
  words: words(4000),
  document,
});
const consequence = asks({
  do: z.literal('consequence'),
  record,
  ...once,
  kind: z.enum(consequences),
  partyMember: z.boolean(),
  reason,
});
const accountability = asks({
  do: z.literal('accountability'),
  ...once,
  officer: officerId,
  failure: z.enum(failures),
  outcome: z.enum(outcomes),
  minor: z.boolean().meta({ description: '情节轻微 Of little weight' }),
  reason,
});

const retaliation = asks({
  do: z.literal('retaliation'),
  ...once,
  accused: somebody,
  forAnother: z.boolean().meta({ description: '代登记人报告 Reported for the registrant' }),
  content: words(4000),
});
const retaliationEnd = asks({
  do: z.literal('retaliation-outcome'),
  record,
  ...once,
  outcome: z.enum(retaliationOutcomes),
  measures: words(2000),
});
const takeUp = asks({ do: z.literal('take-up'), record, ...once });

const summary = asks({ do: z.literal('summary'), month, purpose: line(200) });
const receiveSummary = asks({ do: z.literal('receive-summary'), month });
const open = asks({ do: z.literal('open') });
const grow = asks({ do: z.literal('grow') });

export const requestForm = z.discriminatedUnion('do', [
  open,
  grow,
  register,
  correct,
  report,
  file,
  read,
  list,
  judgePaper,
  find,
  circulate,
  consequence,
  accountability,
  retaliation,
  takeUp,
  retaliationEnd,
  summary,
  receiveSummary,
]);
type Requested = z.output<typeof requestForm>;
export type Asked = Requested extends infer R
  ? R extends unknown
    ? Omit<R, 'padding'>
    : never
  : never;
export type AskedTo<D extends Asked['do']> = Extract<Asked, { do: D }>;
/** The form of an encounter as it was filed, or corrected. */
export type EncounterForm = Omit<AskedTo<'correct'>, 'do' | 'record' | 'key' | 'reason'>;
