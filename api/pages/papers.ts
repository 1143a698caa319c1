/** 公文 The papers of a file: those that were issued, and what may be issued; one paper, printed, taken along to the act that states it, withdrawn. */
import type { Node } from './forms/schema.ts';
import { formAgain, formShown, sendForm, type FormSpec } from './forms/form.ts';
import { fileAddress } from './duty-lines.ts';
import { html, type Html } from './html.ts';
import { facts } from './layout.ts';
import { actLink, statedShown, type PaperOfActs } from './paper-acts.ts';
import type { Page, Visit } from './visit.ts';
import { at } from './words.ts';

export interface PaperShown extends PaperOfActs {
  kind: string;
  title: string;
  number: string;
  version: number;
  replaces: string | null;
  replacedBy: string | null;
  unit: string;
  officer: string;
  /** What people and units are called, by their ids. */
  names: Record<string, string>;
  issuedAt: string;
  docx: string;
  html: string;
  erased: boolean;
  entered: boolean;
  /** The type of the act that states it. */
  statedBy: string | null;
  document: { id: string; sha256: string; where: string };
  /** Of the paper by itself: what the form of its act takes as it was filled in here. */
  states: Record<string, unknown> | null;
  withdrawn: Withdrawn | null;
  withdrawalProposed: (Omit<Withdrawn, 'confirmedBy'> & { sha256: string }) | null;
}
interface Withdrawn {
  at: string;
  by: string;
  confirmedBy: string | null;
  reason: string | null;
}
export interface KindShown {
  kind: string;
  procedure: string;
  /** Of which kinds of subject one is told. */
  about: string[] | null;
  title: { zh: string; en: string };
  form: string | null;
  act: string;
  /** Whether the act that it goes with states it. */
  stated: boolean;
  timely: boolean;
  issued: string | null;
  /** Of one that says an accepted act: those of which none stands. */
  acts: { act: string; at: string }[];
  fill: Node;
}
export interface Papers {
  items: PaperShown[];
  kinds: KindShown[];
  /** Acts that state a letter which is none of this file's papers. */
  elsewhere: { act: string; paper: string }[];
}

/** Of the API. */
export const addressOf = (file: string): string => `/v1/files/${encodeURIComponent(file)}`;
export const paperAddress = (file: string, paper: string): string =>
  `${fileAddress(file)}/papers/${encodeURIComponent(paper)}`;
/** Whose place a paper takes, or which act it says. */
interface Of {
  replaces?: string | undefined;
  act?: string | undefined;
}
export function queryOf({ replaces, act }: Of): string {
  const query = new URLSearchParams();
  if (replaces !== undefined) query.set('replaces', replaces);
  if (act !== undefined) query.set('act', act);
  return query.size > 0 ? `?${query.toString()}` : '';
}
export const newPaperAddress = (file: string, kind: string, of: Of = {}): string =>
  `${fileAddress(file)}/papers/new/${encodeURIComponent(kind)}${queryOf(of)}`;

const states = {
  issued: ['已制发', 'issued', 'good'],
  replaced: ['已被代替', 'replaced', 'soft'],
  withdrawn: ['作废', 'withdrawn', 'bad'],
} as const;
export const stateTag = ({ t }: Visit, { state }: Pick<PaperShown, 'state'>): Html => {
  const [zh, en, tone] = states[state];
  return html`<span class="tag ${tone}">${t(zh, en)}</span>`;
};

/** On the page of a file, for whoever reads all of it. */
export async function papersShown(visit: Visit, file: string): Promise<Html | false> {
  const { t } = visit;
  const reply = await visit.ask({ method: 'GET', path: `${addressOf(file)}/papers` });
  if (reply.status !== 200) return false;
  const { items, kinds, elsewhere } = reply.body as Papers;
  const open = kinds.flatMap((kind) => mayBeIssued(visit, file, kind));
  if (items.length === 0 && open.length === 0 && elsewhere.length === 0) return false;
  return html`<section><h2>${t('公文', 'Papers')}</h2>${
    items.length > 0 &&
    html`<ul>${items.map((one) => html`<li><a href="${paperAddress(file, one.id)}">${one.number} ${one.title}</a> ${stateTag(visit, one)} <span class="soft small">${at(one.issuedAt)}</span></li>`)}</ul>`
  }${elsewhere.map(({ act, paper }) => html`<p class="soft small">${t('提交写明的公文不是本卷的（另案已据以立卷、已作废，或者主体、哈希不同）：', 'An act states a letter that is none of this file (another file was opened by it, it was withdrawn, or its subject or hash is another): ')}<a href="${fileAddress(file)}/acts/${encodeURIComponent(act)}">${paper}</a></p>`)}${open.length > 0 && html`<div class="noprint"><h3>${t('可以制发', 'May be issued')}</h3><ul>${open}</ul></div>`}</section>`;
}

