/** 线索 Clues to an institution: entered, followed and told to whoever may know them (QY-4.2). */
import { z } from 'zod';
import { listRegistered, type RegisteredClue } from '../../db/inspection-registries/lists.ts';
import { clueId, clueShape, type Forms } from '../../domain/inspection/registries.ts';
import { refuseOffice } from '../../domain/law/authority.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { keyOf, keyHeader } from '../intake/idempotency-key.ts';
import { mayReadClues } from './authority.ts';
import type { Caller } from '../http/authentication.ts';
import { registering } from './entering.ts';
import { enterClue } from './entering-items.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { changedShape, TAG } from './registry-route.ts';
import { today } from '../registries/terms.ts';

export const text = z.string();
export const ofInstitution = z.strictObject({ institution: subjectId });
/** To everybody who may not read it a clue is a clue (线索): neither its kind nor whom it is about. Whoever registered it, as long as they are in office. */
const mayKnow = (caller: Caller): boolean => refuseOffice(caller) === undefined;
const toldClue = ({ key: _key, ...clue }: RegisteredClue) => ({
  ...clue,
  label: '线索',
  at: formatInstant(instant(clue.at)),
});

export function clueRoutes(api: Api): void {
  entering(api);
  oneClue(api);
}

function entering(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'post',
      path: '/v1/clues',
      tag: TAG,
      auth: ['registrar', 'regulator', 'head', 'handler'],
      summary: '登记线索 — Register a clue',
      description:
        '登记后不得更改；不登记举报人。 Stands as registered; who brought it is not registered.',
      headers: keyHeader,
      body: clueShape,
      problems: [
        'no-legal-basis',
        'officer-removed',
        'unknown-reference',
        'item-unknown',
        'clue-unproved',
        'recheck-unfounded',
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
      responses: {
        200: { description: '已有 Known', schema: changedShape.extend({ id: text }) },
        201: { description: '已登记 Registered', schema: changedShape.extend({ id: text }) },
      },
    },
    async ({ body, headers, caller }) => {
      const done = await registering(deps.sql, caller, today(deps), (r) =>
        enterClue(r, keyOf(headers), body as Forms['clue'], formatInstant(deps.clock.now())),
      );
      return { status: done.changed ? 201 : 200, body: done };
    },
  );
}

const readInFull = {
  kind: text.optional(),
  institution: text.optional(),
  items: z.array(text).nullable().optional(),
  evidence: z.object({ id: text, sha256: text, where: text }).nullable().optional(),
  orderedBy: text.nullable().optional(),
  by: text.optional(),
  transferredBy: text.nullable().optional(),
  hit: text.nullable().optional(),
  signature: z.object({ id: text, sha256: text, where: text }).nullable().optional(),
  rechecks: text.nullable().optional(),
};

const clueView = z.object({ id: text, label: text, at: text, ...readInFull }).meta({ id: 'Clue' });

function oneClue(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'get',
      path: '/v1/clues/:id',
      tag: TAG,
      auth: 'caller',
      summary: '线索 — A clue',
      reads: { kind: 'narrative', when: (body) => 'kind' in (body as object) },
      params: z.strictObject({ id: clueId }),
      problems: ['not-found'],
      responses: {
        200: {
          description: '无权者只见编号 Only its id for those who may not read it',
          schema: clueView,
        },
      },
    },
    async ({ params, caller }) => {
      const [clue] = await listRegistered(
        deps.sql,
        'clues',
        caller.bureau,
        { id: params.id },
        { after: '', limit: 1 },
      );
      if (!clue) throw new Problem('not-found');
      const told = toldClue(clue);
      return {
        body:
          (clue.by === caller.id && mayKnow(caller)) || (await mayReadClues(deps.sql, caller))
            ? told
            : { id: told.id, label: told.label, at: told.at },
      };
    },
  );
}
