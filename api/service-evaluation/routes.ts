/** /v1/service-evaluations: evaluations are collected, single or in batches; listed, counted, and their words opened (QJ-2.2). */
import { z } from 'zod';
import { codes } from '../../domain/codes.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { CHAIN } from '../../domain/service-evaluation/duties.ts';
import { collectionShape } from '../../domain/service-evaluation/forms.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { requireOffice } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { Collecting, states, type Answer } from './collecting.ts';
import { evaluationFigures, evaluationList } from './list.ts';
import { settling } from './settling.ts';
import { tag } from './tag.ts';
import { evaluationWordsRoute } from './words.ts';

const answerShape = z
  .object({
    platform: z.string(),
    number: z.string(),
    state: z.enum(states).meta({
      description:
        'collected：已归集；contested：同一编号内容不同，已归集，待核定；duplicate：已归集过，内容相同；default-mark：系统默认的好评，只计数；refused：见 code',
    }),
    evaluation: z.string().nullable(),
    file: z.string().nullable().meta({ description: '差评的案卷 The file of a bad one' }),
    code: z.string().nullable(),
    title: z.string().nullable(),
  })
  .meta({ id: 'EvaluationCollected' });

const shown = (answer: Answer): z.input<typeof answerShape> => ({
  ...answer,
  title: answer.code && codes[answer.code].title.zh,
});

export function serviceEvaluationRoutes(deps: ActDeps, seal: Seal | undefined) {
  return (api: Api): void => {
    collecting(api, deps, seal);
    settling(api, deps);
    evaluationList(api, deps);
    evaluationFigures(api, deps);
    evaluationWordsRoute(api, deps, seal);
  };
}

function collecting(api: Api, deps: ActDeps, seal: Seal | undefined): void {
  api.route(
    {
      method: 'post',
      path: '/v1/service-evaluations',
      tag,
      summary: '归集评价 — Collect evaluations, one or a batch',
      description:
        'QJ-2.2a：主动评价全量归集，匿名的同样归集并办理；系统默认的好评不归集、只计数。同一平台同一编号只归集一次，再次提交为重复；内容不同的同样归集，差评立即立卷，由他人凭平台凭证核定。被评价人员不得归集对自己的评价。不满意、非常不满意的为差评，各立一卷：受理、转办、调查整改、结果反馈、回访。评价人和评价内容密封。逐条答复；提交可以重复。',
      auth: 'caller',
      clause: CHAIN,
      body: collectionShape,
      responses: {
        200: {
          description: '逐条结果 What became of each',
          schema: z.object({ items: z.array(answerShape) }),
        },
      },
      problems: ['no-legal-basis', 'sealing-key-missing', 'not-authorised', 'officer-removed'],
    },
    async ({ body, caller }) => {
      requireOffice(caller, CHAIN);
      deps.clock.check();
      const bureau = (await findBureau(deps.sql, caller.bureau))!;
      const basis = bindingInstruments(bureau, 'QJ', databaseToday());
      if (isRefusal(basis)) throw Problem.refused(basis);
      const collecting = new Collecting(deps, seal, caller);
      const items: z.input<typeof answerShape>[] = [];
      for (const one of body.evaluations) items.push(shown(await collecting.one(one)));
      return { body: { items } };
    },
  );
}
