/** 回访答复 What an institution answered: given by a revisitor named for it, sealed at once, read by 监察室, 执法监督处 and the revisitors alone (TJ51-18). */
import { canonicalize } from 'json-canonicalize';
import { z } from 'zod';
import { giveAnswers, readAnswers, type Given } from '../../db/revisit/answers.ts';
import { line, subjectId } from '../../domain/law/shapes.ts';
import { answersShape } from '../../domain/revisit/forms.ts';
import * as no from '../../domain/revisit/refusals.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { DrawDeps } from '../draw/committing.ts';
import { fileId } from '../files/file-shape.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { requireReader } from '../intake/authority.ts';

export const tag = '案件回访 Revisits';
export const ofInstitution = z.strictObject({ id: fileId, institution: subjectId });
/** What the sealed answers belong to. */
export const answersContext = (round: string, institution: string): string =>
  `revisit:${round}:${institution}`;

export function answerRoutes(api: Api, deps: DrawDeps): void {
  giving(api, deps);
  reading(api, deps);
}

const refusals: Readonly<Record<Exclude<Given, 'given'>, (officer: string) => Refusal>> = {
  'not-named': no.notNamed,
  'on-team': no.onCaseTeam,
  answered: no.answered,
  over: no.over,
  pending: no.pending,
};

function giving(api: Api, { sql, seal }: DrawDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/revisits/:id/institutions/:institution/answers',
      tag,
      summary: '登记回访答复 — Give what the institution answered; sealed at once',
      description:
        'TJ51-18：公平、公正、廉洁、文明四项，由指定的回访人员登记，密封保存，不进入案卷；一经登记不得更改。随后提交回访记录。',
      auth: 'caller',
      params: ofInstitution,
      body: answersShape,
      responses: {
        200: { description: '已密封 Sealed', schema: z.object({ given: z.literal(true) }) },
      },
      problems: [
        'revisitor-not-named',
        'revisitor-on-case-team',
        'revisit-answered',
        'revisit-done',
        'revisit-pending',
        'sealing-key-missing',
      ],
    },
    async ({ params, body, caller }) => {
      requireReader(caller);
      if (!seal) throw new Problem('sealing-key-missing');
      const { id: round, institution } = params;
      const text = canonicalize(body);
      const context = answersContext(round, institution);
      const given = await giveAnswers(sql, {
        round,
        institution,
        bureau: caller.bureau,
        officer: caller.id,
        sealed: seal.seal(text, context),
        mark: seal.mark(text, context),
      });
      if (given !== 'given') throw Problem.refused(refusals[given](caller.id));
      return { body: { given: true as const } };
    },
  );
}

const answersOut = z
  .object({
    institution: z.string(),
    answers: answersShape.nullable(),
    alleges: z.boolean().meta({
      description:
        '廉洁一项为“否”，可以移交监察室 Dishonesty is alleged: a clue can be handed over',
    }),
  })
  .meta({ id: 'RevisitAnswers' });

const readOne = describeRoute({
  method: 'get',
  path: '/v1/revisits/:id/institutions/:institution/answers',
  tag,
  summary: '查阅回访答复（登记） — Read what the institution answered; the look is registered',
  description:
    '监察室、执法监督处的在册人员和该机构的回访人员查阅；办案人员及其单位不得查阅，负责人也不因职务查阅。',
  auth: 'caller',
  reads: 'sealed',
  params: ofInstitution,
  query: z.strictObject({ reason: line(500) }),
  responses: { 200: { description: '答复 Answers', schema: answersOut } },
  problems: ['not-found', 'not-authorised', 'not-independent', 'sealing-key-missing'],
});

function reading(api: Api, deps: DrawDeps): void {
  api.route(readOne, async ({ params, query, caller }) => {
    const answers = await openAnswers(deps, caller, params, query.reason);
    return {
      body: {
        institution: params.institution,
        answers: answers ?? null,
        alleges: answers?.integrity.answer === 'no',
      },
    };
  });
}

/** Whoever may not read is told the same, whether or not there is anything to read. */
export async function openAnswers(
  { sql, seal }: DrawDeps,
  caller: Caller,
  { id: round, institution }: z.output<typeof ofInstitution>,
  reason: string,
): Promise<z.output<typeof answersShape> | undefined> {
  requireReader(caller);
  if (!seal) throw new Problem('sealing-key-missing');
  const read = await readAnswers(sql, { round, institution, officer: caller.id, reason });
  if (!read) throw noReader(caller);
  if (read.barred) throw Problem.refused(no.notIndependent());
  return read.sealed
    ? answersShape.parse(JSON.parse(seal.open(read.sealed, answersContext(round, institution))))
    : undefined;
}

export const offices = ['discipline-inspection', 'enforcement-supervision'] as const;
function noReader({ unitRoles }: Caller): Problem {
  if (offices.some((role) => unitRoles.includes(role))) return new Problem('not-found');
  return new Problem('not-authorised', {
    clause: 'TJ51-18',
    say: {
      zh: '答复只由监察室、执法监督处和该机构的回访人员查阅。',
      en: 'Answers are read by 监察室, 执法监督处 and the revisitors of the institution alone.',
    },
    lawful: {
      zh: '由这些人员查阅；汇总见本轮回访。',
      en: 'Let one of them read it; the figures stand with the round.',
    },
  });
}
