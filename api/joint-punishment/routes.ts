/** /v1/joint-punishments: proposed by one, decided by another; taken off by two as well, or fallen with its decision (QJ-2.7). */
import { z } from 'zod';
import { decideListing, listedPerson, proposeRemoval } from '../../db/joint-punishment/store.ts';
import { LISTS } from '../../domain/joint-punishment/listing.ts';
import {
  agreementShape,
  listingShape,
  removalShape,
} from '../../domain/joint-punishment/shapes.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { assertPerson } from '../registries/two-persons.ts';
import { openWords } from '../service-words/keeping.ts';
import { listedList } from './list.ts';
import { proposed } from './proposing.ts';
import { tag } from './tag.ts';

const params = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
const entry = z.object({ id: z.int() });

export function jointPunishmentRoutes(deps: ActDeps, seal: Seal | undefined) {
  return (api: Api): void => {
    api.route(proposing, async ({ body, caller }) => ({
      status: 202,
      body: { id: await proposed(deps, seal, caller, body) },
    }));
    removing(api, deps);
    deciding(api, deps);
    listedList(api, deps);
    person(api, deps, seal);
  };
}

const proposing = describeRoute({
  method: 'post',
  path: '/v1/joint-punishments',
  tag,
  summary: '提出列入联合惩戒名单 — Propose somebody for the list for joint punishment',
  description:
    'QJ-2.7：定点医药机构和个人，欺诈骗保、情节严重，且决定已经最终：复议、诉讼期限届满没有提起（按管理设定计算），或者复议已经决定且没有起诉，或者裁判已经生效，均附凭证。由另一人决定后列入；决定被撤销、变更的，随之失效。未登记的个人密封。',
  auth: ['handler', 'head'],
  clause: LISTS,
  body: listingShape,
  responses: { 202: { description: '待另一人决定 To be decided by another', schema: entry } },
  problems: [
    'no-legal-basis',
    'list-decision-unknown',
    'list-decision-filed',
    'list-decision-fallen',
    'decision-not-final',
    'not-fraud',
    'not-severe',
    'evidence-missing',
    'listed-already',
    'unknown-reference',
    'proposal-person',
    'sealing-key-missing',
  ],
});

function removing(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/joint-punishments/:id/removal',
      tag,
      summary: '提出移出名单 — Propose that somebody is taken off',
      description: '由另一人决定。本局案卷的决定失效的，自动移出，不需提出。',
      auth: ['handler', 'head'],
      clause: LISTS,
      params,
      body: removalShape,
      responses: { 202: { description: '待另一人决定 To be decided by another', schema: entry } },
      problems: ['not-found', 'not-listed', 'listed-already', 'proposal-person'],
    },
    async ({ params: { id }, body, caller }) => {
      assertPerson(caller);
      const removal = { ...body, id, bureau: caller.bureau, by: caller.id };
      const answer = await proposeRemoval(sql, removal);
      if (answer === 'none') throw new Problem('not-found');
      if (answer !== 'done')
        throw new Problem(answer === 'not-listed' ? 'not-listed' : 'listed-already', {
          clause: LISTS,
          lawful: { zh: '查看名单。', en: 'Look at the list.' },
        });
      return { status: 202, body: { id } };
    },
  );
}

function deciding(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/joint-punishments/:id/decision',
      tag,
      summary: '决定列入、移出 — Decide what another person has proposed',
      description:
        '由提出人以外的负责人决定，须为承办部门或者其上级的负责人，且没有办理、调查该案，没有回避；同一执法证的账号为一人。写明所见的提议及其步骤号：已有新步骤的，不予决定。决定已经失效的，不得列入。',
      auth: ['head'],
      clause: LISTS,
      params,
      body: agreementShape,
      responses: { 200: { description: '已决定 Decided', schema: entry } },
      problems: [
        'not-found',
        'proposal-own',
        'proposal-decided',
        'list-decision-fallen',
        'list-decision-filed',
        'not-authorised',
        'proposal-person',
      ],
    },
    async ({ params: { id }, body, caller }) => {
      assertPerson(caller);
      const decision = { ...body, id, bureau: caller.bureau, by: caller.id };
      const answer = await decideListing(sql, decision);
      if (answer === 'none') throw new Problem('not-found');
      if (answer === 'head' || answer === 'barred') throw notYours[answer]();
      if (answer !== 'done') throw new Problem(refused[answer], { clause: LISTS });
      return { body: { id } };
    },
  );
}

const refused = {
  own: 'proposal-own',
  decided: 'proposal-decided',
  fallen: 'list-decision-fallen',
  filed: 'list-decision-filed',
} as const;

const notYours = {
  head: () =>
    new Problem('not-authorised', {
      clause: LISTS,
      say: {
        zh: '由承办部门或者其上级部门的负责人决定。',
        en: 'A head of the body that answers for it decides, or of a unit over it.',
      },
      lawful: { zh: '由该负责人决定。', en: 'Let such a head decide.' },
    }),
  barred: () =>
    new Problem('not-authorised', {
      clause: LISTS,
      say: {
        zh: '作出处罚决定、调查该案或者应当回避的人员不得决定。',
        en: 'Who decided the case, investigated it or was recused from it does not decide.',
      },
      lawful: { zh: '由其他负责人决定。', en: 'Let another head decide.' },
    }),
} as const;

function person(api: Api, { sql }: ActDeps, seal: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/joint-punishments/:id/person',
      tag,
      summary: '查阅名单上的个人（登记） — Who a listed person is; the look is logged',
      description:
        '提出列入、作出决定以及可以决定的人员和监管人员查阅；提出移出的，不因此查阅；已依令删除的为空。',
      auth: ['handler', 'head', 'regulator'],
      reads: 'sealed',
      params,
      responses: {
        200: {
          description: '个人 The person',
          schema: z.object({ name: z.string().nullable(), idNumber: z.string().nullable() }),
        },
      },
      problems: ['not-found', 'not-authorised', 'sealing-key-missing'],
    },
    async ({ params: { id }, caller }) => {
      const found = await listedPerson(sql, { bureau: caller.bureau, id, officer: caller.id });
      if (!found?.words) throw new Problem('not-found');
      if (!found.may && !holds(caller, 'regulator'))
        throw new Problem('not-authorised', {
          clause: LISTS,
          say: {
            zh: '名单上的个人只对提出列入、决定的人员和监管人员开放。',
            en: 'For whoever has proposed the listing or decides, and for regulators.',
          },
          lawful: { zh: '由提出人、决定人查阅。', en: 'Let one of them look.' },
        });
      const kept = await openWords(sql, seal, found.words);
      const said = z.object({ name: z.string(), idNumber: z.string() }).safeParse(kept);
      return { body: said.data ?? { name: null, idNumber: null } };
    },
  );
}
