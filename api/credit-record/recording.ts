/** 登记 How a record is checked and entered: by hand, or of what a file has brought (QHD-2.2, 2.3). */
import { enterRecords, itemInUse } from '../../db/credit-record/records.ts';
import { ruleOn, rulesOf } from '../../db/credit-cycle/store.ts';
import { promised, type SubjectKey } from '../../db/credit-record/subjects.ts';
import { refuseRecord, REGISTER } from '../../domain/credit-record/recording.ts';
import type { RecordFacts } from '../../domain/credit-record/shapes.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { NO_PROMISE } from './subjects.ts';
import { barred } from './tag.ts';

type Sql = ActDeps['sql'];

/** The facts as the registry takes them, with the version of the list; throws the Problem that refuses them. */
export async function checkedFacts(
  sql: Sql,
  { bureau, kind }: Pick<SubjectKey, 'bureau' | 'kind'>,
  facts: RecordFacts,
): Promise<RecordFacts> {
  const today = databaseToday();
  const { item, listVersion: version, actOn } = facts;
  const list =
    item === undefined
      ? undefined
      : await itemInUse(sql, bureau, { item, version, days: [today, ...(actOn ? [actOn] : [])] });
  const refusal = refuseRecord({
    subjectKind: kind,
    facts,
    today,
    itemInUse: list?.found === true,
  });
  if (refusal) throw Problem.refused(refusal);
  return { ...facts, ...(list && { listVersion: list.version }) };
}

interface Recording {
  subject: SubjectKey;
  records: readonly RecordFacts[];
  source?: { id: string; kind: string; evidence: DocumentReference | null };
}

/** All or none; the ids in the order of the records, and what is to be said of them. */
export async function record(
  sql: Sql,
  { id: by, unit }: Caller,
  { subject, records, source }: Recording,
): Promise<{ ids: string[]; warnings: string[] }> {
  const checked: RecordFacts[] = [];
  for (const one of records)
    checked.push(
      await checkedFacts(sql, subject, {
        ...one,
        evidence: one.evidence ?? source?.evidence ?? undefined,
      }),
    );
  const entered = await enterRecords(sql, {
    bureau: subject.bureau,
    subjectKind: subject.kind,
    subjectId: subject.id,
    by,
    unit,
    ...(source && { source: source.id, sourceKind: source.kind }),
    records: checked,
  });
  if (entered.bar) throw barred(entered.bar, REGISTER);
  const warnings = (await promised(sql, subject, databaseToday())) ? [] : [NO_PROMISE];
  return { ids: entered.ids, warnings: [...warnings, ...(await unread(sql, subject, checked))] };
}

/** 情节 What the rule in force reads nowhere counts as no gravity at all: said at once, for it may be a typing error. */
async function unread(
  sql: Sql,
  { bureau }: Pick<SubjectKey, 'bureau'>,
  records: readonly RecordFacts[],
): Promise<string[]> {
  const given = [...new Set(records.flatMap(({ gravity }) => gravity ?? []))];
  if (given.length === 0) return [];
  const rule = ruleOn(await rulesOf(sql, bureau), databaseToday());
  if (!rule) return [];
  const read = new Set(rule.columns.flatMap(({ gravities = [] }) => gravities));
  return given
    .filter((gravity) => !read.has(gravity))
    .map(
      (gravity) =>
        `施行的评价规则（第 ${rule.version} 版）没有情节“${gravity}”的栏目，该情节不计（QHD-2.4c）。The rule in force reads no such gravity.`,
    );
}
