/** 抽查记录 What is published of a draw, in the order in which it becomes public. docs/draw.md says every field and byte; no personal data but codes. */

/** The one algorithm so far. A change of any number it gives is a new name, and the old one stays verifiable. */
export const ALGORITHM = 'duban-draw/1';
/** 信用等级不详 An object whose class nobody knows has the neutral weight. */
export const UNKNOWN = 'unknown';
const NEUTRAL = 100;
/** An officer who may act everywhere. */
export const ANYWHERE = '*';

/** The clauses that demand a draw. */
export const clauses = ['QY-6.2', 'TJ51-14.2', 'TJ51-18'] as const;
export type DrawClause = (typeof clauses)[number];

/** 检查对象 One of the population. It can be drawn while it has places left under its cap and nothing else bars it. */
export interface Candidate {
  id: string;
  territory: string;
  class: string;
  places: number;
  barredBy: string | null;
}
/** 已抽中对象 Drawn before; its team is completed around the officers it keeps. */
export interface Target {
  id: string;
  territory: string;
  keep: string[];
}
/** 执法人员 `load`: the teams of this chain that the officer has already. */
export interface Officer {
  id: string;
  territories: string[];
  load: number;
}
/** [officer, object] */
export type Pair = [officer: string, object: string];
/** At least and at most so many from a territory, or from one credit class in it. */
export interface Quota {
  territory: string;
  class: string | null;
  least: number;
  most: number;
}
/** 抽查规则 Weights in percent of the neutral 100; officers in a team; teams an officer may have. Registered before, under its version. */
export interface Rule {
  version: string;
  weights: Record<string, number>;
  team: number;
  most: number;
}

export const redrawReasons = [
  'recusal',
  'absence',
  'object-unavailable',
  'plan-woken',
  'abandonment',
] as const;
type RedrawReason = (typeof redrawReasons)[number];
/** 重新抽取 The link to the record before. `outObjects` and `outTeams` fell out of its result, for the reason, by the evidence. */
export interface Follows {
  draw: string;
  hash: string;
  reason: RedrawReason;
  why: string;
  evidence: string;
  outObjects: string[];
  outTeams: Pair[];
}

export const choices = ['objects', 'officers'] as const;
export type NoChoice = (typeof choices)[number];

/** 承诺 Published before anybody can know the outcome. */
export interface Statement {
  algorithm: typeof ALGORITHM;
  draw: string;
  bureau: string;
  clause: DrawClause;
  /** Who draws, and who alone may give the second number. */
  body: string;
  contributor: string;
  committedAt: string;
  revealBy: string;
  /** Currency of the two lists. */
  listsOn: { objects: string; officers: string };
  rule: Rule;
  count: number;
  quotas: Quota[];
  objects: Candidate[];
  targets: Target[];
  officers: Officer[];
  recusals: Pair[];
  repeats: Pair[];
  follows: Follows | null;
  secretHash: string;
  /** 没有随机余地 What chance had nothing to choose from; absent where it had, and in statements of before this was said. */
  noChoice?: NoChoice[] | undefined;
}

export interface Contribution {
  body: string;
  number: string;
  at: string;
}
export interface Reveal {
  secret: string;
  at: string;
}
export interface Team {
  object: string;
  officers: string[];
}
/** `unstaffed`: no lawful team was left. Said openly, for a redraw; no cap is broken to fill it. */
export interface Result {
  objects: string[];
  teams: Team[];
  unstaffed: string[];
}

export interface DrawRecord {
  statement: Statement;
  statementHash: string;
  contribution: Contribution;
  reveal: Reveal;
  seed: string;
  result: Result;
  /** Over everything above. */
  hash: string;
}

/** 放弃 A draw that was committed and not revealed; it stays listed. */
export interface Abandonment {
  why: string;
  approvedBy: string;
  at: string;
}
export interface AbandonedRecord {
  statement: Statement;
  statementHash: string;
  contribution: Contribution | null;
  abandonment: Abandonment;
  hash: string;
}

export type Draw =
  | { state: 'committed'; statement: Statement }
  | { state: 'contributed'; statement: Statement; contribution: Contribution }
  | { state: 'revealed'; record: DrawRecord }
  | { state: 'abandoned'; record: AbandonedRecord };

export const canBeDrawn = (one: Candidate): boolean => one.places > 0 && one.barredBy === null;
export const weightOf = (rule: Rule, creditClass: string): number =>
  creditClass === UNKNOWN ? NEUTRAL : rule.weights[creditClass]!;
