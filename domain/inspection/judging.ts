/** 判断所依据的日期与人 What the gates share: the days that count, whom a plan sends, who heads the body. */
import type { CivilDate, Instant } from '../time/instant.ts';
import type { Case, Member, OfPeople, Plan, PlannedItem } from './plan.ts';
import type { ListedItem, OfficerOnFile, Validity } from './known.ts';
import { ofOneVisit, sameVisit } from './visits.ts';

/** The day by which windows and caps are judged: the first planned day, or today at the door. */
export const dayOf = ({ plan, known, stage }: OfPeople): CivilDate =>
  stage === 'start' ? known.today : plan.days.from;
/** The days on which what must be valid is valid. */
export const spanOf = (c: OfPeople): { from: CivilDate; until: CivilDate } =>
  c.stage === 'start' ? { from: c.known.today, until: c.known.today } : c.plan.days;

export const yearOf = (day: CivilDate): number => Number(day.slice(0, 4));
export const firstOf = (year: number): CivilDate =>
  `${String(year).padStart(4, '0')}-01-01` as CivilDate;

export const holdsOn = ({ from, until }: Validity, day: CivilDate): boolean =>
  from <= day && (until === null || day <= until);
export const holdsThrough = (v: Validity, span: { from: CivilDate; until: CivilDate }): boolean =>
  holdsOn(v, span.from) && holdsOn(v, span.until);
/** Whether a suspension touches a span. */
export const touches = (v: Validity | null, span: { from: CivilDate; until: CivilDate }): boolean =>
  v !== null && v.from <= span.until && (v.until === null || span.from <= v.until);

/** Does anybody go there? */
export const goesThere = (plan: Pick<Plan, 'items'>): boolean =>
  plan.items.some((i) => i.method === 'on-site');
export const isDelegate = (plan: Plan): boolean => plan.inNameOf !== plan.body;

export const enforcers = (plan: Pick<Plan, 'team'>): Member[] =>
  plan.team.filter((m) => m.role !== 'assistant');
export const fileOf = (c: OfPeople, officer: string): OfficerOnFile | undefined =>
  c.known.officers.find((o) => o.id === officer);
export const listed = (c: Case, planned: PlannedItem): ListedItem | undefined =>
  c.known.items.find((i) => i.id === planned.item);

/** The plan itself, and what is one visit with it: none of them bars the other (QY-4.1, 5.1, 5.2, 15.1). Before the head is asked, what the other side has yet to confirm is taken as confirmed. */
export function plansOfVisit(c: Case): string[] {
  const { plan, known, stage } = c;
  const binds = known.partners.filter(
    (p) =>
      (stage === 'plan' || (p.confirms && p.state !== 'on-hold')) &&
      sameVisit(p, stage === 'start' ? spanOf(c) : plan.days, known.today),
  );
  return [
    plan.id,
    ...ofOneVisit(binds.filter((p) => plan.jointWith.includes(p.id))).map((p) => p.id),
  ];
}

interface Filed {
  id: string;
  filedAt?: Instant | undefined;
}
/** 先后 Whether the first was filed before the second: by the instant, then by the id, so that of two one is always the first (QY-5.1, 5.2, 15.1). What was taken over came before everything. */
export const filedBefore = (one: Filed, other: Filed): boolean => inOrderOfFiling(one, other) < 0;
const inOrderOfFiling = (one: Filed, other: Filed): number =>
  (one.filedAt ?? 0) - (other.filedAt ?? 0) || (one.id < other.id ? -1 : 1);

/** QY-10.1: 正职 or the registered deputy in charge, of the body in whose name it is done, in post on that day. */
export const isHead = (c: Case, officer: string, on: CivilDate): boolean =>
  c.known.body.heads.some((h) => h.officer === officer && holdsOn(h.in, on));

/** The head has approved, and is not on the team. Before the head is asked, what rests on the approval is taken as asked for. */
export function headStandsBehind(c: Case): boolean {
  const { plan, stage } = c;
  if (!plan.approval) return stage === 'plan';
  return (
    isHead(c, plan.approval.by, plan.approval.on) &&
    !plan.team.some((m) => m.officer === plan.approval?.by)
  );
}

/** Certificate numbers of those who may enforce on every day of the span (QY-1.5), each once (QY-10.6). */
export function certified(c: OfPeople, members: readonly Member[]): Set<string> {
  const span = spanOf(c);
  return new Set(
    members.flatMap((m) => {
      const certificate = fileOf(c, m.officer)?.certificate;
      const good =
        m.role !== 'assistant' &&
        m.from === 'body' &&
        certificate &&
        certificate.holder === m.officer &&
        c.known.settings.certificateKinds.includes(certificate.kind) &&
        holdsThrough(certificate.valid, span) &&
        !touches(certificate.suspended, span);
      return good ? [certificate.number] : [];
    }),
  );
}
