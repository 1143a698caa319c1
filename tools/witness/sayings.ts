/** What a witness says to the person who runs it, and which of it is an alarm. */
import type { Mirrored } from './mirror.ts';
import type { Seen } from './watching.ts';

export interface Saying {
  zh: string;
  en: string;
  /** Somebody has to look at it now. */
  alarm: boolean;
}

const at = (ms: number): string => new Date(ms).toISOString();

/** Nothing where there is nothing to say. */
export const sayingOf = (origin: string, seen: Seen): Saying | undefined =>
  saying(origin, wordsOf(seen));
export const sayingOfMirror = (origin: string, mirrored: Mirrored): Saying | undefined =>
  saying(origin, wordsOfMirror(mirrored));

type Words = [zh?: string, en?: string, alarm?: boolean];

function saying(origin: string, [zh, en, alarm = false]: Words): Saying | undefined {
  return zh && en ? { zh: `${origin}：${zh}`, en: `${origin}: ${en}`, alarm } : undefined;
}

function wordsOf(seen: Seen): Words {
  switch (seen.what) {
    case 'unchanged':
      return [];
    case 'cosigned':
      return seen.first
        ? [
            `首次见到，已出具见证签名（${seen.size} 条）。若本见证方此前曾为此日志签名，则其状态已遗失，须先查明。`,
            `seen for the first time, cosigned at ${seen.size} leaves. If this witness has cosigned it before, its state was lost: find out why before you go on.`,
          ]
        : [`已出具见证签名（${seen.size} 条）。`, `cosigned at ${seen.size} leaves.`];
    case 'behind':
      return [
        `日志只出示 ${seen.size} 条，少于已见证的 ${seen.cosigned} 条，始于 ${at(seen.since)}。${seen.alarm ? '已超过十分钟：可能恢复了旧备份。' : ''}`,
        `the log shows ${seen.size} leaves, fewer than the ${seen.cosigned} that were cosigned, since ${at(seen.since)}.${seen.alarm ? ' For more than ten minutes: an older backup, it seems.' : ''}`,
        seen.alarm,
      ];
    case 'unproved':
    case 'away':
      return stuck(seen);
    case 'not-taken':
      return [
        `已出具见证签名（${seen.size} 条），但日志没有收下：${seen.why}`,
        `cosigned at ${seen.size} leaves, but the log has not taken it: ${seen.why}`,
      ];
    case 'not-signed':
      return [
        '所出示的不是由该日志密钥签名的检查点。',
        'what it shows is no checkpoint that a key of this log has signed.',
        true,
      ];
    case 'fork':
      return [
        `分叉！出示了与已见证者矛盾的树，证据在 ${seen.folder}。不予签名。`,
        `FORK: it shows a tree that contradicts what was cosigned; the proof is in ${seen.folder}. Not cosigned.`,
        true,
      ];
    case 'blocked':
      return [
        `此前发现分叉，尚无人处理：${seen.folder}。在移走该文件夹之前不予签名。`,
        `a fork was found and nobody has looked at it: ${seen.folder}. Nothing is cosigned until that folder is moved away.`,
        true,
      ];
    case 'failed':
      return [`未能签名：${seen.why}`, `could not cosign: ${seen.why}`, true];
  }
}

function stuck({
  what,
  why,
  since,
  alarm,
}: Extract<Seen, { what: 'unproved' | 'away' }>): [zh: string, en: string, alarm: boolean] {
  const [zh, en] =
    what === 'away'
      ? ['日志没有应答', 'the log does not answer']
      : [
          '日志没有证明其由已见证者延续而来',
          'the log does not show that it goes on from what was cosigned',
        ];
  const [zhSince, enSince] =
    since === undefined ? ['', ''] : [`，始于 ${at(since)}`, ` since ${at(since)}`];
  const late = alarm ? ['已超过十分钟。', ' For more than ten minutes.'] : ['', ''];
  return [`${zh}${zhSince}。${late[0]}${why}`, `${en}${enSince}.${late[1]} ${why}`, alarm];
}

function wordsOfMirror(mirrored: Mirrored): Words {
  switch (mirrored.what) {
    case 'nothing-new':
      return [];
    case 'mirrored': {
      const { size, contradictions } = mirrored;
      const list = contradictions
        .slice(0, 20)
        .map(({ leaf, of, why }) => `${of || '?'} (${leaf}: ${why})`)
        .join(', ');
      return contradictions.length === 0
        ? [`镜像已核验至 ${size} 条。`, `mirrored and checked up to ${size} leaves.`]
        : [
            `镜像已核验至 ${size} 条，其中 ${contradictions.length} 条不承接其前或已缺失：${list}。`,
            `mirrored up to ${size} leaves, of which ${contradictions.length} do not go on from those before, or are missing: ${list}.`,
            true,
          ];
    }
    case 'differs':
      return [
        `日志给出的内容与其 ${mirrored.size} 条的检查点不符，不予保存。`,
        `what the log gives out as its leaves is not what its checkpoint of ${mirrored.size} leaves says; not kept.`,
        true,
      ];
    case 'mirror-away':
      return [
        `镜像未能取得：${mirrored.why}`,
        `the mirror could not be brought up to date: ${mirrored.why}`,
      ];
    case 'mirror-broken':
      return [`镜像有误：${mirrored.why}`, `the mirror is broken: ${mirrored.why}`, true];
  }
}

export interface Looked {
  what: (Seen | Mirrored)['what'];
  alarm: boolean;
}

/** The exit code of one look at all logs: 1 an alarm, 3 a log that could not be asked or has not taken the cosignature. */
export function exitCodeOf(all: readonly Looked[]): number {
  const unanswered = ['away', 'unproved', 'not-taken', 'mirror-away'];
  if (all.some(({ alarm }) => alarm)) return 1;
  return all.some(({ what }) => unanswered.includes(what)) ? 3 : 0;
}
