/** 承诺书 Whose commitment letter counts, is about to end, or has ended (TJ51-19.1). */
import { z } from 'zod';
import {
  letterStates,
  lettersOf,
  type LetterRow,
  type WorkReader,
} from '../../db/enforcement-team/store.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { partiesOf } from '../intake/authority.ts';
import { hiddenFrom, withheldFrom } from '../intake/hidden.ts';
import type { Caller } from '../http/authentication.ts';
import type { ActDeps } from '../intake/submit-act.ts';

export const tag = '执法队伍 Enforcement team';
const text = z.string().nullable();

const letterShape = z
  .object({
    officer: z.string(),
    unit: z.string(),
    signedOn: text,
    validUntil: text,
    state: z.enum(letterStates).meta({
      description:
        'removed：已清除而仍有在办案卷 removed, with open work still to be reassigned；expired：不得新接案卷，在办案卷可以办完 takes on nothing new, work begun goes on; running-out：管理提醒 a management reminder',
    }),
    openFiles: z.int().meta({ description: '在办案卷数 How many open files' }),
  })
  .meta({ id: 'OfficerLetter' });

const columns: readonly Column<LetterRow>[] = [
  ['人员 officer', (l) => l.officer],
  ['单位 unit', (l) => l.unit],
  ['签订 signed', (l) => l.signedOn],
  ['有效至 until', (l) => l.validUntil],
  ['状态 state', (l) => l.state],
  ['在办案卷 open files', (l) => l.openFiles],
];

/** Which open work a caller is shown, and has counted. */
export const workReader = async (sql: ActDeps['sql'], caller: Caller): Promise<WorkReader> => ({
  reader: caller.id,
  hidden: await hiddenFrom(sql, caller),
  withheld: withheldFrom(sql, caller.id),
  parties: await partiesOf(sql, caller),
});

export function letterList(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/officer-letters',
      tag,
      summary: '执法人员承诺书 — Commitment letters of enforcement officers',
      description:
        'TJ51-19.1：未签订的不得办案；到期的不得新接案卷，在办的可以办完并显示给负责人。有效期未登记的按管理设定（authority.letterMonths，默认 12 个月）计算。',
      auth: ['head', 'regulator', 'registrar', 'coordinator'],
      query: z.strictObject({ ...pageQuery, state: z.enum(letterStates).optional() }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(letterShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, state } = query;
      const [after = ''] = readCursor(cursor, z.tuple([at.id])) ?? [];
      const rows = await lettersOf(
        sql,
        {
          bureau: caller.bureau,
          today: databaseToday(),
          units: caller.roles.includes('registrar') ? undefined : await partiesOf(sql, caller),
          state,
          shown: await workReader(sql, caller),
        },
        after,
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (l) => [l.officer]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'officer-letters', csv(columns, items), linkToNext(req, next));
      return { body: { items, next }, headers: linkToNext(req, next) };
    },
  );
}
