/** 提醒的文字 A message in words: plain for e-mail, in the Markdown of robots, in the language of whoever gets it. */
import { formatInstant } from '../time/civil-date.ts';
import { instant } from '../time/instant.ts';
import { unmarked } from '../law/unmarked.ts';
import type { Sentence } from '../law/refusal.ts';
import type { Line, ReminderBody } from './messages.ts';

export interface Wording {
  language: 'zh' | 'en';
  /** Where the pages are; without it the number of the file stands alone. */
  home: string | undefined;
  titles: Readonly<Record<string, Sentence>>;
  markdown: boolean;
  /** Bytes that the text may have in UTF-8. */
  longest: number;
}

export interface Message {
  subject: string;
  text: string;
}
interface Written extends Message {
  /** Keys of what did not fit and has not been said before: it is still to be said. */
  left: string[];
}

/** Topics stand in this order, those of others after them; law before management. */
const order = ['up-the-chain', 'overdue', 'due-soon', 'newly-owed'];
const place = (topic: string): number =>
  (order.indexOf(topic) + order.length + 1) % (order.length + 1);

export function messageOf({ lines, day, more = 0 }: ReminderBody, wording: Wording): Written {
  const zh = wording.language === 'zh';
  const late = lines.filter(({ topic, force }) => topic === 'overdue' && force === 'law').length;
  const many = zh
    ? `${lines.length + more} 项${late > 0 ? `，其中法定期限已逾期 ${late} 项` : ''}`
    : `${lines.length + more}${late > 0 ? `, ${late} overdue by law` : ''}`;
  const what =
    day === undefined ? (zh ? '提醒' : 'reminders') : zh ? `${day} 待办摘要` : `digest of ${day}`;
  return {
    subject: zh ? `督办：${what}（${many}）` : `Duban: ${what} (${many})`,
    ...textOf(lines, more, wording),
  };
}

/** What does not fit is counted and left out, what has been said before and the last first. */
function textOf(
  lines: readonly Line[],
  more: number,
  wording: Wording,
): Pick<Written, 'text' | 'left'> {
  const sorted = lines
    .map((line, n) => ({ line, n, section: sectionOf(line) }))
    .sort((a, b) => (a.section < b.section ? -1 : a.section > b.section ? 1 : a.n - b.n))
    .map(({ line }) => line);
  const first = [...sorted.filter(({ again }) => !again), ...sorted.filter(({ again }) => again)];
  for (let shown = sorted.length; ; shown = Math.floor(shown * 0.8)) {
    const fitting = new Set(first.slice(0, shown));
    const text = written(
      sorted.filter((line) => fitting.has(line)),
      lines.length - shown + more,
      wording,
    );
    if (shown > 0 && bytes(text) > wording.longest) continue;
    const left = first.slice(shown || lines.length).filter(({ again }) => !again);
    return { text, left: left.map(({ key }) => key) };
  }
}

/** In UTF-8. */
function bytes(text: string): number {
  let n = 0;
  for (const one of text) {
    const code = one.codePointAt(0)!;
    n += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return n;
}

const sectionOf = ({ topic, force }: Line): string =>
  `${place(topic)}${topic}${force === 'management' ? 2 : 1}`;

function written(lines: readonly Line[], left: number, wording: Wording): string {
  const zh = wording.language === 'zh';
  const out: string[] = [];
  let section = '';
  for (const line of lines) {
    if (sectionOf(line) !== section) {
      section = sectionOf(line);
      out.push(...(out.length > 0 ? [''] : []), headOf(line, wording));
    }
    out.push(lineOf(line, wording));
  }
  if (left > 0) out.push('', zh ? `另有 ${left} 项未列出。` : `${left} more are not listed.`);
  if (wording.home)
    out.push(
      '',
      zh ? `我的待办：${wording.home}/desk` : `My duties: ${wording.home}/desk`,
      zh
        ? `接收设置：${wording.home}/desk/reminders`
        : `What I am told: ${wording.home}/desk/reminders`,
    );
  return out.join('\n');
}

function headOf({ topic, force }: Line, { language, titles, markdown }: Wording): string {
  const zh = language === 'zh';
  const title = titles[topic]?.[language] ?? topic;
  const kind =
    force === null
      ? ''
      : force === 'law'
        ? zh
          ? '（法定期限）'
          : ' (periods of law)'
        : zh
          ? '（管理时限，超过不是违期）'
          : ' (management periods, no breach)';
  return markdown ? `**${title}${kind}**` : `【${title}${kind}】`;
}

function lineOf(line: Line, { language, home, markdown }: Wording): string {
  const zh = language === 'zh';
  const plain = (text: string): string =>
    markdown ? unmarked(text) : text.replaceAll(/\s+/g, ' ');
  const { file, unit, article } = line;
  const due = dueOf(line, zh);
  const address = file && home ? `${home}/desk/files/${encodeURIComponent(file)}` : undefined;
  const named =
    file && address
      ? markdown
        ? `[${plain(file)}](${address})`
        : `${file}\n  ${address}`
      : file && plain(file);
  return [
    `${markdown ? '> ' : '- '}${plain(line[language])}`,
    ...(line.inHand ? [zh ? '由我承办' : 'in my hands'] : []),
    ...(unit ? [plain(unit)] : []),
    ...(due ? [due] : []),
    ...(article ? [plain(article)] : []),
    ...(named ? [named] : []),
  ].join(zh ? '；' : '; ');
}

/** A period of days by its last day, one of hours by its instant. */
function dueOf({ due, lastDay }: Line, zh: boolean): string | undefined {
  if (due === null) return undefined;
  const until = lastDay ?? formatInstant(instant(due)).slice(0, 16).replace('T', ' ');
  return zh ? `期限 ${until}` : `due ${until}`;
}
