/** 检查实施的文书 The acts from the accepted start to the close, and what the engine is told of each: ids, codes, dates and hashes only. */
import type { CivilDate, Instant } from '../../time/instant.ts';
import type { LeniencyEntry, measures, OutcomeKind } from '../outcomes.ts';
import type { DrawRecord, Head, Member, OfficerOnFile } from '../plan.ts';
import type { InspectionSettings } from '../settings.ts';
import type { InspectionKind, TeamRole } from '../terms.ts';
import type { ActWith } from '../../law/acts.ts';

/** What the registries say, on the day the act states, of the team and of those whom the act names; the heads are those of the body in whose name it is done. */
export interface People {
  team: Member[];
  kind: InspectionKind;
  officers: OfficerOnFile[];
  heads: Head[];
  draw?: DrawRecord | null;
  until: CivilDate;
}
/** Who is there, and what each of them showed (QY-10.4, 10.5). */
export interface Presence {
  officer: string;
  shown: 'certificate' | 'other' | 'none';
}
/** 问题 One thing found, and what becomes of it. Its words stay in the payload; `reasonGiven`: why soft means were left aside (QY-13.1). */
export interface ToldFinding {
  id: string;
  outcome: OutcomeKind;
  first: boolean;
  minor: boolean;
  harmless: boolean;
  reasonGiven: boolean;
  leniency?: string;
  amountFen?: number;
}

export type OnSiteRecord = ActWith<
  {
    enteredAt: Instant;
    leftAt: Instant;
    present: Presence[];
    signature: 'signed' | 'refused';
    refusalNoted: boolean;
    witnessed: boolean;
    recorded: boolean;
    recordingNeeded: boolean;
    recordingReasonGiven: boolean;
    reasonGiven: boolean;
  },
  People
>;
export type Pause = ActWith<{ officer: string; reasonGiven: boolean }, People>;
export type Resume = ActWith<{ present: Presence[] }, People>;
export type TeamChange = ActWith<
  {
    leaves?: string;
    joins?: string;
    role: TeamRole;
    approvedBy?: string;
    approved: boolean;
    reasonGiven: boolean;
  },
  People
>;
export type StopOrder = ActWith<{ reasonGiven: boolean; remediesGiven: boolean }>;
export type Sealing = ActWith<
  {
    item: string;
    present: Presence[];
    measure: (typeof measures)[number];
    approvedBy: string;
    approved: boolean;
    inventoried: boolean;
    reasonGiven: boolean;
  },
  People
>;
export type SealingExtension = ActWith<
  { item: string; until: CivilDate; approvedBy: string; approved: boolean; reasonGiven: boolean },
  People
>;
export type InspectionEnd = ActWith<{ endedOn: CivilDate }>;
export type EndCorrection = ActWith<{
  endedOn: CivilDate;
  evidenceGiven: boolean;
  reasonGiven: boolean;
}>;
export type Abandonment = ActWith<{ reasonGiven: boolean }>;
export type ProvisionalResult = ActWith<
  { findings: ToldFinding[]; rightsTold: boolean },
  { rightParty: boolean }
>;
export type Statement = ActWith<{ complete: boolean }>;
export type LegalReview = ActWith<
  { reviewer: string; agreed: boolean; reasonGiven: boolean },
  { known: boolean; approver: string | null; team: Member[] }
>;
export type ResultNotice = ActWith<
  {
    findings: ToldFinding[];
    written: boolean;
    answered: boolean;
    answerReasoned: boolean;
    remediesGiven: boolean;
  },
  { rightParty: boolean; leniency: LeniencyEntry[]; team: Member[] }
>;
export type RectificationOrder = ActWith<{
  findings: string[];
  until: CivilDate;
  written: boolean;
}>;
export type RectificationReport = ActWith<{ findings: string[] }>;
export type Recheck = ActWith<
  { present: Presence[]; results: { finding: string; conforming: boolean }[]; next?: OutcomeKind },
  People
>;
export type SoftMeasure = ActWith<{ findings: string[]; means: string }>;
export type CaseFiling = ActWith<
  {
    findings: string[];
    outcome: 'filed' | 'not-filed';
    checked: boolean;
    checker?: string;
    caseNo?: string;
    file?: string;
    evidence?: string;
    reasonGiven: boolean;
  },
  { found: boolean; checker: boolean; team: Member[] }
>;

