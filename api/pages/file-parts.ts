/** 案卷各部分 What is owed in a file, what of it can be filed now, and what has happened: as the API says it. */
import { actTitle, kindTitle } from '../../domain/dossier/titles.ts';
import { clauseTitle } from '../../domain/law/clause-title.ts';
import { partyLabels, partyName } from '../../domain/registry/roles.ts';
import { assigneeLine } from './assignees.ts';
import { daysLeft, fileAddress, stateTags, type DutyShown } from './duty-lines.ts';
import { hasField, type Node } from './forms/schema.ts';
import { html, type Html } from './html.ts';
import { officerShown, subjectShown, type Names } from './names.ts';
import { facts } from './layout.ts';
import type { Visit } from './visit.ts';
import { at, beijing, beijingIn } from './words.ts';

type Sentence = { zh: string; en: string };

interface Possible {
  act: string;
  label: Sentence;
  clause: string;
  duty?: string;
  item?: string;
  schema: Node;
}
export interface FileShown {
  id: string;
  procedure: string;
  bureau: string;
  subject: { kind: string; id: string };
  direction: string | null;
  stage: string;
  attention: string;
  nextDue: string | null;
  blocking: string | null;
  openedAt: string;
  closedAt: string | null;
  outcome: string | null;
  parties: Record<string, string>;
  notes: string[];
  duties: DutyShown[];
  awaits: { act: string; by: string[] }[];
  possible: Possible[];
  /** The unit of whoever looks at it. */
  mine?: string;
  /** What units and officers are called. */
  names?: Names;
  /** Every duty that it has had. */
  deadlines?: readonly DutyShown[];
  /** What its subject is called. */
  subjects?: ReadonlyMap<string, string>;
}
export interface ActShown {
  id: string;
  number: number;
  type: string;
  unit: string;
  officer: string;
  receivedAt: string;
  state: 'pending' | 'accepted' | 'refused';
  timing?: 'in-time' | 'late' | 'claimed-in-time' | 'undetermined';
  force?: string;
  refusal?: { code: string; clause: string; say: Sentence; lawful: Sentence };
  started?: { action: Sentence; owedBy: string; due: string; clause: string; force: string }[];
  warnings?: string[];
  hash: string;
  payload?: unknown;
}
export interface EntryShown {
  seq: number;
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  recordedAt: string;
}

/** `市医保基金监督所（监督所）`: its name, and the part it has in the file, where it has one. */
export function unitShown(
  { say, t }: Visit,
  {
    parties,
    names,
    subject,
    subjects,
  }: Pick<FileShown, 'parties' | 'names' | 'subject' | 'subjects'>,
  unit: string,
): string {
  const name = names?.units.get(unit);
  if (name === undefined && unit === subject.id)
    return subjects?.has(unit)
      ? subjectShown(subjects, unit)
      : `${t('主体', 'the subject')}（${subject.id}）`;
  const role = Object.entries(parties).find(([, id]) => id === unit)?.[0];
  // A role that has no name of its own adds nothing to that of the unit.
  const told = role !== undefined && (name === undefined || Object.hasOwn(partyLabels, role));
  const part = told ? say(partyName(role)) : undefined;
  if (name === undefined) return part ? `${part}（${unit}）` : unit;
  return part && part !== name ? `${name}（${part}）` : name;
}

export const clauseShown = ({ say }: Visit, clause: string | null): string => {
  const title = clause ? clauseTitle(clause) : undefined;
  return title ? say(title) : (clause ?? '');
};

