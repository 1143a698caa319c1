/** 存证 Every record's leaf, made anew from what is opened, its place in the tree, and who has signed the tree's head. */
import { actText, changeText, openingText, verdictText } from '../dossier/life-leaves.ts';
import { fromBase64, utf8 } from '../proof/bytes.ts';
import { checkpointFromText, type Checkpoint } from '../proof/checkpoint.ts';
import { cosignatureVerifier } from '../proof/cosignature.ts';
import { leafHash } from '../proof/hashing.ts';
import { leafText } from '../proof/leaves.ts';
import { noteFromText, noteVerifier, verified, type Note } from '../proof/note.ts';
import type { NoteKey } from '../proof/note-keys.ts';
import { includes } from '../proof/proof-checks.ts';
import { finding, proving, type Finding } from './findings.ts';
import { isLate, seenAt, type Keys } from './seen.ts';
import type { Read } from './members.ts';

/** The text of every leaf that belongs to the file, by kind and reference, in the order of `proof/log.json`. */
export const textsOf = (read: Read): Map<string, string | undefined> => new Map(leavesOf(read));

/** Asked for more than once of the same dossier. */
const made = new WeakMap<Read['life'], { of: Read['register']; texts: Leaf[] }>();
type Leaf = [name: string, text: string | undefined];

function leavesOf({ life, register }: Pick<Read, 'life' | 'register'>): Leaf[] {
  const before = made.get(life);
  if (before?.of === register) return before.texts;
  const texts = textsIn(life, register);
  made.set(life, { of: register, texts });
  return texts;
}

function textsIn(life: Read['life'], register: Read['register']): Leaf[] {
  const { file, entries } = register;
  return [
    [`opening ${file}`, openingText(life)],
    ...life.acts.flatMap((act): Leaf[] => [
      [`act ${act.act}`, actText(life, act)],
      ...(act.verdict ? [[`verdict ${act.act}`, verdictText(life, act)] as Leaf] : []),
    ]),
    ...entries
      .filter(({ edition }) => edition !== 1)
      .map((entry): [string, string] => {
        const { key, type, clause, act, seq, recordedAt, bodyHash: body } = entry;
        const prev = entry.prev || null;
        const said = { file, seq, key, type, clause, act, body, recordedAt, prev };
        return [`entry ${file}/${seq}`, leafText('entry', said)];
      }),
    ...life.ground.map((change): [string, string | undefined] => [
      `${change.registry === 'bureau' ? 'change' : 'calendar'} ${change.ref}`,
      changeText(change),
    ]),
  ];
}

export function* tree(read: Read, keys: Keys): Generator<Finding> {
  const { log, checkpoint } = read;
  if (!log || checkpoint === undefined) {
    yield finding(
      'tree',
      'missing',
      '没有签名的树头：本案卷未经存证日志证明。',
      'There is no signed head: nothing here is proved by a log.',
    );
    return;
  }
  const texts = textsOf(read);
  const note = noteFromText(checkpoint);
  const head = note && checkpointFromText(note.text);
  yield leaves(read, texts, note && seenAt(note, keys));
  yield places(read, head);
  if (!note || !head) return;
  yield signature(read, note, head, keys.logs);
  yield witnesses(note, keys.witnesses);
}

function leaves(
  read: Read,
  texts: ReadonlyMap<string, string | undefined>,
  seen: number | undefined,
): Finding {
  const { log } = read;
  const named = [...log!.leaves, ...log!.later].map(({ kind, ref }) => `${kind} ${ref}`);
  const among = new Set(named);
  const wrong = [
    ...log!.leaves
      .filter(({ kind, ref, text }) => texts.get(`${kind} ${ref}`) !== text)
      .map(({ kind, ref }) => `${kind} ${ref}`),
    ...[...texts.keys()].filter((name) => !among.has(name)),
    // A head is signed every minute: what was written long before a witness saw this one should stand under it.
    ...log!.later
      .map(({ kind, ref }) => `${kind} ${ref}`)
      .filter((name) => seen !== undefined && isLate(texts.get(name) ?? '{}', seen)),
    ...named.filter((name) => !texts.has(name)),
    ...doubled(named),
    // Two records of one name: the leaf would speak for one of them.
    ...doubled(leavesOf(read).map(([name]) => name)),
  ];
  if (wrong.length === 0 && log!.later.length > 0)
    return finding(
      'leaves',
      'missing',
      `${log!.later.length} 项记录在签名的树头之后写入，尚未证明；稍后重新取得案卷即可。`,
      `${log!.later.length} records were written after the signed head and are not proved by it; a dossier fetched later proves them.`,
      log!.later.map(({ kind, ref }) => `${kind} ${ref}`),
    );
  return proving('leaves', [...new Set(wrong)], {
    holds: {
      zh: `${log!.leaves.length} 片叶的文本均由案卷所载内容重新写出，一项不多，一项不少。`,
      en: `The texts of all ${log!.leaves.length} leaves follow from what the dossier says, none more and none less.`,
    },
    fails: {
      zh: '有叶的文本不能由案卷所载内容写出。',
      en: 'The text of a leaf does not follow from what the dossier says.',
    },
  });
}

