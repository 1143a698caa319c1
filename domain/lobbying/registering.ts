/** 登记 An encounter is recorded (第三条): late or by somebody who does not handle the case it is accepted all the same, for a refusal would destroy the trace. Pure. */
import type { Refusal } from '../law/refusal.ts';
import { formatInstant, parseInstant } from '../time/civil-date.ts';
import { append, type Book, type Entry, type EntryOf, type SealedRecord } from './book.ts';
import { keptFrom } from './excluded.ts';
import type { AskedTo, EncounterForm } from './forms.ts';
import type { Ground } from './ground.ts';
import { refuse } from './refusals.ts';
import { encountered, standingOf } from './standing.ts';
import { UNKNOWN } from './terms.ts';

/** Whatever an entry is made of beside what it tells. */
export type Stamp = Pick<EntryOf<'registered'>, 'at' | 'by' | 'through' | 'once'>;

export function register(
  book: Book,
  { do: _do, encounter: _id, paper, ...form }: AskedTo<'register'>,
  ground: Ground,
  stamp: Stamp,
): { refusal: Refusal } | { record: SealedRecord; entry: Entry } {
  const refusal = faultOf(form, ground) ?? (paper && paperFault(paper, form, ground));
  if (refusal) return { refusal };
  const handlers = ground.handlersOf(form.case)!;
  const at = encountered(form);
  const handles = handlers.some((one) => one.officer === ground.caller.id && one.since <= at);
  const record: SealedRecord = {
    id: ground.freePlace(),
    kind: 'encounter',
    entries: [],
    openings: [],
  };
  const entry = append(record, {
    ...stamp,
    kept: keptFrom([form.lobbyist], stamp.by, ground),
    type: 'registered',
    told: {
      form,
      mark: handles ? 'handler' : 'non-handler',
      unit: ground.caller.unit,
      ...(paper && { paper }),
    },
  });
  const { registerDue, mark } = standingOf(record);
  // Whoever does not handle the case owes the same as a matter of management, and breaches nothing.
  if (mark === 'handler' && ground.now > registerDue)
    append(record, {
      type: 'breach',
      at: ground.now,
      by: null,
      told: { duty: 'register', due: registerDue },
    });
  book.records.push(record);
  return { record, entry };
}

/** What is wrong with a form, filed or corrected. */
export function faultOf(form: EncounterForm, ground: Ground): Refusal | undefined {
  return (
    inTheFuture(form, ground) ??
    wordsMissing(form) ??
    identityFault(form, ground) ??
    caseFault(form, ground)
  );
}

const inTheFuture = (form: EncounterForm, { now }: Ground): Refusal | undefined =>
  encountered(form) <= now
    ? undefined
    : refuse(
        'in-the-future',
        `遇有请托说情的时刻晚于现在（${formatInstant(now)}）。`,
        `The encounter is dated after now (${formatInstant(now)}).`,
        '填写实际发生的时刻。',
        'State when it did happen.',
        'TJ51-A2-3.3',
      );

const wordsMissing = ({ acts, otherAct }: EncounterForm): Refusal | undefined =>
  acts.includes('2.8') === (otherAct !== undefined)
    ? undefined
    : refuse(
        'act-words-missing',
        '选择“其他行为”（2.8）时须写明，未选择时不填写。',
        'Other interference (2.8) is described; without it nothing is.',
        '填写 otherAct，或者去掉 2.8。',
        'Fill in otherAct, or leave 2.8 out.',
        'TJ51-A2-2.8',
      );

function identityFault(
  { lobbyist, named = [] }: EncounterForm,
  ground: Ground,
): Refusal | undefined {
  const untold = [lobbyist.name, lobbyist.unit, lobbyist.post].includes(UNKNOWN);
  if (untold && lobbyist.howTried === undefined)
    return refuse(
      'identity-untried',
      `姓名、单位、职务填写“${UNKNOWN}”的，须写明如何了解过。`,
      `What is given as ${UNKNOWN} needs how it was tried to learn it.`,
      '填写 howTried。',
      'Fill in howTried.',
      'TJ51-A2-3.3',
    );
  const { officer, unitId } = lobbyist;
  if (officer === ground.caller.id || named.includes(ground.caller.id))
    return refuse(
      'lobbied-by-oneself',
      '请托说情人、涉及的上级不能是登记人本人。',
      'The registrant is neither the lobbyist nor a superior named in it.',
      '填写请托说情人。',
      'Name the lobbyist.',
    );
  const officers = [...(officer ? [officer] : []), ...named];
  if (officers.every((id) => ground.officers.has(id)) && (!unitId || ground.units.has(unitId)))
    return undefined;
  return refuse(
    'identity-unknown-here',
    'officer、unitId、named 须是本局名册中的编号。',
    'officer, unitId and named are ids of the registry of this bureau.',
    '不在名册的，只填写姓名、单位、职务。',
    'Of somebody who is not registered give name, unit and post only.',
    'TJ51-A2-3.3',
  );
}

const caseFault = (form: EncounterForm, ground: Ground): Refusal | undefined =>
  ground.handlersOf(form.case)
    ? undefined
    : refuse(
        'case-unknown',
        '本局没有这个案件或者线索。',
        'This bureau has no such case or clue.',
        '填写本局案卷或者线索的编号。',
        'Give the id of a file or clue of this bureau.',
        'TJ51-A2-3.1',
      );

/** X-13 A paper form that was completed before the encounter, or later than it is entered, proves nothing. */
function paperFault(
  { completedAt }: NonNullable<AskedTo<'register'>['paper']>,
  form: EncounterForm,
  { now }: Ground,
): Refusal | undefined {
  const at = parseInstant(completedAt)!;
  if (at >= encountered(form) && at <= now) return undefined;
  return refuse(
    'before-trigger',
    '纸质登记表的完成时刻须在遇有请托说情之后、补录之前。',
    'The paper form was completed after the encounter and before it is entered.',
    '更正 paper.completedAt。',
    'Correct paper.completedAt.',
    'X-13',
  );
}
