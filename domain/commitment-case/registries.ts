/** 承诺制事项的登记簿 The forms in which service lists, coordinators, rosters and absences are registered (TJ84). */
import { z } from 'zod';
import { day, document, line, officerId, unitId } from '../law/shapes.ts';
import { commitmentTypes, licenceKinds, sides } from './terms.ts';

export * from './terms.ts';

const distinct = (all: readonly string[]): boolean => new Set(all).size === all.length;
const twice = { error: '不得重复 | No duplicates' };

export const itemId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, {
  error: '事项编号：1–64 位字母、数字、. 或 - | An item id: 1–64 of letters, digits, ., -',
});

/** 政务服务事项. `types` empty: the item is in the list, but not done on commitment. */
export const serviceItem = z
  .strictObject({
    id: itemId,
    name: line(200),
    types: z.array(z.enum(commitmentTypes)).max(2).refine(distinct, twice),
    licenceKind: z.enum(licenceKinds).nullable(),
    materials: z
      .array(z.strictObject({ id: itemId, name: line(200) }))
      .max(100)
      .refine((all) => distinct(all.map(({ id }) => id)), twice),
    departments: z
      .array(z.strictObject({ accepting: unitId, supervising: unitId }))
      .max(2000)
      .refine((all) => distinct(all.map(({ accepting }) => accepting)), {
        error: '同一受理部门只能对应一个监管部门 | One supervising department for an accepting one',
      }),
  })
  .meta({ id: 'ServiceItem' });
export type ServiceItem = z.infer<typeof serviceItem>;

const reason = line(500).meta({ description: '登记理由 Why' });

/** 政务服务事项清单, as a whole. The rows are judged one by one. */
export const serviceListBody = z.strictObject({
  document,
  reason,
  items: z.array(z.unknown()).min(1).max(2000),
});
export interface ServiceList {
  effectiveFrom: string;
  document: z.infer<typeof document>;
  reason: string;
  items: ServiceItem[];
}

const ordered = {
  error: '结束日期不得早于开始日期 | The end must not lie before the beginning',
  path: ['until'],
};

/** TJ84-15.0  An appointment; without an officer the post is vacant from that day. */
export const appointment = z
  .strictObject({
    unit: unitId,
    side: z.enum(sides),
    officer: officerId.nullable(),
    substitute: officerId.nullable(),
    from: day,
    until: day.nullable(),
    reason,
  })
  .refine(({ from, until }) => until === null || from <= until, ordered)
  .refine(({ officer, substitute }) => substitute === null || officer !== null, {
    error: '没有协调员就没有代理人 | No substitute without a coordinator',
    path: ['substitute'],
  });
export type Appointment = z.infer<typeof appointment>;

/** The row that this one corrects or ends; `void`: it only takes it away. */
const change = { replaces: z.int().min(1).nullable(), void: z.boolean() };
const voids = { error: '作废须指明被作废的登记 | Say which row is void', path: ['replaces'] };

/** TJ84-6  专人 and 监管人员. `item` null: every item. */
export const rosterRow = z
  .strictObject({
    unit: unitId,
    officer: officerId,
    duty: z.enum(['distribute', 'supervise']),
    item: itemId.nullable(),
    from: day,
    until: day.nullable(),
    reason,
    ...change,
  })
  .refine(({ from, until }) => until === null || from <= until, ordered)
  .refine((row) => !row.void || row.replaces !== null, voids);
export type RosterRow = z.infer<typeof rosterRow>;

/** 不在岗. */
export const absence = z
  .strictObject({ officer: officerId, from: day, until: day, reason, ...change })
  .refine(({ from, until }) => from <= until, ordered)
  .refine((row) => !row.void || row.replaces !== null, voids);
export type Absence = z.infer<typeof absence>;

/** TJ84-15.7 其他职责: what a coordinator puts on record freely. */
export const coordinatorRecord = z.strictObject({
  unit: unitId,
  side: z.enum(sides),
  on: day,
  text: line(2000),
  document: document.nullable(),
});
export type CoordinatorRecord = z.infer<typeof coordinatorRecord>;
