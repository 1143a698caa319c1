/** 一院一档、一医一档 Everything on record about one institution or practitioner, on one page (TJ51-9.1). */
import { z } from 'zod';
import { listFiles } from '../../db/queries/files.ts';
import { findRow, listChanges, listRows } from '../../db/queries/registry.ts';
import type { RegistryName } from '../../domain/registry/shapes.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { fileOf, fileShape } from '../files/file-shape.ts';
import { partiesOf } from '../intake/authority.ts';
import { withheldFrom } from '../intake/hidden.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { ids } from '../registries/terms.ts';
import { shown, views } from '../registries/views.ts';
import type { RecordLines } from './lines.ts';

const text = z.string().nullable();
const lineShape = z
  .object({
    kind: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    file: text,
    from: text,
    until: text,
    state: text,
    clause: text,
  })
  .meta({ id: 'RecordLine' });
const changeShape = z.object({
  at: z.string(),
  by: z.string(),
  reason: text,
  fields: z.array(z.string()).meta({ description: '变更的字段 Which fields changed' }),
});
const common = {
  changes: z.array(changeShape).nullable().meta({
    description:
      '登记变更，最近的在前；登记员和监管人员查阅，其他人为 null Changes, the latest first; for registrars and regulators, null for others',
  }),
  files: z.array(fileShape).meta({
    description: '查阅人可见的案卷，最近的在前 Files the reader is shown, the newest first',
  }),
  lines: z.array(lineShape).meta({
    description:
      '暂停、检查、处理处罚等 Suspensions, inspections, decisions and what else the procedures have',
  }),
  more: z.array(z.enum(['changes', 'files', 'departments', 'practitioners', 'institutions'])).meta({
    description: '未全部列出的部分 Of which parts there is more than is listed',
  }),
};

/** So many of each part; what is longer has a list of its own. */
const MOST = 100;

const kinds = {
  institutions: {
    kind: 'institution',
    title: '一院一档 — Everything on record of an institution',
    shape: z
      .object({
        institution: views.institutions,
        departments: z.array(views.departments),
        practitioners: z.array(views.practitioners),
        ...common,
      })
      .meta({ id: 'InstitutionRecord' }),
  },
  practitioners: {
    kind: 'practitioner',
    title: '一医一档 — Everything on record of a physician or pharmacist',
    shape: z
      .object({
        practitioner: views.practitioners,
        institutions: z.array(views.institutions),
        ...common,
      })
      .meta({ id: 'PractitionerRecord' }),
  },
} as const;

export function recordRoutes({ sql }: ActDeps, lines: readonly RecordLines[]) {
  return (api: Api): void => {
    for (const name of ['institutions', 'practitioners'] as const) {
      const { title, shape } = kinds[name];
      api.route(
        {
          method: 'get',
          path: `/v1/${name}/:id/record`,
          tag: '主体 Subjects',
          summary: title,
          description:
            'TJ51-9.1：登记内容、变更历史、科室和人员、案卷、暂停、检查和处理。只含查阅人可以知悉的内容。The registration, its changes, its departments and people, files, suspensions, inspections and decisions: what the reader may know.',
          auth: 'caller',
          // Registrations, dates and states: no word of a file. What was read here would name what somebody is about to inspect (QY-10.3).
          reads: 'none',
          params: z.strictObject({ id: ids[name] }),
          problems: ['not-found', 'other-bureau'],
          responses: { 200: { description: '档案 The record', schema: shape } },
        },
        async ({ params: { id }, caller }) => {
          const parties = await partiesOf(sql, caller);
          const found = await findRow(sql, name, id);
          if (!found) throw new Problem('not-found');
          if (found.owner !== caller.bureau) throw new Problem('other-bureau');
          return { body: await recordOf({ sql, lines, caller, parties }, name, id) };
        },
      );
    }
  };
}

interface Reading {
  sql: ActDeps['sql'];
  lines: readonly RecordLines[];
  caller: Caller;
  parties: readonly string[] | undefined;
}

async function recordOf(r: Reading, name: 'institutions' | 'practitioners', id: string) {
  const today = databaseToday();
  const { kind } = kinds[name];
  const own = name === 'institutions' ? await institutionOf(r, id) : await practitionerOf(r, id);
  const changes = holds(r.caller, 'registrar', 'regulator')
    ? await listChanges(r.sql, name, id, { before: Number.MAX_SAFE_INTEGER, limit: MOST })
    : undefined;
  const files = await listFiles(
    r.sql,
    {
      bureau: r.caller.bureau,
      reader: r.caller.id,
      subject: id,
      subjectKind: kind,
      ...(r.parties && { parties: r.parties }),
    },
    undefined,
    MOST + 1,
    withheldFrom(r.sql, r.caller.id),
  );
  const { sql, parties, caller } = r;
  const { bureau, id: reader, unit } = caller;
  const of = { sql, bureau, reader, unit, parties, kind, id, today };
  const { more, ...rows } = own;
  return {
    ...rows,
    changes: changes?.slice(0, MOST).map(changeOf) ?? null,
    files: files.slice(0, MOST).map(fileOf),
    lines: (await Promise.all(r.lines.map((linesOf) => linesOf(of)))).flat(),
    more: [
      ...more,
      ...(changes && changes.length > MOST ? (['changes'] as const) : []),
      ...(files.length > MOST ? (['files'] as const) : []),
    ],
  };
}

async function institutionOf(r: Reading, id: string) {
  const [departments, practitioners] = await Promise.all([
    rowsOf(r, 'departments', id),
    rowsOf(r, 'practitioners', id),
  ]);
  return {
    institution: await oneOf(r, 'institutions', id),
    departments: departments.slice(0, MOST),
    practitioners: practitioners.slice(0, MOST),
    more: [
      ...(departments.length > MOST ? (['departments'] as const) : []),
      ...(practitioners.length > MOST ? (['practitioners'] as const) : []),
    ],
  };
}

async function practitionerOf(r: Reading, id: string) {
  const practitioner = await oneOf(r, 'practitioners', id);
  const { institutions } = practitioner as { institutions: string[] };
  return {
    practitioner,
    institutions: await Promise.all(institutions.map((one) => oneOf(r, 'institutions', one))),
    more: [],
  };
}

const oneOf = async (r: Reading, name: RegistryName, id: string) =>
  shown(name, (await findRow(r.sql, name, id))!, r.caller, databaseToday());

/** One more than is shown, so that it is said where there are more. */
const rowsOf = async (r: Reading, name: 'departments' | 'practitioners', institution: string) =>
  (await listRows(r.sql, name, { institution }, { after: '', limit: MOST })).map((one) =>
    shown(name, one, r.caller, databaseToday()),
  );

const changeOf = ({
  at,
  by,
  reason,
  before,
  after,
}: Awaited<ReturnType<typeof listChanges>>[number]) => ({
  at: when(at)!,
  by,
  reason,
  fields: changed(before, after),
});

const changed = (before: object | null, after: object): string[] => {
  const old = new Map(Object.entries(before ?? {}));
  return Object.entries(after)
    .filter(([field, value]) => JSON.stringify(old.get(field)) !== JSON.stringify(value))
    .map(([field]) => field);
};
