/**
 * 留存 What the holder has kept from earlier: a signed head, or a whole dossier of the file. A tree that only grows has everything in it that it had then, at its
 * place; whoever has rewritten a record and appended it a second time shows a tree that goes on, but not these leaves.
 */
import type { DossierLog } from '../dossier/proof-shape.ts';
import { fromBase64, utf8 } from '../proof/bytes.ts';
import { checkpointFromText, type Checkpoint } from '../proof/checkpoint.ts';
import { leafHash } from '../proof/hashing.ts';
import { noteFromText, noteVerifier, verified, type Note } from '../proof/note.ts';
import { continues, includes } from '../proof/proof-checks.ts';
import { formatInstant } from '../time/civil-date.ts';
import { instant } from '../time/instant.ts';
import { finding, proving, type Finding } from './findings.ts';
import type { Read } from './members.ts';
import { isLate, seenAt, writtenAt, type Keys } from './seen.ts';

type Leaf = DossierLog['leaves'][number];
type Of = Pick<Read, 'checkpoint' | 'log' | 'dossier'>;

export interface Kept {
  /** The signed head as it was then. */
  note: string;
  /** Of a dossier of this file that was kept. */
  leaves: readonly Leaf[];
  /** That the tree goes on from there to the head of this dossier, as the log answers whoever asks. */
  growth: readonly Uint8Array[] | undefined;
}

export function* kept(read: Of, keys: Keys, before: Kept): Generator<Finding> {
  const head = headIn(read.checkpoint);
  const old = headIn(before.note);
  const own = keys.logs.filter(({ name }) => name === old?.head.origin);
  if (!old || !verified(old.note, own.map(noteVerifier)).verified) {
    yield finding(
      'kept',
      'wrong',
      '留存的树头没有由所给日志公钥签名，不能用来比对。',
      'The head that was kept is not signed by the key of the log that was given: it compares with nothing.',
    );
    return;
  }
  if (!head || !read.log) {
    yield finding(
      'kept',
      'wrong',
      '留存有签名的树头，而本案卷没有：日志不会变没。',
      'There is a signed head from earlier, and this dossier has none: a log does not vanish.',
    );
    return;
  }
  yield goesOn(old.head, head.head, before.growth);
  const anew = restarted(old.head, head.head);
  yield stays(read, old.head, before.leaves, anew);
  if (!anew) yield* inTime(read.log, old, keys);
}

function headIn(text: string | undefined): { note: Note; head: Checkpoint } | undefined {
  const note = text === undefined ? undefined : noteFromText(text);
  const head = note && checkpointFromText(note.text);
  return head && { note, head };
}

/** `…/log/<bureau>`, and from a restart on its number behind it (decision 16, §5). */
const restartOf = (origin: string): [name: string, restart: number] => {
  const [, name = origin, n = '1'] = /^(.*\/log\/[^/]+)(?:\/([1-9][0-9]*))?$/.exec(origin) ?? [];
  return [name, Number(n)];
};

/** The log has lost something that was signed, and two persons have begun it anew under the next name. */
function restarted(old: Checkpoint, head: Checkpoint): boolean {
  const [[before, n], [now, m]] = [restartOf(old.origin), restartOf(head.origin)];
  return before === now && m > n;
}

function goesOn(old: Checkpoint, head: Checkpoint, growth: Kept['growth']): Finding {
  if (restarted(old, head))
    return finding(
      'kept',
      'missing',
      '留存的树头之后，日志丢失了已签名的内容，由两人以新名称重新开始：新旧两份日志之间只能逐项比对。应请本局和见证人说明。',
      'Since the head that was kept the log has lost something signed and was begun anew under another name by two persons: between the two only records are compared. Ask the bureau and the witnesses.',
      [`${old.origin} → ${head.origin}`],
    );
  const bureau = old.origin.slice(old.origin.indexOf('/log/') + '/log/'.length);
  const same = old.size === head.size;
  if (old.size < head.size && growth === undefined && old.origin === head.origin)
    return finding(
      'kept',
      'missing',
      `没有给出一致性证明（--consistency）：本案卷的树是否由留存的树头延续而来，未证明。`,
      'No consistency proof was given (--consistency): that the tree goes on from the head that was kept is not proved.',
      [`GET /v1/log/${bureau}/proofs/consistency?from=${old.size}&to=${head.size}`],
    );
  const wrong = [
    ...(old.origin === head.origin ? [] : [`${old.origin} ≠ ${head.origin}`]),
    ...(old.size > head.size ? [`${old.size} > ${head.size}`] : []),
    ...(continues(old, head, same ? [] : (growth ?? [])) ? [] : ['consistency']),
  ];
  return proving('kept', wrong, {
    holds: {
      zh: `本案卷的树（${head.size} 片叶）由留存的树头（${old.size} 片叶）延续而来。`,
      en: `The tree of ${head.size} leaves begins with the one of ${old.size} whose head was kept.`,
    },
    fails: {
      zh: '本案卷的树不是由留存的树头延续而来：日志被重做，或者是较早的备份。两份都应保存。',
      en: 'The tree does not begin with the one whose head was kept: the log was made anew, or is an older backup. Keep both.',
    },
  });
}

