/** 程序的房间 What a folder of the API brings: its routes, the tasks that files have for each other, its work in the background, its lines on the desk. */
import type { Response } from 'express';
import type { Settings } from '../settings.ts';
import type { Loop } from './background/loop.ts';
import type { TaskHandlers } from './background/tasks.ts';
import type { DeskLines, DeskNotices } from './files/desk-links.ts';
import type { Deps, RoomGauges } from './http/deps.ts';
import type { Routes } from './http/openapi.ts';
import type { Problem } from './http/problems.ts';
import type { Seal } from './intake/sealing.ts';
import type { ActDeps } from './intake/submit-act.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { NewsSource } from './reminders/sources.ts';
import type { RecordLines } from './subject-record/lines.ts';

interface RoomDeps {
  acts: ActDeps;
  settings: Settings;
  /** Absent where no sealing key is set. */
  seal: Seal | undefined;
  outbox: Pick<Outbox, 'seal' | 'policy' | 'changes'>;
  /** The lines of every room, for the desk itself. */
  desk: readonly DeskLines[];
  /** What each room says on the desk. */
  notices: readonly DeskNotices[];
  /** The lines of every room about one subject, for its record. */
  records: readonly RecordLines[];
  /** What each room has to tell people. */
  news: readonly NewsSource[];
}

interface Opened {
  /** In the order in which they are documented. */
  routes: readonly Routes[];
  tasks?: TaskHandlers;
  /** Kinds of its tasks that come by the thousand, and give way to all others. */
  bulk?: readonly string[];
  loops?: readonly Loop[];
}

/** Keeps a request that was refused, where there is something of it to keep. */
type Recorder = (
  deps: Pick<Deps, 'sql' | 'log'>,
) => (res: Response, problem: Problem) => Promise<void>;

export interface Room {
  desk?: DeskLines;
  notice?: DeskNotices;
  /** What it has about one institution or practitioner (TJ51-9.1). */
  record?: RecordLines;
  /** What it has to tell people, each topic chosen by whoever is told (api/reminders/sources.ts). */
  news?: readonly NewsSource[];
  recorder?: Recorder;
  /** What it shows by GET /metrics. */
  gauges?: RoomGauges;
  open(deps: RoomDeps): Opened;
}
