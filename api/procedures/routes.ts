/**
 * 程序目录 GET /v1/procedures: made of what the procedures declare and of the routes that open their files, so that none can be missing. The periods are those
 * that the caller's bureau has set.
 */
import { z } from 'zod';
import { findBureau, type BureauRow } from '../../db/queries/subjects.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import type { InstrumentId } from '../../domain/law/basis.ts';
import type { BureauSettings } from '../../domain/law/declared.ts';
import { governing, instruments, isRefusal } from '../../domain/law/instruments.ts';
import type { ActForm, Procedure } from '../../domain/law/procedure.ts';
import { procedureOf, procedures } from '../../domain/procedures.ts';
import { dutiesOf, type ProcedureDuty } from '../../domain/reading-sheet/sheet.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute, type AnySpec } from '../http/route.ts';
import { formOf, schemaOf } from '../intake/procedures.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { actFormShape, procedureLine, procedureShape } from './shapes.ts';

const tag = '程序 Procedures';
const name = z.string().max(60);

const all = describeRoute({
  method: 'get',
  path: '/v1/procedures',
  tag,
  summary: '全部程序 — Every procedure',
  auth: 'caller',
  responses: {
    200: { description: '程序 Procedures', schema: z.object({ items: z.array(procedureLine) }) },
  },
});

const one = describeRoute({
  method: 'get',
  path: '/v1/procedures/:procedure',
  tag,
  summary:
    '一个程序 — A procedure: how it is opened, its acts, its duties under the settings of the caller’s bureau, its codes',
  auth: 'caller',
  // Forms and periods: nobody's words.
  reads: 'none',
  params: z.strictObject({ procedure: name }),
  responses: { 200: { description: '程序 The procedure', schema: procedureShape } },
  problems: ['not-found'],
});

const oneAct = describeRoute({
  method: 'get',
  path: '/v1/procedures/:procedure/acts/:type',
  tag,
  summary: '一种文书的形式 — The form of an act, and the duties that it performs',
  auth: 'caller',
  reads: 'none',
  params: z.strictObject({ procedure: name, type: name }),
  responses: { 200: { description: '文书 The act', schema: actFormShape } },
  problems: ['not-found'],
});

export const procedureRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    const dutiesIn = (procedure: Procedure, { settings }: BureauRow): ProcedureDuty[] =>
      dutiesOf(procedure, settings as BureauSettings);
    api.route(all, async ({ caller }) => {
      const bureau = (await findBureau(sql, caller.bureau))!;
      return { body: { items: procedures.map((procedure) => lineOf(procedure, bureau)) } };
    });
    api.route(one, async ({ params, caller }) => {
      const procedure = named(params.procedure);
      const bureau = (await findBureau(sql, caller.bureau))!;
      return {
        body: {
          ...lineOf(procedure, bureau),
          opens: api.specs.flatMap((spec) => openingOf(procedure, spec)),
          acts: formsOf(procedure).map(([type, { label }]) => ({
            type,
            title: label,
            href: `/v1/procedures/${procedure.id}/acts/${type}`,
          })),
          duties: dutiesIn(procedure, bureau).map(dutyOf),
          codes: Object.keys(procedure.codes ?? {}),
        },
      };
    });
    api.route(oneAct, async ({ params: { procedure: id, type }, caller }) => {
      const procedure = named(id);
      const form = formOf(id, type);
      if (!form) throw new Problem('not-found');
      const duties = dutiesIn(procedure, (await findBureau(sql, caller.bureau))!);
      return {
        body: {
          procedure: id,
          type,
          title: form.label,
          method: 'POST',
          path: `/v1/files/{id}/acts/${type}`,
          schema: schemaOf(form.shape),
          duties: duties.filter(({ act }) => act.type === type).map(dutyOf),
          ...(form.deprecated && { deprecated: form.deprecated }),
        },
      };
    });
  };

function named(id: string): Procedure {
  const procedure = procedureOf(id);
  if (!procedure) throw new Problem('not-found');
  return procedure;
}

const formsOf = ({ forms }: Procedure): [type: string, form: ActForm][] =>
  Object.entries<ActForm>({ ...forms, ...commonForms });

const instrumentNamed = (id: InstrumentId) => {
  const { number, title } = instruments[id];
  return { id, number, title };
};

/** Also whether it opens in this bureau today, and why not: what an opening there would be told first. */
function lineOf({ id, title, prefix, instrument, alsoUnder = [] }: Procedure, bureau: BureauRow) {
  const found = governing(bureau, [instrument, ...alsoUnder], databaseToday());
  const refused = isRefusal(found);
  return {
    id,
    title,
    prefix,
    instrument: instrumentNamed(instrument),
    governing: refused ? null : { ...instrumentNamed(found.id), basis: found.basis },
    refusal: refused
      ? { code: found.code, clause: found.clause, say: found.say, lawful: found.lawful }
      : null,
    href: `/v1/procedures/${id}`,
  };
}

/** Of the procedure's own opening acts, the one that the route opens a file by. */
function openingOf({ opens, names }: Procedure, { opens: by, body, path, method }: AnySpec) {
  if (method !== 'post' || !by || !body || !opens.includes(by.type)) return [];
  return [
    {
      act: by.type,
      title: names[by.type]!,
      method: 'POST' as const,
      path: path.replace(/:(\w+)/g, '{$1}'),
      schema: schemaOf(body),
    },
  ];
}

function dutyOf(said: ProcedureDuty) {
  const { duty, kind, act, action, when, owedBy, owedTo } = said;
  const { limit, limitWords, judgedBy, force, clause, article } = said;
  const parties = { owedBy, owedTo };
  const period = { limit, limitWords, judgedBy };
  return { duty, kind, act: act.type, action, when, ...parties, ...period, force, clause, article };
}