/** Whatever stood in the earlier dossier stands in this one, at its place; as of an earlier instant, or with acts withheld, as much as is shown. */
function stays(
  { log, dossier }: Of,
  old: Checkpoint,
  leaves: readonly Leaf[],
  anew: boolean,
): Finding {
  const now = new Map(log!.leaves.map((leaf) => [`${leaf.kind} ${leaf.ref}`, leaf]));
  const less = dossier.asOf !== null || dossier.made.scope === 'withheld';
  const gone = leaves.filter(({ kind, ref }) => !now.has(`${kind} ${ref}`)).length;
  const there = leaves.length - gone;
  const wrong = leaves.flatMap(({ kind, ref, index, text, hashes }) => {
    const name = `${kind} ${ref}`;
    const way = hashes.map((one) => fromBase64(one) ?? new Uint8Array());
    if (!includes(old, index, leafHash(utf8(text)), way)) return [`${name}: kept`];
    const found = now.get(name);
    // The ground of a file is what its dossier names, which may be more or less of it.
    if (!found) return less || kind === 'change' || kind === 'calendar' ? [] : [`${name}: gone`];
    return (anew || found.index === index) && found.text === text
      ? []
      : [`${name}: ${index} ≠ ${found.index}`];
  });
  return proving('kept', wrong, {
    holds: {
      zh: `留存案卷的 ${there} 片叶都在原处，文本相同${gone > 0 ? `；另有 ${gone} 片不在本案卷中，未比对` : ''}。`,
      en: `${there} leaves of the dossier that was kept stand where they stood, with the same texts${gone > 0 ? `; ${gone} more are not in this dossier and were not compared` : ''}.`,
    },
    fails: {
      zh: '留存案卷中的记录被改写、删除，或者另行写入了第二次。',
      en: 'A record of the dossier that was kept was rewritten, is gone, or was written a second time.',
    },
  });
}

/** What was recorded long enough before witnesses had seen that head stands under it. */
function* inTime(log: DossierLog, { note, head }: { note: Note; head: Checkpoint }, keys: Keys) {
  const seen = seenAt(note, keys);
  if (seen === undefined)
    return void (yield finding(
      'kept',
      'word',
      '留存的树头没有所给见证人的联署，不知其时刻：其后写入的叶是否本应早已写入，未比对。',
      'No witness that was named has cosigned the head that was kept, so that its instant is not known: whether a later leaf should have been under it was not compared.',
    ));
  const late = log.leaves.filter(({ index, text }) => index >= head.size && isLate(text, seen));
  yield proving(
    'kept',
    late.map(
      ({ kind, ref, index, text }) =>
        `${kind} ${ref}: ${formatInstant(instant(writtenAt(text)))}, ${index} ≥ ${head.size}`,
    ),
    {
      holds: {
        zh: `见证人于 ${formatInstant(instant(seen))} 见过留存的树头；在此之前记入的都在其下。`,
        en: `Witnesses saw the head that was kept at ${formatInstant(instant(seen))}; what says that it was recorded before stands under it.`,
      },
      fails: {
        zh: '有记录所载时间早于留存的树头，却不在其下：事后改写后第二次写入，或者当时日志停顿；应请本局说明。',
        en: 'A record says that it was made before the head that was kept and does not stand under it: it was rewritten and appended a second time, or the log stood still then. Ask the bureau.',
      },
    },
  );
}
