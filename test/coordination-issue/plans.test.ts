/** The lists and figures of coordination read their index on a filled database (TJ84-15, 16). Everything is rolled back. */
import { beforeAll, expect, it } from 'vitest';
import type { Sql } from '../../db/client.ts';
import { consultationSince, pairFigures } from '../../db/consultation/store.ts';
import { exchangeFigures, exchangeLog, issuesOf } from '../../db/coordination-issue/store.ts';
import { waitingBy } from '../../db/queries/waiting.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { plansOf, type Question } from '../setup/plans.ts';

const now = Date.now() as Instant;
const ago = (days: number) => (now - days * 86_400_000) as Instant;

/** 8,000 cases, each pushed, six duties each, nearly all of them done, half of them fed back, with 500 issues among them. */
async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('xp', 'x', '120000')`;
  await tx`insert into unit (id, bureau_id, name) select 'xp.' || n, 'xp', 'x' from generate_series(1, 40) n`;
  await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, closed_at, stage)
    select 'CC-xp-' || n, 'commitment-case', 'xp', 'result', 'xp-' || n, jsonb_build_object('item', 'i' || n % 9, 'units', jsonb_build_object('accepting', 'xp.' || (n % 20 + 1), 'supervising', 'xp.' || (n % 20 + 21))),
      now() - n * interval '1 hour', case n % 3 when 0 then now() end, 'x' from generate_series(1, 8000) n`;
  await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, stage)
    select 'CI-xp-' || n, 'coordination-issue', 'xp', 'issue', 'xp-' || n, '{"units": {"accepting": "xp.1", "supervising": "xp.21"}, "about": {}}', now() - n * interval '1 day', 'x' from generate_series(1, 500) n`;
  await tx`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, verdict)
    select 'xp-' || n || '-' || a, 'CC-xp-' || n, a, (array['approval', 'distribution', 'check-record', 'supervision-result'])[a], 'xp.' || (n % 20 + 1), 'o', jsonb_build_object('facts', jsonb_build_object('push', a = 1)), '{}', 'h',
      now() - n * interval '1 hour', now() - n * interval '1 hour', 'k' || a, '{"accepted": true, "timing": "in-time"}' from generate_series(1, 8000) n, generate_series(1, 4) a where a < 4 or n % 2 = 0`;
  await tx`insert into duty (file_id, key, duty, procedure, bureau_id, act, owed_by, owed_to, clause, force, from_at, due_at, status, state, body)
    select 'CC-xp-' || n, 'k' || k, 'd', 'commitment-case', 'xp', 'supervision-result', 'xp.' || (n % 20 + 21), 'xp.1', 'c', 'management', now(), now(), 'firm', case when n % 50 = 0 and k = 1 then 'overdue' else 'done' end, '{}' from generate_series(1, 8000) n, generate_series(1, 6) k`;
  await tx`analyze unit, file, inbox, duty`;
}

const hot: [name: string, index: string, question: Question][] = [
  [
    'a page of the exchange log',
    'inbox_exchange',
    (sql) => exchangeLog(sql, { bureau: 'xp' }, undefined, 101),
  ],
  [
    'a later page of it',
    'inbox_exchange',
    (sql) => exchangeLog(sql, { bureau: 'xp' }, { at: ago(40), id: 'x' }, 101),
  ],
  [
    'the log of a month',
    'inbox_exchange',
    (sql) => exchangeLog(sql, { bureau: 'xp', from: ago(60), to: ago(30) }, undefined, 101),
  ],
  [
    'a page of open issues',
    'file_issue',
    (sql) => issuesOf(sql, { bureau: 'xp', open: true }, undefined, 101),
  ],
  [
    'who sits on what',
    'duty_',
    (sql) => waitingBy(sql, { bureau: 'xp', reader: 'o-coord' }, undefined, 100),
  ],
  [
    'the figures of a month',
    'exchange_figures',
    (sql) => exchangeFigures(sql, 'xp', ago(31), now, undefined, undefined),
  ],
  [
    'what a consultation opens with',
    'Result',
    (sql) =>
      pairFigures(sql, { bureau: 'xp', accepting: 'xp.1', supervising: 'xp.21' }, ago(91), now),
  ],
  [
    'since when it counts',
    'Result',
    (sql) =>
      consultationSince(sql, { bureau: 'xp', accepting: 'xp.1', supervising: 'xp.21' }, now, 3),
  ],
];
let plans: string[];
beforeAll(async () => {
  plans = await plansOf(
    fill,
    hot.map(([, , question]) => question),
  );
}, 60_000);

it.each(hot.map(([name, index], i) => [name, index, i] as const))(
  '%s is read by %s',
  (_name, index, i) => {
    expect(plans[i]).toContain(index);
    expect(plans[i]).not.toMatch(/Seq Scan on (inbox|file|duty)\b/);
  },
);
