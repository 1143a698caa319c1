/** 解释口径 The reading sheet: every duty that procedures declare, with its limit, the other reading, the force of its basis and the settings behind it. Pure. */
import { actNames } from '../law/act-names.ts';
import type { LegalBasis } from '../law/basis.ts';
import type { BureauSettings, DeclaredDuty } from '../law/declared.ts';
import { instruments } from '../law/instruments.ts';
import type { Declared } from '../law/procedure.ts';
import type { Sentence } from '../law/refusal.ts';
import type { JudgedBy } from '../law/act.ts';
import { partyName } from '../registry/roles.ts';
import type { TimeLimit } from '../time/limit.ts';
import { limitWords } from './limit-words.ts';
import { settingsBehind } from './settings-behind.ts';

export interface SheetRow {
  procedure: { id: string; title: Sentence };
  duty: string;
  /** 可以 A window, and no duty. */
  kind: 'within' | 'until';
  action: Sentence;
  when: Sentence | null;
  act: { type: string; title: Sentence };
  owedBy: Sentence;
  owedTo: Sentence;
  judgedBy: JudgedBy;
  /** Null where the file itself sets the day; `limitWords` says by what. */
  limit: TimeLimit | null;
  limitWords: Sentence;
  secondReading: { limit: TimeLimit; words: Sentence } | null;
  again: Sentence | null;
  force: LegalBasis['force'];
  clause: string;
  article: string;
  instrument: { id: string; number: string; title: string; checkedOn: string | null };
  settings: string[];
}

/** A duty of a procedure under given settings. */
export type ProcedureDuty = Omit<SheetRow, 'settings'>;

const common = actNames([]);

/** In the order in which procedures and their duties are declared; settings may be declared by any of `all`. */
export function sheetOf(
  procedures: readonly Declared[],
  stored: BureauSettings,
  all = procedures,
): SheetRow[] {
  return procedures.flatMap((procedure) => {
    const behind = settingsBehind(procedure, all, stored);
    return procedure
      .duties(stored)
      .map((declared, i) => rowOf(procedure, declared, behind[i] ?? []));
  });
}

/** The duties of one procedure, without the settings behind them. */
export const dutiesOf = (procedure: Declared, stored: BureauSettings): ProcedureDuty[] =>
  procedure.duties(stored).map((declared) => {
    const { settings: _settings, ...row } = rowOf(procedure, declared, []);
    return row;
  });

function rowOf(procedure: Declared, declared: DeclaredDuty, settings: string[]): SheetRow {
  const { duty, kind = 'within', when, dated } = declared;
  const { basis, limit, altLimit, again } = duty;
  return {
    procedure: { id: procedure.id, title: procedure.title },
    duty: duty.id,
    kind,
    action: duty.action,
    when: when ?? null,
    act: { type: duty.act, title: titleOf(procedure, duty.act) },
    owedBy: roleOf(procedure, duty.owedBy ?? 'accepting'),
    owedTo: roleOf(procedure, duty.owedTo),
    judgedBy: duty.judgedBy,
    limit: dated ? null : limit,
    limitWords: dated ?? limitWords(limit),
    secondReading: altLimit ? { limit: altLimit, words: limitWords(altLimit) } : null,
    again: again ? limitWords(again) : null,
    force: basis.force,
    clause: basis.clause,
    article: basis.article,
    instrument: instrumentOf(basis),
    settings,
  };
}

/** As the procedure calls it, else as everybody does. */
const roleOf = ({ names }: Declared, role: string): Sentence =>
  (Object.hasOwn(names, role) ? names[role] : undefined) ?? partyName(role);

function titleOf(procedure: Declared, act: string): Sentence {
  const own = Object.hasOwn(procedure.forms, act) ? procedure.forms[act]!.label : undefined;
  const named = Object.hasOwn(procedure.names, act) ? procedure.names[act] : undefined;
  return own ?? named ?? (common.isNamed(act) ? common.nameOf(act) : { zh: act, en: act });
}

function instrumentOf({ instrument }: LegalBasis): SheetRow['instrument'] {
  if (instrument === 'implementing-rule')
    return { id: instrument, number: '实施细则', title: '实施细则', checkedOn: null };
  const { id, number, title, checkedOn } = instruments[instrument];
  return { id, number, title, checkedOn: checkedOn ?? null };
}