/** Who owes whom what until when under which article, with the counting. */
export function dutiesShown(visit: Visit, file: FileShown): Html {
  const { t, say } = visit;
  if (file.duties.length === 0)
    return html`<p class="soft">${t('现在没有未了的义务。', 'Nothing is owed now.')}</p>`;
  return html`<ul class="cards">${file.duties.map(
    (duty) => html`<li><p><strong>${say(duty.action)}</strong> ${stateTags(visit, duty)}</p>
${facts([
  [t('负有方', 'Owed by'), unitShown(visit, file, duty.owedBy)],
  [t('对方', 'Owed to'), unitShown(visit, file, duty.owedTo)],
  [
    t('到期', 'Due'),
    html`<strong>${at(duty.due)}</strong> · ${daysLeft(visit, duty.due)}${duty.secondReading && html` · ${t('另一种理解', 'other reading')} ${at(duty.secondReading)}`}`,
  ],
  [t('依据', 'Under'), `${duty.article}（${duty.clause}）`],
  [t('承办人', 'In the hands of'), assigneeLine(visit, file.id, duty, file)],
])}
<details><summary>${t('怎样计算', 'How it is counted')}</summary><ol>${duty.explanation.map((line) => html`<li>${beijingIn(say(line))}</li>`)}</ol><p class="soft small">${t('义务键', 'Key of the duty')} <code>${duty.key}</code></p></details>
${chaseLink(visit, file, duty)}${answerLink(visit, file, duty)}<p class="noprint small"><a href="${fileAddress(file.id)}/comments?duty=${encodeURIComponent(duty.key)}">${t('就此留言', 'Comment on it')}</a></p></li>`,
  )}</ul>`;
}

/** 督办 One click leads to the form of the chase, filled in as far as it can be known. */
function chaseLink({ t, now }: Visit, file: FileShown, duty: DutyShown): Html | false {
  // Nobody chases what the own unit owes.
  if (file.mine === duty.owedBy || !file.possible.some(({ act }) => act === 'chase')) return false;
  const query = new URLSearchParams({
    '/duty': duty.key,
    '/to': duty.owedBy,
    '/channel': 'system',
    '/at': beijing(now),
  });
  return html`<p class="noprint"><a href="${fileAddress(file.id)}/new/chase?${query.toString()}">${t('督办', 'Chase')}</a></p>`;
}

/** 答复 Beside what was chased and not answered, for whoever may answer. Whether it is theirs to answer says the API. */
function answerLink({ t }: Visit, file: FileShown, duty: DutyShown): Html | false {
  const mine = file.mine === duty.owedBy;
  if (duty.unanswered === 0 || !mine || !file.possible.some(({ act }) => act === 'chase-answer'))
    return false;
  const query = new URLSearchParams({ '/duty': duty.key });
  return html`<p class="noprint"><a href="${fileAddress(file.id)}/new/chase-answer?${query.toString()}">${t('答复督办', 'Answer the chase')}</a></p>`;
}

/** The form of what is offered, with the duty and the item that it is about. */
function formAddress(file: FileShown, { act, duty, item, schema }: Possible): string {
  const to = new URLSearchParams();
  if (item) to.set('item', item);
  if (item && hasField(schema, 'item')) to.set('/item', item);
  if (duty && hasField(schema, 'duty')) to.set('/duty', duty);
  return `${fileAddress(file.id)}/new/${encodeURIComponent(act)}${to.size > 0 ? `?${to}` : ''}`;
}

/** What this person may file now, each with its form. */
export function possibleShown({ t, say }: Visit, file: FileShown): Html {
  if (file.possible.length === 0)
    return html`<p class="soft">${t('现在没有您可以提交的文书。', 'There is nothing that you may file now.')}</p>`;
  const owed = (one: Possible): boolean => one.duty !== undefined;
  const line = (one: Possible): Html => {
    return html`<li><a href="${formAddress(file, one)}">${say(one.label)}</a>${one.item && html` <span class="soft">${one.item}</span>`} <span class="soft small">${one.clause}</span></li>`;
  };
  const rest = file.possible.filter((one) => !owed(one));
  return html`${file.possible.some(owed) && html`<h3>${t('应当办理', 'Owed')}</h3><ul>${file.possible.filter(owed).map(line)}</ul>`}
${rest.length > 0 && html`<h3>${t('可以提交', 'May be filed')}</h3><ul>${rest.map(line)}</ul>`}`;
}

const timings = {
  'in-time': ['按期', 'in time'],
  late: ['逾期', 'late'],
  'claimed-in-time': ['称按期，待确认', 'said to be in time, to be confirmed'],
  undetermined: ['是否按期未定', 'undetermined'],
} as const;

