import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Sql } from '../../db/client.ts';
import type { FiguresOf } from '../../db/queries/gauges.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CalendarYear } from '../../domain/time/limit.ts';

/** Who a token says it is for, and the system that acts for the person. */
export interface TokenClaims {
  subject: string;
  actor?: string;
}
export interface TokenVerifier {
  verify(token: string): Promise<TokenClaims>;
}

/** A deadline that a new holiday arrangement moves, or would move. */
export interface MovedDeadline {
  file: string;
  duty: string;
  clause: string;
  /** RFC 3339 with +08:00. */
  oldDueAt: string;
  newDueAt: string;
  status: 'firm' | 'provisional';
  why: Sentence;
}

/** Requests per minute. */
export interface Limits {
  perAddress: number;
  perCaller: number;
  calculator: number;
  /** Of one calendar, from wherever: an office polls its calendars from one address. */
  feed: number;
}

/** 房间的度量 What a room shows beside the metrics of the core, which names no procedure: by its metric's name, what it means, and how it is read. */
export interface RoomGauges {
  names: Readonly<Record<string, string>>;
  read: FiguresOf;
}

export interface Deps {
  sql: Sql;
  /** What has a legal date is dated by the database. `inStep`: whether ours agrees with it; asked by GET /ready. */
  clock: { now(): Instant; inStep?(): boolean };
  tokens: TokenVerifier;
  log: Logger;
  limits?: Partial<Limits>;
  /** The proxies whose `X-Forwarded-For` is believed; none unless listed. */
  trustedProxies?: readonly string[];
  /** Rejects when the engine cannot be reached; asked by GET /ready. */
  engineReady?: () => Promise<void>;
  /** How long the engine keeps the history of a run, as far as it has been asked, and when one that is not kept here is late. */
  retention?: { readonly known: number | undefined; readonly lateAfter: number };
  /** Reads the metrics from elsewhere than this machine. */
  metricsToken?: string;
  /** What the rooms show by GET /metrics. */
  gauges?: readonly RoomGauges[];
  /** Milliseconds for which what the metrics say of the database is not read again; each scrape reads it unless set. */
  gaugesEvery?: number;
  /** Adds what else is shown by GET /metrics. */
  measure?: (registry: Registry) => void;
  /** Demo and tests: invented holiday notices may be loaded. */
  allowFictitious?: boolean;
  /** Tests: every JSON reply is compared with the schema that documents it. */
  checkReplies?: boolean;
  /** Lists the open deadlines that a candidate arrangement would move. */
  previewCalendar?: (candidate: CalendarYear) => Promise<MovedDeadline[]>;
  /** Carries a new version to every open file. */
  onCalendarChanged?: (year: number, version: number) => Promise<void>;
}
