/** /v1/services/notes: innovations, evaluations, publicity, window rules, the telephone, recognition across regions, delegation (QJ-2.3, 2.5, 2.8, 2.9, 3.4). */
import { z } from 'zod';
import { hashOf } from '../../db/queries/turns.ts';
import { enterNote, notesOf, withdrawNote } from '../../db/service-figures/store.ts';
import {
  clauseOfNote,
  noteKinds,
  noteShape,
  noteWithdrawal,
  type Note,
} from '../../domain/service-figures/notes.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { noteConfirmation } from './note-confirmation.ts';
import { requireServiceReader, tag } from './readers.ts';

const text = z.string().nullable();
const rowShape = z
  .object({
    id: z.int(),
    kind: z.enum(noteKinds),
    clause: z.string(),
    on: z.string(),
    title: z.string(),
    service: z.int().nullable(),
    body: z.looseObject({}),
    document: z.looseObject({}).nullable(),
    recordedBy: z.string(),
    at: z.string(),
    withdrawnAt: text,
    withdrawnReason: text,
    confirmedBy: text,
    confirmedAt: text,
  })
  .meta({ id: 'ServiceNoteRow' });
const enteredShape = z.object({ id: z.int() });

export function noteRoutes(api: Api, deps: ActDeps): void {
  entry(api, deps);
  withdrawal(api, deps);
  noteConfirmation(api, deps);
  list(api, deps);
}

function entry(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/services/notes',
      tag,
      summary: '登记服务事项 — Enter a note of services',
      description:
        '创新服务须附证明材料（QJ-2.8）；跨区域通办、下沉事项写明条件、材料、流程和批次（QJ-2.5、2.3）。内容相同的为同一条。 The same again is the same entry.',
      auth: ['registrar', 'head', 'handler'],
      clause: 'QJ-2.8',
      body: noteShape,
      problems: ['in-the-future', 'service-unknown', 'officer-removed'],
      responses: {
        200: { description: '已有同一内容 It stands already', schema: enteredShape },
        201: { description: '已登记 Entered', schema: enteredShape },
      },
    },
    async ({ body, caller }) => {
      const entered = await enterNote(sql, {
        ...rowOf(body),
        bureau: caller.bureau,
        by: caller.id,
        hash: hashOf(body),
      });
      if ('why' in entered) throw refused(entered.why, clauseOfNote[body.kind]);
      return { status: entered.created ? 201 : 200, body: { id: entered.id } };
    },
  );
}

function rowOf(note: Note) {
  const { kind, on, title, ...body } = note;
  const service = 'service' in note ? note.service : null;
  const services = 'services' in note ? (note.services ?? []) : service === null ? [] : [service];
  return {
    kind,
    on,
    title,
    service,
    services,
    body,
    document: 'document' in note ? (note.document ?? null) : null,
  };
}

const refused = (why: string, clause: string): Problem =>
  why === 'future'
    ? new Problem('in-the-future', { clause })
    : new Problem('service-unknown', {
        clause,
        say: {
          zh: '当日施行的清单没有所写的服务。',
          en: 'The list in force on the day has no such service.',
        },
        lawful: {
          zh: '核对序号和日期；清单没有施行的，先登记清单。',
          en: 'Check number and day; where no list is in force, register one first.',
        },
      });

function withdrawal(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/services/notes/:id/withdrawal',
      tag,
      summary: '撤销登记 — Withdraw a note: it stays, and counts no more',
      auth: ['registrar', 'head'],
      params: z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) }),
      body: noteWithdrawal,
      problems: ['not-found', 'conflict', 'officer-removed'],
      responses: { 200: { description: '已撤销 Withdrawn', schema: enteredShape } },
    },
    async ({ params: { id }, body, caller }) => {
      const answer = await withdrawNote(sql, {
        bureau: caller.bureau,
        id,
        by: caller.id,
        reason: body.reason,
      });
      if (answer === 'none') throw new Problem('not-found');
      if (answer === 'again') throw new Problem('conflict');
      return { body: { id } };
    },
  );
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/services/notes',
      tag,
      summary: '服务登记 — The notes of services, the latest day first',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ kind: z.enum(noteKinds).optional() }),
      responses: {
        200: {
          description: '登记 Notes, a thousand at most',
          schema: z.object({ items: z.array(rowShape) }),
        },
      },
    },
    async ({ query, caller }) => {
      requireServiceReader(caller);
      const rows = await notesOf(sql, caller.bureau, query.kind);
      const items = rows.map((n) => ({
        ...n,
        clause: clauseOfNote[n.kind],
        at: when(n.at)!,
        withdrawnAt: when(n.withdrawnAt),
        confirmedAt: when(n.confirmedAt),
      }));
      return { body: { items } };
    },
  );
}
