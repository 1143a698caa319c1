/** 认定和处理 What the two offices decide of a record (第五、六条): a person's decision every time, never the system's, and nobody's who has a part in its chain. Pure. */
import type { Refusal } from '../law/refusal.ts';
import { append, entriesOf, type Book, type Entry, type SealedRecord } from './book.ts';
import type { Asked, AskedTo } from './forms.ts';
import { inOffice, type Ground } from './ground.ts';
import { officesOnly, ofTheChain, refuse } from './refusals.ts';
import type { Stamp } from './registering.ts';
import { actsForOffices } from './readers.ts';
import { excludedFrom, keptFrom } from './excluded.ts';
import { standingOf } from './standing.ts';

type Result = { refusal: Refusal } | { entry: Entry };
export type Deciding = Extract<
  Asked,
  { do: 'judge-paper' | 'find' | 'circulate' | 'consequence' | 'take-up' | 'retaliation-outcome' }
>;

export function decide(
  record: SealedRecord,
  asked: Deciding,
  ground: Ground,
  stamp: Stamp,
): Result {
  const refusal = mayDecide(record, ground) ?? faultIn(record, asked, ground);
  return refusal ? { refusal } : { entry: entered(record, asked, stamp) };
}

function mayDecide(record: SealedRecord, ground: Ground): Refusal | undefined {
  const { id } = ground.caller;
  if (!actsForOffices(excludedFrom(record, ground), ground)) return officesOnly();
  const chain =
    record.kind === 'encounter' ? standingOf(record).reports.map(({ told }) => told.to) : [];
  return record.entries[0]!.by === id || chain.includes(id) ? ofTheChain() : undefined;
}

function faultIn(record: SealedRecord, asked: Deciding, ground: Ground): Refusal | undefined {
  const retaliates = asked.do === 'take-up' || asked.do === 'retaliation-outcome';
  if (record.kind !== (retaliates ? 'retaliation' : 'encounter')) return notThisKind();
  switch (asked.do) {
    case 'judge-paper':
      return standingOf(record).paper === 'claimed' ? undefined : noPaper();
    case 'find':
      return asked.confirmed === asked.grounds.length > 0 ? undefined : groundsAmiss();
    case 'circulate':
      return unconfirmed(record) ?? namesRegistrant(record, asked.words, ground);
    case 'consequence':
      return unconfirmed(record) ?? partyAmiss(asked);
    case 'take-up':
      return undefined;
    case 'retaliation-outcome':
      return entriesOf(record, 'taken-up').length > 0 ? undefined : notTakenUp();
  }
}

function entered(record: SealedRecord, asked: Deciding, stamp: Stamp): Entry {
  switch (asked.do) {
    case 'judge-paper':
      return append(record, {
        ...stamp,
        type: 'paper-judged',
        told: { believed: asked.believed, reason: asked.reason },
      });
    case 'find':
      return append(record, {
        ...stamp,
        type: 'found',
        told: { confirmed: asked.confirmed, grounds: asked.grounds, reason: asked.reason },
      });
    case 'circulate':
      return append(record, {
        ...stamp,
        type: 'circulated',
        told: { words: asked.words, document: asked.document },
      });
    case 'consequence': {
      const { kind, partyMember, reason } = asked;
      return append(record, { ...stamp, type: 'consequence', told: { kind, partyMember, reason } });
    }
    case 'take-up':
      return append(record, { ...stamp, type: 'taken-up', told: {} });
    case 'retaliation-outcome':
      return append(record, {
        ...stamp,
        type: 'retaliation-outcome',
        told: { outcome: asked.outcome, measures: asked.measures },
      });
  }
}

const notThisKind = (): Refusal =>
  refuse(
    'not-awaited',
    '这类记录没有这一步。',
    'A record of this kind has no such step.',
    '核对记录编号。',
    'Check the id of the record.',
  );
const noPaper = (): Refusal =>
  refuse(
    'paper-not-claimed',
    '本件没有待认定的纸质登记表。',
    'No paper form of this record waits to be judged.',
    '只有补录的纸质登记表须认定，一次为限。',
    'Only a paper form that was entered late is judged, and once.',
    'X-13',
  );
const groundsAmiss = (): Refusal =>
  refuse(
    'outcome-not-fitting',
    '查实的须写明所违反的禁止性规定，未查实的不写。',
    'What is confirmed names the ban that was broken; what is not names none.',
    '更正 grounds。',
    'Correct grounds.',
    'TJ51-A2-7',
  );
