/** 创新服务的确认 An innovation counts once another person than whoever has entered it has confirmed it (QJ-2.8). */
import { z } from 'zod';
import { confirmNote } from '../../db/service-figures/store.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { assertPerson } from '../registries/two-persons.ts';
import { tag } from './readers.ts';

const CLAUSE = 'QJ-2.8';

export function noteConfirmation(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/services/notes/:id/confirmation',
      tag,
      summary: '确认创新服务 — Confirm an innovation: it counts from then on',
      description:
        'QJ-2.8：登记的人不能自己确认，也不由系统确认；未确认的列出但不计。 Whoever has entered it does not confirm it, nor does a system.',
      auth: ['registrar', 'head'],
      clause: CLAUSE,
      params: z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) }),
      problems: ['not-found', 'conflict', 'same-person', 'proposal-person', 'officer-removed'],
      responses: { 200: { description: '已确认 Confirmed', schema: z.object({ id: z.int() }) } },
    },
    async ({ params: { id }, caller }) => {
      assertPerson(caller);
      const answer = await confirmNote(sql, { bureau: caller.bureau, id, by: caller.id });
      if (answer === 'none') throw new Problem('not-found');
      if (answer === 'again') throw new Problem('conflict');
      if (answer === 'own')
        throw new Problem('same-person', {
          clause: CLAUSE,
          say: {
            zh: '登记创新服务的人不能自己确认。',
            en: 'Whoever has entered an innovation does not confirm it.',
          },
          lawful: { zh: '由另一人确认。', en: 'Let another person confirm it.' },
        });
      return { body: { id } };
    },
  );
}
