/** POST /v1/implementing-rules opens the file of an item's rule; what can be read of rules, their versions and their deliverables. */
import { z } from 'zod';
import { unitsUnder } from '../../db/queries/subjects.ts';
import {
  itemsWithRules,
  ruleKnowledge,
  subjectOf,
  type Deliverable,
  type ItemRow,
} from '../../db/implementing-rule/store.ts';
import { implementingRule } from '../../domain/implementing-rule/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { itemWithdrawn } from '../../domain/implementing-rule/acts.ts';
import { day } from '../../domain/law/shapes.ts';
import { issuedOn } from '../../domain/implementing-rule/duties.ts';
import {
  itemHasFile,
  periodOf,
  refuseOpening,
  remarksOn,
} from '../../domain/implementing-rule/opening.ts';
import { openingShape, type OpeningPayload } from '../../domain/implementing-rule/forms.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { settingsOf } from '../commitment-registries/settings.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { bring } from '../background/system-acts.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { tag, text, todayOf } from './rule-terms.ts';
import { versions } from './versions.ts';

export function implementingRuleRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/implementing-rules',
        tag,
        summary: '实施细则立卷 — Open the file of an item’s rule',
        description:
          '每个承诺制事项一个案卷：实施细则与网上办事大厅更新两项分别计算（TJ84-0.1）。由市级受理部门或者其上级单位立卷（TJ84-12.2）。',
        body: openingShape,
        opens: { type: 'rule-file', clause: 'TJ84-0.1' },
        problems: [
          'no-legal-basis',
          'author-not-city-level',
          'not-own-or-lower',
          'list-missing',
          'item-unknown',
          'item-not-committed',
          'item-has-file',
        ],
      },
      (body, caller, key) => openRule(deps, caller, key, body),
    );
    items(api);
    versions(api);
  };
}

function openRule(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: OpeningPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: implementingRule,
    prepare: (context) => prepare(deps, context, payload),
    ifOpen: async (file) => {
      throw Problem.refused(itemHasFile(file));
    },
  });
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt, adopted }: OpeningContext,
  p: OpeningPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const today = civilDateOf(receivedAt);
  const author = p.author ?? caller.unit;
  const known = await ruleKnowledge(sql, {
    bureau: bureau.id,
    item: p.item,
    author,
    today,
    issuedOn,
  });
  const refusal = refuseOpening({
    author: { unit: author, roles: known.roles ?? [] },
    ofAuthor: (await unitsUnder(sql, caller.unit)).includes(author),
    ...(known.listVersion !== null && { listVersion: known.listVersion }),
    ...(known.types && { item: { id: p.item, types: known.types, accepting: known.accepting } }),
  });
  if (refusal) return { refusal };
  const allowed = {
    allowedFrom: known.allowedFrom as CivilDate,
    knownAtIssuing: known.knownAtIssuing,
  };
  const period = periodOf(allowed, adopted ? adoptedOn(bureau.adoptions) : undefined);
  return {
    subject: { kind: 'service-item', id: subjectOf(bureau.id, p.item) },
    idPattern: numbered(implementingRule.prefix, bureau.id, today.slice(0, 4)),
    type: 'rule-file',
    stated: { facts: { rule: p.item, author, list: known.listVersion } },
    opening: {
      units: { author, ...(known.superior && { authority: known.superior }) },
      item: p.item,
      ...period,
      settings: settingsOf(bureau),
      remarks: remarksOn(allowed),
      // The period may lie years back: its years are counted with their own arrangements.
      calendar: await calendarFrom(
        sql,
        Math.min(yearOf(civilDateOf(period.from)), yearOf(today) - 1),
      ),
    },
  };
}

const yearOf = (day: CivilDate): number => Number(day.slice(0, 4));

const adoptedOn = (
  adoptions: readonly { instrument: string; decidedOn: string }[],
): CivilDate | undefined =>
  adoptions.find(({ instrument }) => instrument === 'TJ84')?.decidedOn as CivilDate | undefined;

const deliverable = z
  .object({
    state: z.string(),
    due: z.string(),
    doneAt: text,
    force: z.string().meta({ description: 'text：法定；management：管理时限 law or management' }),
    breach: text.meta({ description: 'standing、claimed-in-time（补录待确认）、reversed' }),
  })
  .nullable();
const itemShape = z
  .object({
    item: z.string(),
    name: z.string(),
    file: text,
    stage: text,
    attention: text,
    author: text,
    version: z.int().nullable(),
    effectiveFrom: text,
    rule: deliverable,
    portal: deliverable,
  })
  .meta({ id: 'RuleOfItem' });
const deliverableOf = (d: Deliverable | null) =>
  d && { ...d, due: when(d.due)!, doneAt: when(d.doneAt) };
const itemOf = (row: ItemRow) => ({
  ...row,
  rule: deliverableOf(row.rule),
  portal: deliverableOf(row.portal),
});
const columns: readonly Column<ItemRow>[] = [
  ['事项 item', (i) => i.item],
  ['名称 name', (i) => i.name],
  ['案卷 file', (i) => i.file],
  ['阶段 stage', (i) => i.stage],
  ['制定部门 author', (i) => i.author],
  ['版本 version', (i) => i.version],
  ['施行 effective from', (i) => i.effectiveFrom],
  ['细则 rule', (i) => i.rule?.state ?? null],
  ['细则违规 breach', (i) => i.rule?.breach ?? null],
  ['大厅 portal', (i) => i.portal?.state ?? null],
  ['大厅违规 breach', (i) => i.portal?.breach ?? null],
];

/** 逐项 The whole list of today, so that an item without a rule is seen, too. */
function items(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/implementing-rules',
      tag,
      summary: '各事项的实施细则 — Every item done on commitment, with its rule or without',
      auth: 'caller',
      query: z.strictObject(pageQuery),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(itemShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query: { cursor, limit = 100, format }, caller, req, res }) => {
      const rows = await itemsWithRules(
        api.deps.sql,
        caller.bureau,
        todayOf(api),
        readCursor(cursor, at.id),
        limit + 1,
      );
      const { items: page, next } = paged(rows, limit, (i) => i.item);
      if (wantsCsv(req, format))
        return sendCsv(res, 'implementing-rules', csv(columns, page), linkToNext(req, next));
      return { body: { items: page.map(itemOf), next }, headers: linkToNext(req, next) };
    },
  );
}

const withdrawn = z.object({ from: day, list: z.int() });

/** A list without the item has come into force: its file is told, once for each list. */
export const implementingRuleTasks: TaskHandlers = {
  'item-withdrawn': async ({ file, key, data }, deps) => {
    await bring(deps, file, itemWithdrawn.type, withdrawn.parse(data), `${file}:${key}`);
  },
};
