/** /v1/credit/grades: the grades in force, and how one subject came to its own (QHD-2.4, QHD-3.2). */
import { z } from 'zod';
import { gradesOf, gradingsOf, type GradeRow } from '../../db/credit-cycle/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { creditCycleSettingsOf } from '../../domain/credit-cycle/settings-form.ts';
import {
  gradeNames,
  grades,
  gradingCauses,
  subjectKinds,
  uses,
} from '../../domain/credit-cycle/terms.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { seesProposals } from './readers.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const gradingFields = {
  cycle: z.string(),
  cycleFrom: z.string(),
  kind: z.enum(subjectKinds),
  subject: z.string(),
  name: z.string(),
  cause: z.enum(gradingCauses).meta({
    description:
      'regular 周期评价、record-fell 记录失效、objection 异议成立、listed 列入、not-listed 未列入、left 移出',
  }),
  reference: text,
  grade: z.enum(grades).meta({ description: '在执行的等级 The grade that counts' }),
  byTable: z.enum(grades).nullable().meta({
    description:
      '规则表的结果；仅基金监管科、负责人、监督人员可见 What the table says; null for others than the section, heads and regulators',
  }),
  proposedD: z.boolean().nullable().meta({
    description: '拟列入 D，同上 To be listed, C until then; null as above',
  }),
  objected: z.boolean().meta({ description: '异议中 An objection is being looked at' }),
  rule: z.int(),
  sample: z.boolean().meta({ description: '规则为样例 The rule is a sample' }),
  line: z.int().nullable().meta({ description: '规则表第几行，同上 Which line; null as above' }),
  weighsUntil: z.string().meta({
    description: '至迟至该日用于抽查等 Until when it weighs at the longest, that day excluded',
  }),
  inForceFrom: z.string(),
  supersededAt: text,
};
const listed = z.object(gradingFields).meta({ id: 'CreditGrade' });
const explained = z
  .object({
    ...gradingFields,
    counts: z.array(z.object({ column: z.string(), name: z.string(), count: z.int() })),
    acts: z.array(z.record(z.string(), z.string())).meta({
      description:
        '计入的行为，一行为一次；次数和行为仅上述人员可见 The acts that were counted, each once; counts and acts are shown to the same only',
    }),
    promised: z.boolean().meta({ description: '评价日前已作信用承诺 Promised by then' }),
    held: z.boolean().meta({
      description:
        '评价之后才发现的行为不使更正变差 What was found later makes no correction worse',
    }),
  })
  .meta({ id: 'CreditGrading' });

/** `sees`: whether the reader is one of those whom a proposed listing concerns. */
const rowOf = (r: GradeRow, sees: boolean): z.input<typeof listed> => ({
  cycle: r.cycle,
  cycleFrom: r.cycleFrom,
  kind: r.kind,
  subject: r.subject,
  name: r.name,
  cause: r.cause,
  reference: r.reference,
  grade: r.grade,
  byTable: sees ? r.byTable : null,
  proposedD: sees ? r.proposedD : null,
  objected: r.objected,
  rule: r.rule,
  sample: r.sample,
  line: sees ? r.line : null,
  weighsUntil: r.weighsUntil,
  inForceFrom: when(r.inForceFrom)!,
  supersededAt: when(r.supersededAt),
});
const explanationOf = (r: GradeRow, sees: boolean): z.input<typeof explained> => ({
  ...rowOf(r, sees),
  counts: sees
    ? r.columns.map(({ id, name }, i) => ({ column: id, name, count: r.counts[i]! }))
    : [],
  acts: sees ? r.explanation.acts : [],
  promised: r.explanation.promised,
  held: r.explanation.held ?? false,
});

const columns = (sees: boolean): readonly Column<GradeRow>[] => [
  ['主体类型 kind', (r) => r.kind],
  ['主体 subject', (r) => r.subject],
  ['名称 name', (r) => r.name],
  ['等级 grade', (r) => r.grade],
  ['等级名称 name of the grade', (r) => gradeNames[r.grade].zh],
  ['拟列入D proposed', (r) => (sees ? r.proposedD : null)],
  ['异议中 objected', (r) => r.objected],
  ['规则 rule', (r) => r.rule],
  ['样例 sample', (r) => r.sample],
  ['行 line', (r) => (sees ? r.line : null)],
  ['周期 cycle', (r) => r.cycle],
  ['自 in force from', (r) => when(r.inForceFrom)],
];

export function gradeRoutes(deps: ActDeps) {
  return (api: Api): void => {
    list(api, deps);
    one(api, deps);
  };
}

const listQuery = z.strictObject({
  ...pageQuery,
  cycle: z.string().max(200).optional(),
  grade: z.enum(grades).optional(),
  kind: z.enum(subjectKinds).optional(),
  proposed: z.enum(['true', 'false']).optional(),
});
const listShape = z.object({ items: z.array(listed), next: text });

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/grades',
      tag,
      summary: '信用等级 — The grades in force, or the regular ones of a cycle',
      auth: 'caller',
      reads: 'export',
      query: listQuery,
      problems: ['not-authorised'],
      responses: {
        200: {
          description: '等级 The grades',
          schema: listShape,
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireReader(caller);
      const sees = seesProposals(caller);
      const { cursor, limit = 100, format, proposed, ...filters } = query;
      if (proposed !== undefined && !sees) throw new Problem('not-authorised');
      const after = readCursor(cursor, z.tuple([at.id, at.id]));
      const rows = await gradesOf(
        sql,
        {
          ...filters,
          bureau: caller.bureau,
          ...(proposed !== undefined && { proposed: proposed === 'true' }),
        },
        after && { kind: after[0], subject: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (r) => [r.kind, r.subject]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'credit-grades', csv(columns(sees), items), linkToNext(req, next));
      return {
        body: { items: items.map((r) => rowOf(r, sees)), next },
        headers: linkToNext(req, next),
      };
    },
  );
}

const measuresShape = z.record(z.enum(uses), z.array(z.string()).optional());

function one(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/grades/:kind/:id',
      tag,
      summary:
        '主体的信用等级 — One subject: its grade, why, every grading before, and the measures',
      description:
        'QHD-2.4b、QHD-3.2：评价按行为发生之日计，说明计入的记录和规则表的行；更正后原评价保留。差别化措施为本局的登记。',
      auth: 'caller',
      reads: 'narrative',
      params: z.strictObject({ kind: z.enum(subjectKinds), id: subjectId }),
      responses: {
        200: {
          description: '等级和经过 The grade and how it came',
          schema: z.object({
            grade: z.enum(grades).nullable(),
            gradings: z.array(explained),
            measures: measuresShape.nullable(),
          }),
        },
      },
      problems: ['not-graded'],
    },
    async ({ params: { kind, id }, caller }) => {
      requireReader(caller);
      const gradings = await gradingsOf(sql, caller.bureau, kind, id);
      if (gradings.length === 0) throw new Problem('not-graded');
      const grade = gradings.find(({ supersededAt }) => supersededAt === null)?.grade ?? null;
      const bureau = (await findBureau(sql, caller.bureau))!;
      const { measures } = creditCycleSettingsOf(bureau.settings);
      return {
        body: {
          grade,
          gradings: gradings.map((r) => explanationOf(r, seesProposals(caller))),
          measures: grade && measures[grade],
        },
      };
    },
  );
}
