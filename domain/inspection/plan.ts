/** 检查方案 A plan, and what the registries say of everything it names. Data only: ids, dates and codes, no name and no narrative. */
import type { CivilDate, Instant } from '../time/instant.ts';
import type { GateId } from './findings.ts';
import type {
  EmergencyRisk,
  InspectionKind,
  Level,
  Method,
  Purpose,
  Stage,
  TeamRole,
} from './terms.ts';
import type { Known } from './known.ts';
import type { Days } from './known.ts';

export interface Plan {
  id: string;
  kind: InspectionKind;
  institution: string;
  /** The unit that inspects, and in whose name: the same unit, or its delegator (QY-1.3). */
  body: string;
  inNameOf: string;
  filedAt: Instant;
  /** The days on site (of the check, where nobody goes). */
  days: Days;
  items: readonly PlannedItem[];
  purpose: Purpose;
  /** QY-9.3: the law that makes the inspection a precondition. */
  purposeBasis?: string;
  /** QY-9.1: why somebody must go there. */
  onSiteReasonGiven: boolean;
  team: readonly Member[];
  /** Ids of the clues that the plan names (QY-4.2). */
  clues: readonly string[];
  /** Exceptions that need a reason (等, 原则上), and the gates for which the plan gives one. */
  reasons: readonly GateId[];
  /** Overrides that the plan asks of the head, who decides at the approval; they hold nothing back before. Absent: none. */
  asked?: readonly { gate: GateId; item?: string | undefined }[];
  /** Overrides that the head grants; only where X-3 allows any. */
  overrides: readonly Override[];
  /** Plans with which it is carried out jointly (QY-5.1, 5.2). */
  jointWith: readonly string[];
  /** QY-3.2: the superior's document that gives a body jurisdiction over this institution. */
  designation?: { by: string; document: string };
  special?: SpecialPapers;
  draw?: DrawRecord;
  approval?: Approval;
  /** QY-10.2: urgent, on the spot; the report and the formalities follow. */
  urgent?: { reasonGiven: boolean };
  /** The day a plan on hold has woken: everything about it is asked anew. */
  wokenOn?: CivilDate;
}

export interface PlannedItem {
  item: string;
  method: Method;
  contents: readonly string[];
  standard: string;
}
export type Member = {
  officer: string;
  role: TeamRole;
  from: 'body' | 'third-party';
};
export interface Override {
  gate: GateId;
  item?: string;
  by: string;
  reasonGiven: boolean;
}
interface Approval {
  by: string;
  on: CivilDate;
}

/** QY-7.1, in their order; 7.3 the emergency. `campaign`: the special inspection of which this is one visit. */
export interface SpecialPapers {
  campaign: string;
  planMadeOn?: CivilDate;
  government?: { on: CivilDate; level: Level; isGovernment: boolean; document: string };
  filedWithJusticeOn?: CivilDate;
  publishedOn?: CivilDate;
  emergency?: { risk?: EmergencyRisk; reasonGiven: boolean };
  /** What was planned, approved and published: a visit lies inside it. */
  scope?: { body: string; items: readonly string[]; days: Days };
}

/** QY-6.2: what the published record of the draw says. `redraw`: chained to the first, with its reason. */
export type DrawRecord = {
  id: string;
  revealed: boolean;
  objectsOn: CivilDate;
  officersOn: CivilDate;
  institutions: readonly string[];
  officers: readonly string[];
  redraw?: { of: string; reasonGiven: boolean };
  /** Another inspection of the institution has begun by this lot, and was not carried out jointly with this one. */
  used?: boolean;
};

/** 在场 What the gates of people look at: who goes, or is there, on which day. A case has all of it; so has every act on site (QY-10.4 to 10.6). */
export interface OfPeople {
  plan: Pick<Plan, 'institution' | 'days' | 'items' | 'team'>;
  known: Pick<Known, 'today' | 'settings' | 'officers' | 'startCheck'>;
  stage: Stage;
}
/** A plan at a stage, with the days that the gates judge by. */
export interface Case extends OfPeople {
  plan: Plan;
  known: Known;
  stage: Stage;
}
