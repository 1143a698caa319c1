/** 评价内容 What was said and by whom: for the unit that deals with it, the words alone for the section that investigates; every look is logged (QJ-2.2a). */
import { z } from 'zod';
import { evaluationWords } from '../../db/service-evaluation/store.ts';
import { CHAIN } from '../../domain/service-evaluation/duties.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { requireReader } from '../intake/authority.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { openWords } from '../service-words/keeping.ts';
import { tag } from './tag.ts';

const said = z.object({
  words: z.string().optional(),
  evaluator: z.object({ name: z.string().optional(), contact: z.string().optional() }).optional(),
});

export function evaluationWordsRoute(api: Api, { sql }: ActDeps, seal: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/service-evaluations/:id/words',
      tag,
      summary: '查阅评价内容（登记） — What was said and by whom; the look is logged',
      description:
        '受理部门和监管人员查阅全部；转办部门只看内容，不看评价人；被评价人员不得查阅。已依令删除的，erased 为真。',
      auth: 'caller',
      reads: 'sealed',
      params: z.strictObject({ id: z.string().regex(/^pj-[0-9a-f]{32}$/) }),
      responses: {
        200: {
          description: '内容 The words',
          schema: z.object({
            words: z.string().nullable(),
            evaluator: z
              .object({ name: z.string().nullable(), contact: z.string().nullable() })
              .nullable(),
            erased: z.boolean(),
          }),
        },
      },
      problems: ['not-found', 'not-authorised', 'sealing-key-missing'],
    },
    async ({ params: { id }, caller }) => {
      requireReader(caller);
      const found = await evaluationWords(sql, {
        bureau: caller.bureau,
        id,
        officer: caller.id,
      });
      if (!found) throw new Problem('not-found');
      const shows = found.shows ?? (holds(caller, 'regulator') ? 'all' : 'nothing');
      if (shows === 'reviewed' || shows === 'nothing') throw notYours();
      const kept = found.words === null ? undefined : await openWords(sql, seal, found.words);
      const { words = null, evaluator } = said.parse(kept ?? {});
      const who = shows === 'all' && evaluator;
      return {
        body: {
          words,
          evaluator: who ? { name: who.name ?? null, contact: who.contact ?? null } : null,
          erased: kept === null,
        },
      };
    },
  );
}

const notYours = (): Problem =>
  new Problem('not-authorised', {
    clause: CHAIN,
    say: {
      zh: '评价内容只对受理部门、转办部门和监管人员开放，被评价人员不得查阅。',
      en: 'For the units that deal with it and regulators; never for whoever is reviewed.',
    },
    lawful: { zh: '由受理部门查阅。', en: 'Let the accepting unit look.' },
  });
