/** One file: its stage, its duties with their counting, and what can be filed now. */
import { z } from 'zod';
import { findStanding } from '../../db/queries/access.ts';
import { type FileWithView } from '../../db/queries/files.ts';
import { dutiesOf } from '../../db/queries/duties.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { awaitedOf, possibleFor } from '../intake/possible.ts';
import { scopeOf, type Scope } from '../intake/authority.ts';
import { rulesOf } from '../rules.ts';
import { time, tag, fileId, fileShape, fileOf } from './file-shape.ts';
import { dutyShape, dutyOf } from './duty-shape.ts';

const awaitedShape = z.object({
  act: z.string(),
  label: z.object({ zh: z.string(), en: z.string() }),
  clause: z.string(),
  duty: z.string().optional(),
  item: z.string().optional(),
  by: z
    .array(z.string())
    .meta({ description: '可以提交的单位，* 为任何单位 The units that may file it; * is any' }),
  roles: z
    .array(z.string())
    .optional()
    .meta({ description: '不论单位，有此角色的人员 Officers of any unit with one of these roles' }),
  except: z.array(z.string()).optional().meta({ description: '不得提交的单位 Units that may not' }),
});

const possibleShape = awaitedShape.extend({ schema: z.unknown() });

/** QY-10.3  Before the door is opened a file has no subject and no remark for those who may not know its plan. */
const shownAs = (scope: Scope, file: FileWithView): FileWithView =>
  scope === 'withheld' ? { ...file, subjectId: file.id, view: { ...file.view, notes: [] } } : file;

/** What has become of it by records of their own, for whoever is shown its remarks. */
const afterwardsOf = async (
  sql: ActDeps['sql'],
  scope: Scope,
  { id, procedure }: FileWithView,
): Promise<readonly string[]> =>
  scope === 'withheld' ? [] : ((await rulesOf(procedure).afterwards?.(sql, id)) ?? []);

export function one(api: Api, deps: ActDeps): void {
  fileNow(api, deps);
  deadlines(api, deps);
}

const wholeFile = z.object({
  ...fileShape.shape,
  parties: z.record(z.string(), z.string()),
  notes: z.array(z.string()),
  duties: z.array(dutyShape),
  awaits: z
    .array(awaitedShape)
    .meta({ description: '现在接收的文书，由谁提交 What the file takes now, and from whom' }),
  possible: z.array(possibleShape).meta({
    description: '其中本人可以提交的，附表单 What of it the caller may file, with its form',
  }),
  register: z.object({ entries: z.int(), head: z.string(), historyHash: time }),
});

function fileNow(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id',
      tag,
      summary: '案卷现状 — A file: stage, duties, what can be filed now, who is blocking',
      auth: 'caller',
      // Its remarks are words of the file; without any it is what a client polls.
      reads: { kind: 'narrative', when: (body) => (body as { notes: string[] }).notes.length > 0 },
      params: z.strictObject({ id: fileId }),
      responses: {
        200: { description: '案卷 File', schema: wholeFile },
        304: unchanged,
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller, req }) => {
      const found = await fileOr404(sql, params.id);
      const scope = await scopeOf(sql, caller, found);
      const file = shownAs(scope, found);
      const afterwards = await afterwardsOf(sql, scope, file);
      const duties = (await dutiesOf(sql, file.id))
        .filter((d) => ['open', 'due-soon', 'overdue'].includes(d.state))
        .map(dutyOf);
      const awaits = awaitedOf(file);
      const standing = awaits.length > 0 ? await findStanding(sql, caller.id, file.id) : null;
      const today = civilDateOf(api.deps.clock.now());
      const possible = possibleFor(file, awaits, caller, standing, today);
      const body = {
        ...fileOf(file),
        parties: file.opening.units ?? {},
        notes: [...(file.view.notes ?? []), ...afterwards],
        duties,
        awaits,
        possible,
        register: { entries: file.registerSeq, head: file.head, historyHash: file.historyHash },
      };
      // What is possible depends on who asks, and on the day.
      return tagged(
        req,
        { body },
        `${file.id}:${file.version}:${file.historyHash}:${file.subjectId}:${file.attention}:${afterwards.length}:${caller.id}:${duties.map(({ assignee, deputy }) => `${assignee ?? ''}/${deputy ?? ''}`).join()}:${possible.map(({ act, item }) => `${act}/${item ?? ''}`).join()}`,
      );
    },
  );
}

function deadlines(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/deadlines',
      tag,
      summary: '各项期限及计算说明 — Every deadline of a file with its counting',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      responses: {
        200: { description: '期限 Deadlines', schema: z.object({ items: z.array(dutyShape) }) },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const file = await fileOr404(sql, params.id);
      await scopeOf(sql, caller, file);
      return { body: { items: (await dutiesOf(sql, file.id)).map(dutyOf) } };
    },
  );
}