/** One line of each act that it may say, else one of the act to come. */
function mayBeIssued({ t, say }: Visit, file: string, kind: KindShown): Html[] {
  const line = (act?: string, of?: Html): Html =>
    html`<li><a href="${newPaperAddress(file, kind.kind, { act })}">${say(kind.title)}${of}</a></li>`;
  const { acts, timely, issued } = kind;
  if (acts.length > 0)
    return acts.map((one) =>
      line(
        one.act,
        html` <span class="soft small">${t('据以制发的文书：', 'of the act of ')}${at(one.at)}</span>`,
      ),
    );
  return timely && issued === null ? [line()] : [];
}

const read = (visit: Visit): Promise<Papers> =>
  visit.read<Papers>(`${addressOf(visit.params['file']!)}/papers`);

async function found(visit: Visit): Promise<{ paper: PaperShown; kind: KindShown | undefined }> {
  const paper = await visit.read<PaperShown>(pathOf(visit));
  const { kinds } = await read(visit);
  return { paper, kind: kinds.find((one) => one.kind === paper.kind) };
}
export const pathOf = ({ params }: Visit): string =>
  `${addressOf(params['file']!)}/papers/${encodeURIComponent(params['paper']!)}`;

const withdrawalAddress = ({ params }: Visit): string =>
  `${paperAddress(params['file']!, params['paper']!)}/withdrawal`;

/** Why it is withdrawn; or, of what another person has proposed, that it is confirmed; `asked`: of the address to which the form was sent, what its reader saw. */
const withdrawalSpec = (
  visit: Visit,
  { withdrawalProposed: proposed }: PaperShown,
  asked = new URLSearchParams(),
): FormSpec => {
  const back = asked.get('back');
  if (back !== null) return takingBackSpec(visit, back);
  const others = proposed?.by === visit.officer ? undefined : proposed?.sha256;
  const confirms = asked.get('confirms') ?? others;
  return {
    action: `${withdrawalAddress(visit)}${confirms === undefined ? '' : `?confirms=${encodeURIComponent(confirms)}`}`,
    procedure: '',
    schema: {
      type: 'object',
      properties:
        confirms === undefined
          ? { reason: { type: 'string', maxLength: 500, description: '作废理由 Reason' } }
          : { confirms: { const: confirms } },
      required: [confirms === undefined ? 'reason' : 'confirms'],
    },
    path: `${pathOf(visit)}/withdrawal`,
    button:
      confirms === undefined
        ? visit.t('作废', 'Withdraw it')
        : visit.t('确认作废', 'Confirm the withdrawal'),
  };
};

/** 撤回 By whoever has proposed it, until another person has confirmed it. */
const takingBackSpec = (visit: Visit, sha256: string): FormSpec => ({
  action: `${withdrawalAddress(visit)}?back=${encodeURIComponent(sha256)}`,
  procedure: '',
  schema: {
    type: 'object',
    properties: { takesBack: { const: sha256 } },
    required: ['takesBack'],
  },
  path: `${pathOf(visit)}/withdrawal`,
  button: visit.t('撤回作废', 'Take the withdrawal back'),
});
const takingBack = (visit: Visit, { withdrawalProposed: proposed }: PaperShown): Html | false =>
  proposed?.by === visit.officer &&
  formShown(visit, takingBackSpec(visit, proposed.sha256), new URLSearchParams());

const nameIn = ({ names }: PaperShown, id: string): string =>
  Object.hasOwn(names, id) ? names[id]! : id;

