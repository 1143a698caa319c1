/** 收件 What was sent to the file: numbers without a gap, content under its hash, and message, verdict and register saying the same of each act. */
import { boundTo } from '../dossier/life-leaves.ts';
import type { LifeAct, LifeBound } from '../dossier/life-shape.ts';
import { utf8 } from '../proof/bytes.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { instantText } from '../dossier/events.ts';
import { finding, proving, type Finding } from './findings.ts';
import { hashOf, type Read } from './members.ts';
import { isErased } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

export function* acts(read: Read): Generator<Finding> {
  const { life, dossier } = read;
  yield agreeing(read);
  const unbound = life.acts.filter(({ messageSalt }) => messageSalt === null);
  if (unbound.length > 0)
    yield finding(
      'acts',
      'word',
      `${unbound.length} 件文书的叶是第二版，不固定所传消息中文书哈希以外的内容（所述事实、日期）：未证明。`,
      `The leaves of ${unbound.length} acts are of edition 2, which does not bind what the file was told of them beside their hashes (facts, dates): that is not proved.`,
      unbound.map(({ act }) => act),
    );
  const later = dossier.asOf === null ? [] : erasedLater(read);
  if (later.length > 0)
    yield finding(
      'acts',
      'word',
      `${later.length} 件文书的内容在本案卷所截至之后依令删除：命令载于其后的台账，不在本案卷中。`,
      `Words of ${later.length} acts were erased by order later than this dossier goes: the order stands in a later entry, which is not in it.`,
      later,
    );
}

function agreeing(read: Read): Finding {
  const { life, register } = read;
  const judged = new Map(
    register.entries
      .filter(({ type }) => type === 'act-accepted' || type === 'act-refused')
      .map((entry) => [entry.act, entry]),
  );
  const wrong = [
    ...shownWrongly(read),
    ...life.acts.flatMap((act, n) => [
      ...(act.number === n + 1 ? [] : [`act ${act.act}: number`]),
      ...brokenAct(act),
      ...judgedOtherwise(act, judged.get(act.act)),
    ]),
    ...(read.dossier.made.scope === 'withheld'
      ? []
      : [...judged.keys()].filter((act) => !life.acts.some((one) => one.act === act)).map(String)),
    ...(life.file === read.dossier.file ? [] : ['file']),
  ];
  return proving('acts', wrong, {
    holds: {
      zh: `${life.acts.length} 件文书编号连续，内容与哈希相符，所传消息、裁定与台账一致。`,
      en: `The ${life.acts.length} acts are numbered without a gap; content, message, verdict and register agree.`,
    },
    fails: {
      zh: '有文书的内容、消息、裁定与台账不一致。',
      en: 'Content, message, verdict and register of an act do not agree.',
    },
  });
}

const erasedIn = ({ register }: Read): Set<string | null> =>
  new Set(register.entries.filter(({ type }) => type === 'content-erased').map(({ act }) => act));

/** Acts whose words are gone without an entry that says so. */
function erasedLater(read: Read): string[] {
  const told = erasedIn(read);
  return read.life.acts
    .map(({ act }) => act)
    .filter((act) => isErased(act, read.dossier) && !told.has(act));
}

/** As much is opened as the scope says, and what is not is nowhere. */
function shownWrongly(read: Read): string[] {
  const { life, dossier } = read;
  const { scope } = dossier.made;
  const opened = (name: string, content: LifeBound, shown: boolean): string[] => [
    ...((content.fields !== null) === shown && (content.salt !== null) === shown
      ? []
      : [`${name}: withheld`]),
    ...(boundTo(content) === content.binding ? [] : [`${name}: binding`]),
  ];
  return [
    ...opened('opening', life.opening.opening, scope !== 'withheld'),
    // From the third edition on it stands among what is bound, and nowhere else.
    ...(life.opening.edition !== undefined && life.opening.about !== null ? ['about'] : []),
    ...((life.opening.units !== null) === (scope !== 'withheld') ? [] : ['units: withheld']),
    ...(scope === 'withheld' && life.acts.length > 0 ? ['acts: withheld'] : []),
    // As of an earlier instant the order may have come later.
    ...(dossier.asOf === null ? erasedLater(read).map((act) => `payload ${act}: erased`) : []),
    ...life.acts.flatMap(({ act, payload, verdict }) => [
      ...opened(`payload ${act}`, payload, scope === 'full' && !isErased(act, dossier)),
      ...(verdict ? opened(`verdict ${act}`, verdict.content, true) : []),
    ]),
  ];
}

function brokenAct({ act, payload, message, verdict, ...said }: LifeAct): string[] {
  const wrong: string[] = [];
  if (payload.fields !== null && hashOf(utf8(canonicalJson(payload.fields))) !== said.hash)
    wrong.push(`act ${act}: payload`);
  for (const name of [
    'number',
    'type',
    'unit',
    'officer',
    'hash',
    'receivedAt',
    'arrivedAt',
  ] as const)
    if (message[name] !== said[name]) wrong.push(`act ${act}: message.${name}`);
  if (message['id'] !== act) wrong.push(`act ${act}: message.id`);
  if (verdict && verdict.content.fields?.['accepted'] !== verdict.accepted)
    wrong.push(`verdict ${act}: accepted`);
  return wrong;
}

interface Judging {
  type: string;
  body: Fields | null;
}

/** The entry repeats the message and the verdict. */
function judgedOtherwise({ act, message, verdict }: LifeAct, entry: Judging | undefined): string[] {
  if (!verdict) return entry ? [`act ${act}: verdict`] : [];
  if (!entry?.body) return entry ? [] : [`act ${act}: entry`];
  const { body } = entry;
  const wrong: string[] = [];
  if (verdict.accepted !== (entry.type === 'act-accepted')) wrong.push(`act ${act}: accepted`);
  // An entry of another making says nothing of the message.
  if (body['act'] && canonicalJson(body['act']) !== canonicalJson(toldOf(message)))
    wrong.push(`act ${act}: message`);
  const { refusal } = (verdict.content.fields ?? {}) as { refusal?: Fields };
  if (!verdict.accepted)
    for (const name of ['code', 'say', 'lawful'])
      if (canonicalJson(body[name] ?? null) !== canonicalJson(refusal?.[name] ?? null))
        wrong.push(`act ${act}: ${name}`);
  return wrong;
}

const told = ['id', 'number', 'type', 'unit', 'officer', 'hash', 'facts'] as const;
const dated = ['receivedAt', 'occurredAt', 'servedAt'] as const;

/** What an entry says of a message: its instants as people write them. */
function toldOf(message: Fields): Fields {
  const plain = told.map((name) => [name, message[name]]);
  const dates = dated.flatMap((name) =>
    typeof message[name] === 'number' ? [[name, instantText(message[name])]] : [],
  );
  return Object.fromEntries([...plain, ...dates]) as Fields;
}
