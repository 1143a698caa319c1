/** 案卷 One file: its headline, what is owed, what can be filed now, what has happened. */
import { wordOf } from '../../domain/dossier/titles.ts';
import { commentsSection, type Comments } from './comments.ts';
import { addressOf, fileAddress, type DutyShown } from './duty-lines.ts';
import { procedureTitle } from './file-address.ts';
import { documentsShown, dossierForm } from './file-papers.ts';
import { looksAtRuns, runLink } from './engine.ts';
import {
  chasesLeft,
  chronologyShown,
  dutiesShown,
  possibleShown,
  unitShown,
  type ActShown,
  type EntryShown,
  type FileShown,
} from './file-parts.ts';
import { bothLanguages } from './forms/schema.ts';
import { html, type Content, type Html } from './html.ts';
import { facts } from './layout.ts';
import { namesOf, subjectNames, subjectShown } from './names.ts';
import { papersShown } from './papers.ts';
import type { Page, Visit } from './visit.ts';
import { at } from './words.ts';

const attentions: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  overdue: ['逾期', 'overdue'],
  'management-overdue': ['超管理时限', 'past a management period'],
  'due-soon': ['临近到期', 'due soon'],
  blocked: ['可能逾期（日历未定）', 'possibly overdue'],
  technical: ['技术故障', 'technically stuck'],
};

export const filePage: Page = async (visit) => {
  const { t, say } = visit;
  const address = addressOf(visit.params['file']!);
  const [given, me] = await Promise.all([
    visit.read<FileShown>(address),
    visit.read<{ unit: { id: string }; roles: string[] }>('/v1/me'),
  ]);
  const [acts, register, deadlines, said, papers] = await Promise.all([
    latest<ActShown>(visit, `${address}/acts`),
    // Their kinds and clauses only: what they say is not shown here, and reading it would be entered.
    latest<EntryShown>(visit, `${address}/register`, '&words=false'),
    visit.read<{ items: DutyShown[] }>(`${address}/deadlines`),
    // Not for whoever is shown nothing of the file yet.
    visit.ask({ method: 'GET', path: `${address}/comments?limit=5` }),
    papersShown(visit, given.id),
  ]);
  const [names, subjects] = await Promise.all([
    namesOf(visit, namedIn(given, acts.items, deadlines.items)),
    subjectNames(visit, [given.subject]),
  ]);
  const file = { ...given, mine: me.unit.id, names, subjects, deadlines: deadlines.items };
  const [documents, comments] = await Promise.all([
    documentsShown(visit, file),
    said.status === 200 && commentsSection(visit, file.id, said.body as Comments),
  ]);
  return {
    title: `${procedureTitle(visit, file.procedure)} ${file.id}`,
    body: html`<section>${headline(visit, file, looksAtRuns(visit, me))}</section>
${file.notes.length > 0 && html`<section><h2>${t('提示', 'Notes')}</h2><ul>${file.notes.map((note) => html`<li>${say(bothLanguages(note))}</li>`)}</ul></section>`}
<section><h2>${t('谁应当在何时以前办什么', 'Who owes what until when')}</h2>${dutiesShown(visit, file)}${chasesLeft(visit, file, deadlines.items)}</section>
<section class="noprint"><h2>${t('我现在可以提交', 'What I may file now')}</h2>${possibleShown(visit, file)}</section>
${papers}
${comments}
${documents}
<section><h2>${t('经过', 'What has happened')}</h2>${chronologyShown(visit, file, acts.items, register.items, acts.more || register.more)}</section>
${dossierForm(visit, file.id)}`,
  };
};

/** Of whom and of what units the page speaks. */
function namedIn(
  file: FileShown,
  acts: readonly ActShown[],
  duties: readonly DutyShown[],
): { units: Set<string>; officers: Set<string> } {
  const owed = [...file.duties, ...duties];
  return {
    units: new Set([
      ...(file.blocking ? [file.blocking] : []),
      ...owed.flatMap(({ owedBy, owedTo }) => [owedBy, owedTo]),
      ...acts.map(({ unit }) => unit),
    ]),
    officers: new Set([
      ...acts.map(({ officer }) => officer),
      ...owed.flatMap(({ assignee, deputy }) => [assignee, deputy]).filter((id) => id !== null),
    ]),
  };
}

/** As many of the latest as are shown until all are asked for. */
const LATEST = 300;

async function latest<T>(
  visit: Visit,
  path: string,
  more = '',
): Promise<{ items: T[]; more: boolean }> {
  const whole = visit.query.get('history') === 'all';
  const items: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: T[]; next: string | null } = await visit.read(
      `${path}?order=newest&limit=${whole ? 1000 : LATEST}${more}${after}`,
    );
    items.push(...page.items);
    cursor = page.next;
    if (!whole) break;
  }
  return { items, more: cursor !== null };
}

function headline(visit: Visit, file: FileShown, runs: boolean): Html {
  const { t, say } = visit;
  const attention = attentions[file.attention];
  const rows: [string, Content][] = [
    [t('主体', 'Subject'), subjectShown(file.subjects ?? new Map(), file.subject.id)],
    [t('阶段', 'Stage'), say(wordOf(file.procedure, file.stage))],
  ];
  if (attention)
    rows.push([
      t('状态', 'State'),
      html`<span class="tag ${file.attention === 'overdue' || file.attention === 'technical' ? 'bad' : 'warn'}">${t(...attention)}</span>`,
    ]);
  if (file.blocking) rows.push([t('现在等', 'Waits for'), unitShown(visit, file, file.blocking)]);
  if (file.nextDue) rows.push([t('最近到期', 'Next due'), at(file.nextDue)]);
  rows.push([t('立卷', 'Opened'), at(file.openedAt)]);
  if (file.closedAt) rows.push([t('结束', 'Closed'), at(file.closedAt)]);
  if (file.outcome) rows.push([t('结果', 'Outcome'), say(wordOf(file.procedure, file.outcome))]);
  return html`${facts(rows)}<p class="small noprint">${runs && html`${runLink(visit, file.id)} · `}<a href="${fileAddress(file.id)}">${t('刷新', 'Reload')}</a></p>`;
}
