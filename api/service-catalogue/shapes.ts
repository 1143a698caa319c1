/** 清单的显示 How a version and its rows are shown. */
import { z } from 'zod';
import type { ItemRows, VersionRow } from '../../db/service-catalogue/store.ts';
import { flagIds, flags, powerTypeIds, powerTypes } from '../../domain/service-catalogue/terms.ts';
import type { Column } from '../http/csv.ts';
import { when } from '../http/when.ts';

const text = z.string().nullable();
const said = z.boolean().nullable();

export const versionShape = z
  .object({
    file: z.string(),
    version: z.int().nullable(),
    state: z.enum(['proposed', 'confirmed', 'rejected', 'revoked']),
    decidedOn: z.string(),
    inForceOn: z.string().meta({ description: '所提出的施行日期 As it was proposed' }),
    inForceFrom: text.meta({ description: '施行 From this day it is the one in force' }),
    inForceUntil: text.meta({ description: '施行至，含当日 The last day of it' }),
    documentNo: text,
    reason: text,
    changes: z.array(z.string()).meta({
      description:
        '变更：增加 add、删除 delete、更名 rename、修改 modify，后接 P（权力）或 S（服务）及序号',
    }),
    hash: z.string().meta({ description: '清单内容的哈希 The hash of the lists' }),
    proposedBy: z.string(),
    confirmedBy: text,
    confirmedAt: text,
    powers: z.int(),
    services: z.int(),
    inForce: z.boolean(),
  })
  .meta({ id: 'ServiceCatalogue' });

export const versionShown = (v: VersionRow): z.input<typeof versionShape> => ({
  ...v,
  confirmedAt: when(v.confirmedAt),
});

const powerShape = z.object({
  number: z.int(),
  name: z.string(),
  type: z.enum(powerTypeIds),
  note: text,
  why: text,
  online: said,
  fullyOnline: said,
});
const serviceShape = z.object({
  number: z.int(),
  name: z.string(),
  note: text,
  why: text,
  ...(Object.fromEntries(flagIds.map((id) => [id, said])) as Record<
    (typeof flagIds)[number],
    typeof said
  >),
  commitmentItem: text,
  commitmentTypes: z.array(z.string()).nullable().meta({
    description: '该日承诺制事项清单所许的类型（TJ84-2） As the list of commitment allows',
  }),
  leadsTo: text,
  timeUnit: text,
  statutory: text,
  actual: text,
  materials: z.array(z.string()),
});
export const rowsShape = {
  powers: z.array(powerShape),
  services: z.array(serviceShape),
};

type Line = { kind: '权力' | '服务' } & Partial<ItemRows['services'][number]> &
  Partial<Omit<ItemRows['powers'][number], 'number' | 'name'>> & { number: number; name: string };
export const linesOf = ({ powers, services }: ItemRows): Line[] => [
  ...powers.map((p): Line => ({ kind: '权力', ...p })),
  ...services.map((s): Line => ({ kind: '服务', ...s })),
];
/** 未填 is not 否. */
const yes = (value: boolean | null | undefined): string =>
  value === null || value === undefined ? '不详' : value ? '是' : '否';
export const lineColumns: readonly Column<Line>[] = [
  ['清单 list', ({ kind }) => kind],
  ['序号 number', ({ number }) => number],
  ['事项名称 item', ({ name }) => name],
  ['事项类型 type', ({ type }) => type && powerTypes[type].zh],
  ...flagIds.map((id): Column<Line> => [
    `${flags[id].zh} ${flags[id].en}`,
    (line) =>
      line.kind === '权力' && id !== 'online' && id !== 'fullyOnline' ? null : yes(line[id]),
  ]),
  ['时限单位 unit', ({ timeUnit }) => timeUnit],
  ['法定时限 statutory', ({ statutory }) => statutory],
  ['实际时限 actual', ({ actual }) => actual],
  ['材料 materials', ({ materials }) => materials?.join('；')],
  ['说明 note', ({ note }) => note],
];
