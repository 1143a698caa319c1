/** 登记簿所知 What the registries say of everything that a plan names: bodies, lists, officers, clues, earlier inspections. Data only: ids, dates and codes. */
import type { CivilDate, Instant } from '../time/instant.ts';
import type { InspectionSettings } from './settings.ts';
import type { ClueKind, FoundViolation, HeadPost, InspectionKind, Level, Method } from './terms.ts';

/** A span of days, both included; null: no end. */
export interface Days {
  from: CivilDate;
  until: CivilDate;
}
export type Validity = {
  from: CivilDate;
  until: CivilDate | null;
};

/** 名录 The day on which each list was last declared current (QY-6.1). Null: never. */
export interface ListCurrency {
  objects: CivilDate | null;
  officers: CivilDate | null;
  assistants: CivilDate | null;
  items: CivilDate | null;
}

interface Qualification {
  valid: Validity;
  suspended: Validity | null;
  publishedOn: CivilDate | null;
}
export interface Delegation {
  delegator: string;
  valid: Validity;
  items: readonly string[];
  publishedByDelegatorOn: CivilDate | null;
  publishedByDelegateOn: CivilDate | null;
  filedWithJusticeOn: CivilDate | null;
  filedWithSuperiorOn: CivilDate | null;
}
/** `unit`, `area`, `level` and `superiors` are those of the body that inspects; `qualification` and `heads` those of the body in whose name it acts: the delegator's, under a delegation (QY-1.3, 10.1). */
export interface Body {
  unit: string;
  area: string;
  level: Level;
  superiors: readonly string[];
  qualification: Qualification | null;
  delegation: Delegation | null;
  heads: readonly Head[];
}
export type Head = {
  officer: string;
  post: HeadPost;
  in: Validity;
};

interface Institution {
  id: string;
  area: string;
  ownership: 'private' | 'public' | 'unknown';
  status: string;
  yearlyCap: number | null;
}

/** 检查事项 as the list in force has it (QY-2.1, 3.1). `cap.exempts`: kinds of clue that the list itself exempts from the item's cap. */
export interface ListedItem {
  id: string;
  basis: { repealedOn: CivilDate | null } | null;
  contents: readonly string[];
  methods: readonly Method[];
  standards: readonly string[];
  cap: { perYear: number; exempts: readonly ClueKind[] } | null;
  publishedOn: CivilDate | null;
  withdrawnOn: CivilDate | null;
}

export type Certificate = {
  number: string;
  kind: string;
  holder: string;
  valid: Validity;
  suspended: Validity | null;
};
export type OfficerOnFile = {
  id: string;
  unit: string;
  listed: boolean;
  certificate: Certificate | null;
  recusedFrom: readonly string[];
};

/** A clue as registered. `items: null`: it could not name any (QY-15.1). `orderedBy`: the unit whose order it is. */
export interface Clue {
  id: string;
  kind: ClueKind;
  institution: string;
  items: readonly string[] | null;
  registeredAt: Instant;
  /** Who registered it. */
  by: string;
  evidence: boolean;
  /** What its kind must have beside its evidence: who transferred it, the hit of the monitoring, the signature of the institution. */
  grounded: boolean;
  orderedBy?: string;
  /** Another inspection has begun on it, or is approved to, which is not carried out jointly with this one. */
  used: boolean;
  /** 整改复查 The inspection that it re-checks, where there is such a one. */
  rechecks?: Rechecked;
}
/** `ordered`: a rectification was ordered under it and has not been found carried out. */
export interface Rechecked {
  institution: string;
  items: readonly string[];
  ordered: boolean;
}

/** 检查记录 An inspection of this institution that has begun, by whatever body of the system. */
export interface PastInspection {
  id: string;
  level: Level;
  /** When its plan was filed; unknown for what was taken over from before. */
  filedAt?: Instant;
  kind: InspectionKind;
  onSite: boolean;
  items: readonly string[];
  startedOn: CivilDate;
  endedOn: CivilDate | null;
  /** QY-15.1: abandoned; it ended on its last on-site day, and if nobody ever went, it never was. */
  abandoned?: true;
  lastOnSiteOn: CivilDate | null;
  found: FoundViolation;
  /** 整改复查 is no repeat, opens no year and uses no place. */
  recheck?: true;
  /** Not bound by the item's own cap, so not counted there. */
  itemCapExempt?: true;
}

/** Another plan for this institution that has not ended and has not begun. A plan on hold binds nobody. */
export interface OpenPlan {
  id: string;
  level: Level;
  filedAt: Instant;
  items: readonly string[];
  days: Days;
  state: 'filed' | 'approved' | 'on-hold';
}

/** 频次名额 A place under the institution's yearly cap (QY-4.1): one a plan, whatever it combines. */
export interface Place {
  plan: string;
  year: number;
  state: 'reserved' | 'consumed' | 'released';
}

/** What is known on a day: everything the gates may look at. */
export interface Known {
  today: CivilDate;
  settings: InspectionSettings;
  body: Body;
  /** QY-3.2: the area of the unit that designates, where there is such a unit. */
  designator?: string | null;
  institution: Institution;
  items: readonly ListedItem[];
  officers: readonly OfficerOnFile[];
  clues: readonly Clue[];
  lists: ListCurrency;
  history: readonly PastInspection[];
  plans: readonly OpenPlan[];
  places: readonly Place[];
  /** What the plan names as its partners, as far as they stand at this institution; and which plans here are one visit (QY-5.1, 5.2). */
  partners: readonly Partner[];
  pairs: Pairs;
  /** QY-7.2: special campaigns of the body by year, this one not counted twice. */
  campaigns: readonly { campaign: string; year: number }[];
  /** On site: who is there, what they showed, whether the notice was handed over. */
  startCheck?: StartCheck;
}
export interface StartCheck {
  present: readonly string[];
  shown: readonly { officer: string; document: 'certificate' | 'other' }[];
  noticeServed: boolean;
}

/** A plan of this institution that the plan names as its partner. */
export interface Partner {
  id: string;
  /** Its side names this plan too. */
  confirms: boolean;
  days: Days;
  state: 'filed' | 'on-hold' | 'approved' | 'started' | 'ended' | 'closed';
  startedOn: CivilDate | null;
  /** The visit that it began or joined. */
  visit: string | null;
}

/** Plans of the institution that are one visit, two by two. */
export type Pairs = readonly (readonly [string, string])[];