/** Who withdrew it and why, or wants to. */
function withdrawnShown({ t }: Visit, paper: PaperShown): Html | false | null {
  const { withdrawn, withdrawalProposed } = paper;
  const by = (id: string): string => nameIn(paper, id);
  if (withdrawn)
    return html`<p>${t('作废：', 'Withdrawn: ')}${at(withdrawn.at)} · ${by(withdrawn.by)}${withdrawn.confirmedBy && html`；${t('确认：', 'confirmed by ')}${by(withdrawn.confirmedBy)}`}<br>${t('理由：', 'Reason: ')}<span class="exact">${withdrawn.reason ?? '—'}</span></p>`;
  return (
    withdrawalProposed &&
    html`<div class="box warn"><p>${t('他人可能已据本文书行事，作废待另一人确认。', 'Others may rest on this paper: its withdrawal waits for another person.')} ${at(withdrawalProposed.at)} · ${by(withdrawalProposed.by)}<br>${t('理由：', 'Reason: ')}<span class="exact">${withdrawalProposed.reason ?? '—'}</span></p></div>`
  );
}

type Found = Awaited<ReturnType<typeof found>>;

function around(
  visit: Visit,
  { paper, kind }: Found,
  form: Html = formShown(visit, withdrawalSpec(visit, paper), new URLSearchParams()),
): { title: string; body: Html } {
  const { t } = visit;
  const file = visit.params['file']!;
  const own = paperAddress(file, paper.id);
  const other = (id: string): Html => html`<a href="${paperAddress(file, id)}">${id}</a>`;
  return {
    title: `${paper.number} ${paper.title}`,
    body: html`<p><a href="${fileAddress(file)}">${t('案卷', 'File')} ${file}</a></p>
<section>${facts([
      [t('状态', 'State'), stateTag(visit, paper)],
      [t('版本', 'Version'), paper.version],
      [
        t('制发', 'Issued'),
        `${at(paper.issuedAt)} · ${nameIn(paper, paper.unit)} · ${nameIn(paper, paper.officer)}`,
      ],
      [t('代替', 'Takes the place of'), paper.replaces ? other(paper.replaces) : '—'],
      [t('被代替', 'Replaced by'), paper.replacedBy ? other(paper.replacedBy) : '—'],
      [t('docx 的 SHA-256', 'SHA-256 of the docx'), html`<code>${paper.docx}</code>`],
      [t('网页的 SHA-256', 'SHA-256 of the page'), html`<code>${paper.html}</code>`],
    ])}${!paper.entered && html`<div class="box bad"><p>${t('与台账记载不符。', 'It is not what the register has.')}</p></div>`}
${statedShown(visit, paper)}
${paper.erased ? html`<p>${t('内容已依令删除。', 'Its words were erased by order.')}</p>` : html`<p class="noprint"><a class="button plain" href="${own}/print">${paper.state === 'issued' ? t('打印', 'Print') : t('查阅作废件', 'Read what is void')}</a> <a class="button plain" href="${own}/docx">docx${paper.state !== 'issued' && t('（作废件）', ' (void)')}</a></p>`}
${kind && actLink(visit, paper, kind)}${withdrawnShown(visit, paper)}</section>
${(kind || paper.withdrawalProposed) && paper.replacedBy === null && html`<section class="noprint"><h2>${t('重新制发、作废', 'Issue anew, withdraw')}</h2>${kind && html`<p><a href="${newPaperAddress(file, paper.kind, { replaces: paper.id })}">${t('重新制发新版本', 'Issue a new version')}</a></p>`}${paper.state === 'issued' && html`${form}${takingBack(visit, paper)}`}</section>`}`,
  };
}

export const paperPage: Page = async (visit) => around(visit, await found(visit));

export const withdrawalAgain: Page = async (visit) => {
  const of = await found(visit);
  return around(visit, of, formAgain(visit, withdrawalSpec(visit, of.paper)));
};
export const withdrawal: Page = async (visit) => {
  const of = await found(visit);
  const spec = withdrawalSpec(visit, of.paper, visit.query);
  const sent = await sendForm(visit, spec);
  if (sent.kind === 'done')
    return { to: paperAddress(visit.params['file']!, visit.params['paper']!) };
  // What somebody else has made of it meanwhile is shown, and asked of anew.
  const anew = withdrawalSpec(visit, of.paper);
  const shown = around(visit, of, formShown(visit, anew, sent.form, sent));
  return sent.kind === 'problem' ? { status: sent.problem.status, ...shown } : shown;
};