/** 移送的事项 What a matter is about: it decides who is competent for it (QY-14.1). */
export const matters = [
  'medical-insurance',
  'medical-practice',
  'drug-quality',
  'price',
  'registration',
  'discipline',
  'other',
] as const;
export type Matter = (typeof matters)[number];
/** 接收单位 A medical-insurance body, or the authority of another sector. */
export const authorities = [
  'medical-insurance',
  'health',
  'drug-administration',
  'market-regulation',
  'discipline-inspection',
  'other',
] as const;
export type Authority = (typeof authorities)[number];
/** `contains`: the receiver's area contains the institution's; `own`: it is the sender itself. */
export type Transfer = ActWith<
  {
    findings: string[];
    whole: boolean;
    matter: Matter;
    authority: Authority;
    unit?: string;
    competenceReasoned: boolean;
    evidenceGiven: boolean;
  },
  { contains: boolean | null; own: boolean; superior: string | null }
>;
export type TransferAcceptance = ActWith<{ item: string; accepted: boolean; reasonGiven: boolean }>;
export type JurisdictionDispute = ActWith<{ item: string; to?: string }>;
export type JurisdictionDecision = ActWith<{
  item: string;
  decision: 'receiver-accepts' | 'sender-keeps';
}>;
export type CrimeReport = ActWith<
  {
    findings: string[];
    group: string[];
    reported: boolean;
    standardGiven: boolean;
    jurisdictionGiven: boolean;
  },
  People
>;
export type CrimeDecision = ActWith<
  { actingGiven: boolean; approved: boolean; reasonGiven: boolean; fined: boolean },
  People
>;
export type CrimeTransfer = ActWith<{ documents: string[]; receiptGiven: boolean; fined: boolean }>;
export type PoliceAnswer = ActWith<{ accepted: boolean; filed: boolean; reasonGiven: boolean }>;
export type ResultPublication = ActWith<{ withheld: boolean; reasonGiven: boolean }>;

interface EntryOnSite {
  enteredAt: Instant;
  leftAt: Instant;
  on: CivilDate;
  recorded: boolean;
}
interface Sealed {
  from: CivilDate;
  lastDay: CivilDate;
  extended: boolean;
  released: boolean;
}
interface Ordered {
  orderedOn: CivilDate;
  until: CivilDate;
  findings: string[];
  rechecked: boolean;
}

/** 检查的现状 What the guards look at, from the start on. */
export interface ConductState {
  settings: InspectionSettings;
  onSite: boolean;
  startedAt: Instant;
  records: EntryOnSite[];
  /** QY-10.6: fewer than two are there. */
  pausedAt?: Instant;
  pauses: { from: Instant; until: Instant }[];
  sealed: Map<string, Sealed>;
  /** QY-12.1. `at`: from when the 20 working days run. */
  end?: { on: CivilDate; at: Instant; abandoned: boolean };
  /** QY-10.10: until `closesAt` no result. */
  provisional?: { toldAt: Instant; closesAt: Instant; findings: readonly ToldFinding[] };
  /** Statements that no result has answered yet. */
  statements: number;
  review?: { reviewer: string; agreed: boolean };
  result?: { toldAt: Instant; findings: readonly ToldFinding[] };
  rectifications: Ordered[];
  /** Findings that are to be filed as a case, handled by soft means, transferred. Re-checks that fail add to them. */
  toFile: string[];
  toSoften: string[];
  toTransfer: string[];
  /** QY-14.1: what has left us; `whole`: everything. */
  gone: { whole: boolean; findings: string[] };
  transfers: Map<
    string,
    {
      findings: readonly string[];
      refused: boolean;
      disputed: boolean;
      decided: boolean;
      superior: string | null;
      unit?: string;
    }
  >;
  crime?: {
    group: string[];
    certificates: string[];
    findings: string[];
    decided?: 'approved' | 'not-approved';
    moved: boolean;
  };
}

/** Before the start nothing is known of it; `conduct` fills in the rest. */
export function newConduct(settings: InspectionSettings): ConductState {
  return {
    settings,
    onSite: true,
    startedAt: 0 as Instant,
    records: [],
    pauses: [],
    sealed: new Map(),
    statements: 0,
    rectifications: [],
    toFile: [],
    toSoften: [],
    toTransfer: [],
    gone: { whole: false, findings: [] },
    transfers: new Map(),
  };
}