const notTakenUp = (): Refusal =>
  refuse(
    'not-awaited',
    '报告尚未受理。',
    'The report has not been taken up yet.',
    '先 take-up。',
    'Take it up first.',
    'TJ51-A2-8',
  );

/** 查实 As it was found last: a later finding that does not confirm takes the ground away. */
const unconfirmed = (record: SealedRecord): Refusal | undefined =>
  standingOf(record).finding?.told.confirmed
    ? undefined
    : refuse(
        'finding-missing',
        '尚未查实，不得通报或者处理。',
        'Nothing is confirmed: there is no circular and no consequence yet.',
        '先由执法监督处或者监察室查实（find）。',
        'One of the two offices confirms it first (find).',
        'TJ51-A2-6.2',
      );

/** 不得泄露 By name or by id. */
function namesRegistrant(record: SealedRecord, words: string, ground: Ground): Refusal | undefined {
  const { registrant } = standingOf(record);
  const name = ground.officers.get(registrant)?.name;
  if (!words.includes(registrant) && !(name && words.includes(name))) return undefined;
  return refuse(
    'registrant-named',
    '通报不得写明登记人。',
    'A circular does not name the registrant.',
    '删去登记人的姓名和编号。',
    'Leave name and id of the registrant out.',
    'TJ51-A2-8',
  );
}

const partyAmiss = ({ kind, partyMember }: AskedTo<'consequence'>): Refusal | undefined =>
  kind !== 'party-discipline' || partyMember
    ? undefined
    : refuse(
        'outcome-not-fitting',
        '党纪处分只适用于党员。',
        'Party discipline is for members of the party only.',
        '选择其他处理。',
        'Choose another consequence.',
        'TJ51-A2-6.2',
      );

/** 第五条 A failure to record or to report is held against somebody: a record of its own. */
export function holdAccountable(
  book: Book,
  { officer, failure, outcome, minor, reason }: AskedTo<'accountability'>,
  ground: Ground,
  stamp: Stamp,
): { refusal: Refusal } | { record: SealedRecord; entry: Entry } {
  const refusal = accountabilityFault(officer, { failure, outcome, minor }, ground);
  if (refusal) return { refusal };
  const record: SealedRecord = {
    id: ground.freePlace(),
    kind: 'accountability',
    entries: [],
    openings: [],
  };
  const entry = append(record, {
    ...stamp,
    type: 'accountability',
    told: { officer, failure, outcome, minor, reason },
  });
  book.records.push(record);
  return { record, entry };
}

function accountabilityFault(
  officer: string,
  { failure, outcome, minor }: Pick<AskedTo<'accountability'>, 'failure' | 'outcome' | 'minor'>,
  ground: Ground,
): Refusal | undefined {
  const { id } = ground.caller;
  if (!inOffice(ground, id) || officer === id) return officesOnly();
  const fits =
    (outcome === 'criticism') === minor &&
    (failure !== 'ordered-silence' || outcome === 'discipline');
  if (ground.officers.has(officer) && fits) return undefined;
  return refuse(
    'outcome-not-fitting',
    '批评教育只用于情节轻微的；授意不登记、不报告的主管领导依纪追究；须是本局名册中的人员。',
    'Criticism is for what weighs little, and only that; a superior who ordered silence answers by discipline; and it is somebody of the registry.',
    '更正 outcome、minor 或者 officer。',
    'Correct outcome, minor or officer.',
    'TJ51-A2-5',
  );
}

/** 打击报复 Reported by the registrant or by anybody for him: straight to the two offices, around whoever is accused. */
export function reportRetaliation(
  book: Book,
  { accused, forAnother, content }: AskedTo<'retaliation'>,
  ground: Ground,
  stamp: Stamp,
): { refusal: Refusal } | { record: SealedRecord; entry: Entry } {
  const { officer, unitId } = accused;
  const known = (!officer || ground.officers.has(officer)) && (!unitId || ground.units.has(unitId));
  if (!known || officer === ground.caller.id)
    return {
      refusal: refuse(
        'identity-unknown-here',
        '被反映人须是本局名册中的他人；不在名册的，只填写姓名、单位、职务。',
        'Whoever is accused is somebody else of the registry; of others give name, unit and post only.',
        '更正 accused。',
        'Correct accused.',
        'TJ51-A2-8',
      ),
    };
  const record: SealedRecord = {
    id: ground.freePlace(),
    kind: 'retaliation',
    entries: [],
    openings: [],
  };
  const entry = append(record, {
    ...stamp,
    kept: keptFrom([accused], stamp.by, ground),
    type: 'retaliation',
    told: { accused, forAnother, content },
  });
  book.records.push(record);
  return { record, entry };
}