function doubled(names: readonly string[]): string[] {
  const met = new Set<string>();
  return names.filter((name) => met.size === met.add(name).size);
}

/** Each stands in the tree; entries stand in the order of their numbers, acts too, and a verdict behind its act. */
function places({ log, register, life }: Read, head: Checkpoint | undefined): Finding {
  const at = new Map(log!.leaves.map(({ kind, ref, index }) => [`${kind} ${ref}`, index]));
  const wrong = head && log!.size === head.size ? [] : ['size'];
  if (head)
    for (const { kind, ref, index, text, hashes } of log!.leaves) {
      const way = hashes.map((one) => fromBase64(one) ?? new Uint8Array());
      if (!includes(head, index, leafHash(utf8(text)), way)) wrong.push(`${kind} ${ref}`);
    }
  const rows = [
    register.entries.map(({ seq }) => `entry ${register.file}/${seq}`),
    life.acts.map(({ act }) => `act ${act}`),
    ...life.acts.map(({ act }) => [`act ${act}`, `verdict ${act}`]),
  ];
  for (const row of rows) wrong.push(...outOfOrder(row, at));
  return proving('tree', [...new Set(wrong)], {
    holds: {
      zh: `每片叶都在 ${head?.size} 片叶的树中，次序与台账、收件一致。`,
      en: `Every leaf stands in the tree of ${head?.size} leaves, in the order of register and inbox.`,
    },
    fails: {
      zh: '有叶不在树中，或者次序不符。',
      en: 'A leaf does not stand in the tree, or they stand in another order.',
    },
  });
}

function outOfOrder(row: readonly string[], at: ReadonlyMap<string, number>): string[] {
  const found = row.filter((name) => at.has(name));
  return found.filter((name, n) => n > 0 && at.get(name)! <= at.get(found[n - 1]!)!);
}

/** The log of this bureau: `…/log/<bureau>`, and from a restart on its number behind it. */
const isOf = (origin: string, bureau: string): boolean =>
  /^[a-z0-9-]+$/.test(bureau) && new RegExp(`/log/${bureau}(?:/[1-9][0-9]*)?$`).test(origin);

function signature(
  { dossier }: Read,
  note: Note,
  head: Checkpoint,
  logs: readonly NoteKey[],
): Finding {
  if (logs.length === 0)
    return finding(
      'signature',
      'missing',
      '没有给出本局日志的公钥（--key）：树头由谁签名没有证明，任何人都可以另造一棵树。',
      'No key of the log was given (--key): who signed the head is not proved, and anybody can make such a tree.',
    );
  // Only the key of this very log: the holder may have those of other bureaus, too.
  const own = logs.filter(({ name }) => name === head.origin);
  const verdict = verified(note, own.map(noteVerifier));
  const wrong = [
    ...(verdict.verified ? [] : [verdict.why]),
    ...(own.length > 0 ? [] : [`origin ${head.origin}`]),
    ...(isOf(head.origin, dossier.cover.bureau.id) ? [] : [`bureau ${dossier.cover.bureau.id}`]),
  ];
  return proving('signature', wrong, {
    holds: {
      zh: `树头由 ${head.origin} 的密钥签名。`,
      en: `The key of ${head.origin} has signed the head.`,
    },
    fails: {
      zh: '树头不是由所给密钥、为本局日志签名的。',
      en: 'The head was not signed by this key for the log of this bureau.',
    },
  });
}

function witnesses(note: Note, keys: readonly NoteKey[]): Finding {
  if (keys.length === 0)
    return finding(
      'witnesses',
      'missing',
      '没有给出见证人的公钥（--witness）：签名密钥的持有人是否给别人看过另一棵树，没有证明。',
      'No key of a witness was given (--witness): that nobody else is shown another tree is not proved.',
    );
  const wrong = keys.flatMap((key) =>
    key.type === 'cosignature' && verified(note, [cosignatureVerifier(key)]).verified
      ? []
      : [key.name],
  );
  return proving('witnesses', wrong, {
    holds: {
      zh: `树头有 ${keys.length} 个见证人联署。`,
      en: `${keys.length} witnesses have cosigned the head.`,
    },
    fails: {
      zh: '所给见证人没有联署这个树头。',
      en: 'A witness that was named has not cosigned this head.',
    },
  });
}
