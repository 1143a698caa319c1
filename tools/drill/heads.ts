/** 外部检查点 Whether the restored log goes on from the heads that are known from outside, and which logs nobody outside was asked of. */
import type { Sql } from '../../db/client.ts';
import { bureauOfOrigin, type LogExtent } from '../../db/queries/drill.ts';
import { restartsOf } from '../../db/queries/log.ts';
import { keyChanges, leavesOf } from '../../db/queries/log-audit.ts';
import { sameBytes } from '../../domain/proof/bytes.ts';
import { type Checkpoint, checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { EMPTY_FRONTIER, grown, rootOf } from '../../domain/proof/frontier.ts';
import { keyFromText } from '../../domain/proof/note-keys.ts';
import { noteFromText, noteVerifier, verified, type Note } from '../../domain/proof/note.ts';
import { NoBackup } from './backup.ts';
import { differs, orDiffers, unchecked } from './findings.ts';
import type { DrillReport, Finding } from './report.ts';

/** A head that somebody outside has: a signed note, as a witness's state, a receiver or `GET /v1/log/{bureau}/checkpoint` has it. */
export interface KnownHead extends Checkpoint {
  note: Note;
}

export function headIn(text: string, name: string): KnownHead {
  const note = noteFromText(text);
  const head = note && checkpointFromText(note.text);
  if (!head) throw new NoBackup(`${name} is no signed checkpoint`);
  return { ...head, note };
}

interface Compared {
  known: DrillReport['known'][number];
  /** Of whose log it is, where that is in the backup. */
  bureau: string | undefined;
  findings: Finding[];
}

/** Whether the restored log goes on from that head: a backup that is older has fewer leaves, and one of a log that was made anew has another root. */
export async function compareHead(
  sql: Sql,
  logs: readonly LogExtent[],
  head: KnownHead,
): Promise<Compared> {
  const { origin, size } = head;
  const named = (await bureauOfOrigin(sql, origin)) ?? /\/log\/([^/]+)/.exec(origin)?.[1];
  const log = logs.find(({ bureau }) => bureau === named);
  const at = [`${origin} ${size}`];
  const known = { origin, size, holds: null };
  if (!log)
    return {
      known,
      bureau: undefined,
      findings: unchecked(
        '备份中没有该存证日志',
        'A head is known of a log that is not in it:',
        at,
      ),
    };
  const { bureau } = log;
  const signed = await signature(sql, bureau, head);
  try {
    const { holds, findings } = await goesOn(sql, log, head);
    return { known: { origin, size, holds }, bureau, findings: [...findings, ...signed] };
  } catch (error) {
    const findings = await orDiffers(at[0]!, () => Promise.reject(error as Error));
    return { known, bureau, findings: [...findings, ...signed] };
  }
}

async function goesOn(
  sql: Sql,
  log: LogExtent,
  { origin, size, root }: KnownHead,
): Promise<{ holds: boolean | null; findings: Finding[] }> {
  const holds = log.size >= size && sameBytes(await rootAt(sql, log.bureau, size), root);
  if (holds) return { holds, findings: [] };
  const now = await laterName(sql, log.bureau, origin);
  if (now !== undefined)
    return {
      holds: null,
      findings: unchecked(
        '外部已知的检查点属于日志重新开始以前的名称：日志丢失过已签名的内容，由两人以新名称继续，新旧之间未比对',
        'A head is known of an earlier name of the log, which has lost something signed and was begun anew by two persons under another: the two were not compared.',
        [`${origin} ${size} → ${now}`],
      ),
    };
  const findings =
    log.size < size
      ? differs(
          `备份早于外部已知的检查点，缺 ${size - log.size} 项`,
          `The backup is older than a head that is known from outside: ${size - log.size} leaves are not in it.`,
          [`${origin} ${size} > ${log.size}`],
        )
      : differs(
          '与外部已知的检查点不符',
          'The tree is not the one of a head that is known from outside:',
          [`${origin} ${size}`],
        );
  return { holds, findings };
}

/** Under which name the log goes on by the restarts in the backup, where this head is of an earlier one (decision 16, §5). */
async function laterName(sql: Sql, bureau: string, origin: string): Promise<string | undefined> {
  const restarts = await restartsOf(sql, bureau);
  const first = restarts[0]?.origin.replace(/\/[1-9][0-9]*$/, '');
  const names = first === undefined ? [] : [first, ...restarts.map((one) => one.origin)];
  const n = names.indexOf(origin);
  return n < 0 || n === names.length - 1 ? undefined : names.at(-1);
}

/** By the keys of the log that the backup has on record, where it has any. */
async function signature(sql: Sql, bureau: string, { note, origin, size }: KnownHead) {
  const keys = (await keyChanges(sql, bureau)).flatMap(({ key, use }) => {
    const read = use === 'log' ? keyFromText(key) : undefined;
    return read?.type === 'note' && read.name === origin ? [noteVerifier(read)] : [];
  });
  return keys.length === 0 || verified(note, keys).verified
    ? []
    : unchecked(
        '外部已知的检查点没有由备份所载的日志密钥签名',
        'A head that is known from outside is signed by no key of the log that the backup has on record:',
        [`${origin} ${size}`],
      );
}

async function rootAt(sql: Sql, bureau: string, size: number): Promise<Uint8Array> {
  let frontier = EMPTY_FRONTIER;
  for await (const batch of leavesOf(sql, bureau, size))
    ({ frontier } = grown(
      frontier,
      batch.map(({ hash }) => hash),
      () => false,
    ));
  return rootOf(frontier);
}

/** A log that nobody outside has a head of may have been cut back or made anew. */
export const unwitnessed = (logs: readonly LogExtent[], compared: ReadonlySet<string>): Finding[] =>
  unchecked(
    '没有给出外部已知的检查点，备份是否缺少其后的内容未知',
    'No head that is known from outside was given (--checkpoint): whether this is all of the log is not known:',
    logs
      .filter(({ bureau, size }) => size > 0 && !compared.has(bureau))
      .map(({ bureau, size }) => `${bureau} ${size}`),
  );
