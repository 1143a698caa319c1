/** 快速反应一案的现状 What the guards look at. */
import type { CivilDate, Instant } from '../time/instant.ts';
import type { Settings } from './settings.ts';
import type { MeasureKind } from './measures.ts';
import type { Cut, Ground, KeyViolation, Side, SubjectKind } from './terms.ts';

export interface State {
  subject: SubjectKind;
  direction: 'A' | 'B';
  grounds: readonly Ground[];
  /** 涉嫌 The key violations that the letters of this file suspect. */
  suspected: readonly KeyViolation[];
  settings: Settings;
  supervisionUnit: string;
  /** Hashes of the document numbers of the letters of this file. */
  letters: string[];
  lastSender: Side;
  suspended: boolean;
  /** 先行暂停: the suspension stands since before its notice (B, or a letter of B that joined); a later one is told in advance like any other. */
  preemptive: boolean;
  /** 熔断 What a breaker has cut, where one has (TJ51-6.3): the final decision settles that too. */
  cut?: Cut;
  /** 支付处 has decided on the suspension, one way or the other (in B by suspending first). */
  decided: boolean;
  caseFiled: boolean | undefined;
  /** 案号 The numbers of the cases that 监督所 has filed here. */
  caseNos: readonly string[];
  /** 立案查处 The penalty cases that are linked with this file, in the order in which they came. `named`: by a filing here; else the case names this file as its origin, and counts where it is the own one of the body that answers for it. */
  cases: { file: string; caseNo: string; own: boolean; named: boolean; ended: boolean }[];
  /** The one of them whose 办结 closes this file, once a filing has settled it: no case that is named later takes its place. */
  counts?: string;
  /** Whether a change of the rules is in force for this file (docs/decisions/0009). */
  changed: (id: string) => boolean;
  /** The date of the filing decision. */
  filedAt?: Instant;
  confirmed: boolean;
  keyViolations: readonly KeyViolation[];
  /** What the opinion recommends, where it has told the file. */
  recommended?: readonly MeasureKind[] | undefined;
  /** Last day on which the final decision is in time, once the opinion is in. */
  finalLastDay?: CivilDate;
  /** 陈述申辩: offered, until when; made or waived. */
  statement?: { endsOn: CivilDate; heard: boolean };
}