export function verdictShown({ t }: Visit, act: ActShown): Html {
  if (act.state === 'pending') return html`<span class="tag warn">${t('待裁定', 'pending')}</span>`;
  if (act.state === 'refused') return html`<span class="tag bad">${t('未采纳', 'refused')}</span>`;
  const management = act.force === 'management' && act.timing === 'late';
  const timing = act.timing && timings[act.timing];
  return html`<span class="tag good">${t('已采纳', 'accepted')}</span>${timing && html` <span class="tag ${act.timing === 'in-time' ? 'soft' : 'warn'}">${management ? t('超管理时限', 'past a management period') : t(timing[0], timing[1])}</span>`}`;
}

/** 已办而未答复 Chases of what has been performed meanwhile: they are answered all the same. */
export function chasesLeft(
  visit: Visit,
  file: FileShown,
  duties: readonly DutyShown[],
): Html | false {
  const { t, say } = visit;
  const now = new Set(file.duties.map(({ key }) => key));
  const left = duties.filter(({ key, unanswered }) => unanswered > 0 && !now.has(key));
  return (
    left.length > 0 &&
    html`<h3>${t('已经办理、督办尚未答复的', 'Performed meanwhile, and chased without an answer')}</h3><ul class="cards">${left.map(
      (duty) =>
        html`<li><p><strong>${say(duty.action)}</strong> · ${unitShown(visit, file, duty.owedBy)} ${stateTags(visit, duty)}</p>${answerLink(visit, file, duty)}</li>`,
    )}</ul>`
  );
}

/** 就哪项义务 The key of an entry about a duty has the duty's after that of its kind, and before what tells it from others of its kind. */
function aboutDuty({ say, t }: Visit, { deadlines = [] }: FileShown, { key }: EntryShown): string {
  const rest = `${key.slice(key.indexOf(':') + 1)}:`;
  const [duty] = deadlines
    .filter((one) => rest.startsWith(`${one.key}:`))
    .toSorted((a, b) => b.key.length - a.key.length);
  return duty ? `${t('：', ': ')}${say(duty.action)}` : '';
}

/** Acts and entries of the register, the latest first. `cut`: there are older ones. */
export function chronologyShown(
  visit: Visit,
  file: FileShown,
  acts: readonly ActShown[],
  entries: readonly EntryShown[],
  cut = false,
): Html {
  const { t, say } = visit;
  const lines = [
    ...acts.map((act) => ({
      when: act.receivedAt,
      what: html`<a href="${fileAddress(file.id)}/acts/${encodeURIComponent(act.id)}">${say(actTitle(file.procedure, act.type))}</a> ${verdictShown(visit, act)}${act.refusal && html`<br><span class="soft">${say(act.refusal.say)}</span>`}`,
      who: `${unitShown(visit, file, act.unit)} · ${officerShown(file.names, act.officer)}`,
    })),
    ...entries.map((entry) => ({
      when: entry.recordedAt,
      what: html`${say(kindTitle(file.procedure, entry.type))}${aboutDuty(visit, file, entry)}${entry.clause && html` <span class="soft small">${clauseShown(visit, entry.clause)}</span>`}`,
      who: t(`台账第 ${entry.seq} 条`, `entry ${entry.seq}`),
    })),
  ].toSorted((a, b) => (a.when < b.when ? 1 : a.when > b.when ? -1 : 0));
  const shown = cut ? lines.slice(0, Math.max(acts.length, entries.length)) : lines;
  return html`${cut && html`<p class="soft">${t(`最近的 ${shown.length} 条，还有更早的。`, `The latest ${shown.length}; there are older ones.`)} <a href="${fileAddress(file.id)}?history=all">${t('全部显示', 'Show all')}</a></p>`}<table class="stack"><thead><tr><th scope="col">${t('时间', 'When')}</th><th scope="col">${t('事项', 'What')}</th><th scope="col">${t('谁', 'Who')}</th></tr></thead><tbody>${shown.map(
    ({ when, what, who }) =>
      html`<tr><td>${at(when)}</td><td>${what}</td><td class="soft">${who}</td></tr>`,
  )}</tbody></table>`;
}
