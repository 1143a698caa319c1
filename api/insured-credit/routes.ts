/** /v1/insured-credit: what is recorded of the insured, by two persons; whose it is is sealed, with the score by the bureau's rule (QJ-2.7). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  decideRecord,
  insuredPerson,
  proposeFall,
  proposeRecord,
} from '../../db/insured-credit/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { INSURED, scoreOf } from '../../domain/insured-credit/score.ts';
import { insuredCreditSettingsOf } from '../../domain/insured-credit/settings-form.ts';
import {
  fallShape,
  insuredDecisionShape,
  recordShape,
} from '../../domain/insured-credit/shapes.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { assertPerson } from '../registries/two-persons.ts';
import { openWords, sealWords } from '../service-words/keeping.ts';
import { recordList } from './list.ts';
import { tag } from './tag.ts';

const params = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
const entry = z.object({ id: z.int() });
const toBeDecided = { description: '待另一人决定 To be decided by another', schema: entry };

export function insuredCreditRoutes(deps: ActDeps, seal: Seal | undefined) {
  return (api: Api): void => {
    recording(api, deps, seal);
    falling(api, deps);
    deciding(api, deps);
    recordList(api, deps);
    person(api, deps, seal);
  };
}

function recording(api: Api, deps: ActDeps, seal: Seal | undefined): void {
  api.route(
    {
      method: 'post',
      path: '/v1/insured-credit/records',
      tag,
      summary: '提出参保人员信用记录 — Propose a credit record of an insured person',
      description:
        'QJ-2.7：计分事项和分值由本局按全市规则设定（管理设定）；附凭证，由另一人决定后生效。参保人员密封，名单、变更和日志中均不出现。',
      auth: ['handler', 'head'],
      clause: INSURED,
      body: recordShape,
      responses: { 202: toBeDecided },
      problems: [
        'no-legal-basis',
        'insured-kind-unknown',
        'in-the-future',
        'insured-recorded-already',
        'proposal-person',
        'sealing-key-missing',
      ],
    },
    async ({ body, caller }) => ({
      status: 202,
      body: { id: await recorded(deps, seal, caller, body) },
    }),
  );
}

async function recorded(
  { sql, clock }: ActDeps,
  seal: Seal | undefined,
  caller: Caller,
  { person: { name, idNumber }, kind, occurredOn, document }: z.output<typeof recordShape>,
): Promise<number> {
  assertPerson(caller);
  clock.check();
  const bureau = (await findBureau(sql, caller.bureau))!;
  const today = databaseToday();
  const basis = bindingInstruments(bureau, 'QJ', today);
  if (isRefusal(basis)) throw Problem.refused(basis);
  const { kinds } = insuredCreditSettingsOf(bureau.settings);
  if (!kinds.some((one) => one.kind === kind))
    throw new Problem('insured-kind-unknown', { clause: INSURED });
  if (occurredOn > today) throw new Problem('in-the-future', { clause: INSURED });
  const words = sealWords(seal, `words:cx-${randomUUID()}`, { name, idNumber });
  const id = await proposeRecord(sql, {
    bureau: bureau.id,
    unit: caller.unit,
    by: caller.id,
    words,
    mark: seal!.mark(idNumber, `insured-credit:${bureau.id}`),
    kind,
    occurredOn,
    document,
  });
  if (id === undefined) throw new Problem('insured-recorded-already', { clause: INSURED });
  return id;
}

function falling(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/insured-credit/records/:id/fall',
      tag,
      summary: '提出记录失效 — Propose that a record stands no more',
      description: '依据被撤销、记录错误、异议成立的，附依据，由另一人决定；记录保留，不再计分。',
      auth: ['handler', 'head'],
      clause: INSURED,
      params,
      body: fallShape,
      responses: { 202: toBeDecided },
      problems: [
        'not-found',
        'insured-not-recorded',
        'insured-recorded-already',
        'proposal-person',
      ],
    },
    async ({ params: { id }, body, caller }) => {
      assertPerson(caller);
      const answer = await proposeFall(sql, { ...body, id, bureau: caller.bureau, by: caller.id });
      if (answer === 'none') throw new Problem('not-found');
      if (answer !== 'done')
        throw new Problem(
          answer === 'proposed' ? 'insured-recorded-already' : 'insured-not-recorded',
          { clause: INSURED },
        );
      return { status: 202, body: { id } };
    },
  );
}

function deciding(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/insured-credit/records/:id/decision',
      tag,
      summary: '决定记录、失效 — Decide what another person has proposed',
      description: '由提出部门或者其上级的负责人决定，不得为提出人；写明所见的提议及其步骤号。',
      auth: ['head'],
      clause: INSURED,
      params,
      body: insuredDecisionShape,
      responses: { 200: { description: '已决定 Decided', schema: entry } },
      problems: [
        'not-found',
        'proposal-own',
        'proposal-decided',
        'not-authorised',
        'proposal-person',
      ],
    },
    async ({ params: { id }, body, caller }) => {
      assertPerson(caller);
      const answer = await decideRecord(sql, { ...body, id, bureau: caller.bureau, by: caller.id });
      if (answer === 'none') throw new Problem('not-found');
      if (answer !== 'done') throw new Problem(refused[answer], { clause: INSURED });
      return { body: { id } };
    },
  );
}

const refused = {
  own: 'proposal-own',
  decided: 'proposal-decided',
  head: 'not-authorised',
} as const;

const text = z.string().nullable();
const said = z.object({ name: z.string(), idNumber: z.string() });

const shownPerson = z.object({
  name: text,
  idNumber: text,
  score: z.int().nullable(),
  records: z
    .array(
      z.object({
        id: z.int(),
        kind: z.string(),
        on: z.string(),
        points: z.int().nullable(),
      }),
    )
    .nullable()
    .meta({ description: '不予显示的为空 Null where they are not shown' }),
});

function person(api: Api, { sql }: ActDeps, seal: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/insured-credit/records/:id/person',
      tag,
      summary:
        '查阅参保人员及其积分（登记） — Whose a record is, with what stands of the same person and the score; the look is logged',
      description:
        '提出记录、作出决定以及可以决定的人员和监管人员查阅；提出失效的，不因此查阅。记录待决定或者不予记录的，提出人只见所填写的内容。积分按本局今日的管理设定逐条列出；没有设定的，没有积分。本系统不因积分作出任何决定。',
      auth: ['handler', 'head', 'regulator'],
      reads: 'sealed',
      params,
      responses: {
        200: {
          description: '个人和积分 The person and the score',
          schema: shownPerson,
        },
      },
      problems: ['not-found', 'not-authorised', 'sealing-key-missing'],
    },
    async ({ params: { id }, caller }) => {
      const { bureau, id: officer } = caller;
      const regulator = holds(caller, 'regulator');
      const found = await insuredPerson(sql, { bureau, id, officer, regulator });
      if (!found) throw new Problem('not-found');
      if (!found.may) throw new Problem('not-authorised', { clause: INSURED });
      const kept = said.safeParse(await openWords(sql, seal, found.words)).data;
      const settings = insuredCreditSettingsOf((await findBureau(sql, bureau))!.settings);
      return {
        body: {
          name: kept?.name ?? null,
          idNumber: kept?.idNumber ?? null,
          ...(found.records
            ? scoreOf(found.records, databaseToday(), settings)
            : { score: null, records: null }),
        },
      };
    },
  );
}
