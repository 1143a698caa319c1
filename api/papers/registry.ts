/** /v1/papers: the kinds of papers with their fields and standard templates; the bureau's series and templates, by two persons. */
import { z } from 'zod';
import {
  countersOf,
  inForceOn,
  seriesOf,
  templatesOf,
  type TemplateRow,
} from '../../db/queries/papers.ts';
import { day, line } from '../../domain/law/shapes.ts';
import { commonFields } from '../../domain/papers/common.ts';
import { allKinds } from '../../domain/papers/kinds.ts';
import { mark } from '../../domain/papers/number.ts';
import { templateShape } from '../../domain/papers/template.ts';
import { procedureOf, procedures } from '../../domain/procedures.ts';
import { databaseToday } from '../http/clock.ts';
import { badInput } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposalReply, proposalShape } from '../registries/proposal-shape.ts';
import { proposed } from '../registries/two-persons.ts';
import { paperSeriesGround, paperTemplateGround, thisYear } from './grounds.ts';
import { tag } from './shapes.ts';

export const paperRegistryRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    kinds(api, deps);
    series(api, deps);
    writeSeries(api, deps);
    writeTemplate(api, deps);
  };

const sentence = z.object({ zh: z.string(), en: z.string() });
const fieldShape = z.object({ label: sentence, written: z.string(), optional: z.boolean() });

const kindShape = z.object({
  id: z.string(),
  procedure: z.string(),
  procedureTitle: sentence,
  title: sentence,
  act: z.string(),
  form: z.string().nullable(),
  fields: z.record(z.string(), fieldShape),
  template: templateShape,
  version: z
    .int()
    .nullable()
    .meta({ description: '本局模板的版本；空为标准模板 Null: the standard template' }),
});

function kinds(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/papers/kinds',
      tag,
      summary: '公文种类、项目与模板 — Kinds of papers, their fields, and the templates in force',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ procedure: z.string().max(40).optional() }),
      responses: {
        200: {
          description: '种类 Kinds',
          schema: z.object({
            items: z.array(kindShape),
            common: z.record(z.string(), sentence).meta({
              description: '各种公文共有的项目 Fields that every paper has',
            }),
          }),
        },
      },
    },
    async ({ query, caller }) => {
      const templates = await templatesOf(sql, caller.bureau);
      const items = allKinds
        .filter(({ procedure }) => (query.procedure ?? procedure) === procedure)
        .map((one) => kindShown(one, inForceOn(templates, [one.id], databaseToday())));
      return { body: { items, common: commonFields } };
    },
  );
}

function kindShown(
  { id, procedure, paper }: (typeof allKinds)[number],
  own: TemplateRow | undefined,
): z.input<typeof kindShape> {
  const { title, act, form = null, fields } = paper;
  return {
    id,
    procedure,
    procedureTitle: procedureOf(procedure)!.title,
    title,
    act,
    form,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, { label, written, optional = false }]) => [
        name,
        { label, written, optional },
      ]),
    ),
    template: own?.template ?? paper.template,
    version: own?.template ? own.version : null,
  };
}

const versionFields = {
  kind: z.string(),
  version: z.int(),
  inForceFrom: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
};

function series(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/papers/series',
      tag,
      summary: '本局的公文字号和模板 — The series and templates of the bureau, by version',
      auth: 'caller',
      reads: 'none',
      responses: {
        200: {
          description: '字号、模板 Series, templates',
          schema: z.object({
            series: z.array(z.object({ ...versionFields, mark: z.string() })),
            counters: z.array(z.object({ mark: z.string(), year: z.int(), last: z.int() })),
            templates: z.array(z.object({ ...versionFields, template: templateShape.nullable() })),
          }),
        },
      },
    },
    async ({ caller }) => {
      const [all, counters, templates] = await Promise.all([
        seriesOf(sql, caller.bureau),
        countersOf(sql, caller.bureau),
        templatesOf(sql, caller.bureau),
      ]);
      return {
        body: {
          series: all.map(({ bureau: _bureau, ...row }) => ({
            ...row,
            enteredAt: when(row.enteredAt)!,
          })),
          counters,
          templates: templates.map(({ bureau: _bureau, ...row }) => ({
            ...row,
            enteredAt: when(row.enteredAt)!,
          })),
        },
      };
    },
  );
}

const change = {
  version: z.int().min(1).max(9999),
  inForceFrom: day,
  reason: line(500),
};
const answers = {
  202: { description: '待复核 To be confirmed', schema: proposalShape },
  204: { description: '已登记（首次设立） Entered (bootstrap)' },
};
const problems = ['not-found', 'proposal-person', 'officer-removed'] as const;

/** A kind of paper, all of a procedure, or every other. */
const kindsOfSeries = new Set([
  '*',
  ...procedures.map(({ id }) => `${id}/*`),
  ...allKinds.map(({ id }) => id),
]);

function writeSeries(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'put',
      path: '/v1/papers/series',
      tag,
      summary: '提出公文字号 — Propose the mark under which papers of a kind are numbered',
      description:
        '种类写“程序/文书”“程序/*”或者“*”（其余）。文号为 代字〔年〕序号，按北京时间的年份，逐年从 1 起。 A kind is "procedure/paper", "procedure/*" or "*" (every other). Numbers begin at 1 in each year of Asia/Shanghai.',
      auth: ['registrar'],
      body: z.strictObject({
        kind: z.string().max(120),
        mark,
        started: z.int().min(0).max(99_999).optional().meta({
          description: '本年在系统之外已编到的号 The last number given by hand this year',
        }),
        ...change,
      }),
      responses: answers,
      problems: [...problems, 'paper-mark-taken', 'paper-mark-begun'],
    },
    async ({ body: { reason, ...given }, caller }) => {
      if (!kindsOfSeries.has(given.kind)) throw unknownKind();
      const outcome = await proposed(
        sql,
        paperSeriesGround,
        { ...given, startedYear: thisYear(), bureau: caller.bureau },
        { caller, reason },
      );
      return outcome.bootstrap ? { status: 204 } : proposalReply(sql, caller, outcome.id);
    },
  );
}

const unknownKind = () =>
  badInput([
    {
      in: 'body',
      path: '/kind',
      zh: '没有这种公文；种类见 GET /v1/papers/kinds',
      en: 'There is no such kind of paper; they are at GET /v1/papers/kinds',
    },
  ]);

function writeTemplate(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'put',
      path: '/v1/papers/templates',
      tag,
      summary: '提出公文模板 — Propose a template of the bureau’s own for a kind of paper',
      description:
        '模板只是文字：{{项目}} 处填入项目的值，不执行任何代码；引用文书没有的项目的，指出所在位置后退回。template 为 null 的，恢复标准模板。 A template is text; what names a field that the paper does not have is refused with its place. Null: the standard one again.',
      auth: ['registrar'],
      body: z.strictObject({
        kind: z.string().max(120),
        template: templateShape.nullable(),
        ...change,
      }),
      responses: answers,
      problems: [...problems],
    },
    async ({ body: { reason, ...given }, caller }) => {
      if (!allKinds.some(({ id }) => id === given.kind)) throw unknownKind();
      const outcome = await proposed(
        sql,
        paperTemplateGround,
        { ...given, bureau: caller.bureau },
        { caller, reason },
      );
      return outcome.bootstrap ? { status: 204 } : proposalReply(sql, caller, outcome.id);
    },
  );
}
