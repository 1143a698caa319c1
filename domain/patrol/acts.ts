/** 巡查的文书 The acts of a patrol (TJ51-4), and what the engine is told of each: codes, days, ids and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { People } from '../penalty-case/person.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { DemandOutcome, Ending, FindingKey, LookBackOutcome, PartyRole } from './terms.ts';

type Paper = { documentHash: string };
/** A finding that an act cites, as the registry has it; null: there is none. */
type CitedFact = { subject: { kind: string; id: string }; withdrawn: boolean } | null;

/** 再次发现 The same subject and matter again: it joins. */
export const patrolFinding = act<
  Paper & { newFacts: boolean; origins: string[]; findings: FindingKey[] },
  { cited: CitedFact[] }
>()('patrol-finding', '巡查发现', 'Finding of the patrol');
/** 监控发现 What a registered system has reported. It opens a patrol, or joins the one that is open. */
export const patrolReport = actOfOurs<FindingKey & Paper & { foundAt: Instant }>()('patrol-report');

/** 警示约谈 `demandBy`: until when something is to be corrected. `authorised`: whoever was entrusted has shown it. */
export const warningTalk = act<
  Paper & {
    officers: string[];
    minutesGiven: boolean;
    party: PartyRole | null;
    authorised: boolean;
    demandBy?: CivilDate;
  },
  People
>()('warning-talk', '警示约谈', 'Warning talk');
/** 约谈未到 The party was called and did not come: that is no talk. */
export const talkAbsence = act<Paper>()('talk-absence', '约谈未到', 'Absence from the talk');
/** `item`: which demand; `on`: the day on which it was met, refused, or seen to have passed. */
export const demandOutcome = act<Paper & { item: string; outcome: DemandOutcome; on: CivilDate }>()(
  'demand-outcome',
  '改正要求结果',
  'Outcome of a demand',
);

/** 立案 Carries the filing of the penalty case in its payload. */
export const caseFiling = act<Paper & { skipReasoned: boolean }>()(
  'patrol-case-filing',
  '转立案查处',
  'Filing of the penalty case',
);
/** The case is filed, or was joined. `act`: the filing that asked for it. */
export const caseFiled = actOfOurs<{ act: string; file: string; joined: boolean }>()('case-filed');
/** The filing was refused: `reason` is the code of the refusal. */
export const caseRefused = actOfOurs<{ act: string; reason: string }>()('case-refused');

/** Cases that name the patrol as their origin: how many have not ended, and which have. */
export type KnownCases = { openCases: number; endedCases?: string[] };
/** 回头看 `demand`: an order that was refused or let pass, where no talk of this file had set one. */
export const lookBack = act<
  Paper & {
    officers: string[];
    outcome: LookBackOutcome;
    skipReasoned: boolean;
    demandLacking: boolean;
    demand?: { on: CivilDate; outcome: 'refused' | 'let-pass' };
  },
  People & KnownCases
>()('look-back', '回头看', 'Look back');
/** 滞留说明 Why a stage takes so long, to the head. */
export const dwellingReport = act<{ reasonGiven: boolean }>()(
  'dwelling-report',
  '滞留说明',
  'Report on a stage that takes long',
);
/** `subjectEnded`: the registry has the subject as struck: its agreement or qualification has ended. */
export const patrolEnd = act<
  Paper & { outcome: Ending; reasonGiven: boolean },
  KnownCases & { subjectEnded: boolean }
>()('patrol-end', '巡查结束', 'End of the patrol');

export type Acts =
  | typeof patrolFinding
  | typeof warningTalk
  | typeof talkAbsence
  | typeof demandOutcome
  | typeof caseFiling
  | typeof lookBack
  | typeof dwellingReport
  | typeof patrolEnd;

/** What the system itself brings, but for what a case tells (domain/penalty-case/told.ts). */
export const ours: readonly string[] = [patrolReport.type, caseFiled.type, caseRefused.type];
