/** 立卷的公文 One letter that is to open a file: printed, taken along to the opening, issued anew, withdrawn; and those that wait, at the form of the opening. */
import { openingKinds } from '../../domain/papers/kinds.ts';
import { fileAddress } from './duty-lines.ts';
import { formAgain, formShown, sendForm, type FormSpec } from './forms/form.ts';
import { html, type Html } from './html.ts';
import { facts } from './layout.ts';
import { documentOf, printOf } from './paper-bytes.ts';
import { stateTag, type KindShown, type PaperShown } from './papers.ts';
import type { Opening, Page, Shown, Visit } from './visit.ts';
import { at } from './words.ts';

export interface LetterShown extends Omit<PaperShown, 'filed' | 'file'> {
  file: string | null;
  subject: { kind: string; id: string };
  opened: boolean;
}
export interface Letters {
  items: LetterShown[];
  kinds: Pick<KindShown, 'kind' | 'title' | 'act' | 'fill'>[];
}

const PATH = '/v1/papers/openings';
export const lettersOf = (visit: Visit): Promise<Letters> => visit.read<Letters>(PATH);
/** Of the API. */
export const letterPath = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;
export const letterAddress = (id: string): string => `/desk/letters/${encodeURIComponent(id)}`;
const openingAddress = ({ name }: Opening): string => `/desk/open/${encodeURIComponent(name)}`;
/** A kind stands under its procedure; within the opening its own name is enough. */
export const newLetterAddress = (opening: Opening, kind: string, replaces?: string): string =>
  `${openingAddress(opening)}/letters/${encodeURIComponent(kind.split('/')[1] ?? kind)}${replaces ? `?${new URLSearchParams({ replaces })}` : ''}`;

/** Whether its procedure declares a letter for it: known without asking the API. */
const openedByLetter = ({ procedure, type }: Opening): boolean =>
  openingKinds.some((one) => one.procedure === procedure && one.paper.act === type);

const isOf =
  ({ procedure, type }: Opening) =>
  ({ kind, act }: { kind: string; act: string }): boolean =>
    act === type && kind.startsWith(`${procedure}/`);

/** The opening that takes a letter of this kind. */
function openingFor(visit: Visit, { kinds }: Letters, kind: string): Opening | undefined {
  const found = kinds.find((one) => one.kind === kind);
  return found && visit.openings().find((opening) => isOf(opening)(found));
}

const takeAlong = (opening: Opening, { id }: LetterShown): string =>
  `${openingAddress(opening)}?${new URLSearchParams({ paper: id })}`;

/** At the form of an opening, for whoever may issue its letter: written first, it brings its number, day and hash along. */
export async function lettersShown(visit: Visit, opening: Opening): Promise<Html | false> {
  const { t, say } = visit;
  // What no letter opens asks for none.
  if (!openedByLetter(opening)) return false;
  const reply = await visit.ask({ method: 'GET', path: PATH });
  // Whoever holds no office is told so when the form is sent.
  if (reply.status !== 200) return false;
  const { items, kinds } = reply.body as Letters;
  const mine = kinds.filter(isOf(opening));
  if (mine.length === 0) return false;
  const waiting = items.filter(
    (one) => one.state === 'issued' && !one.opened && mine.some(({ kind }) => kind === one.kind),
  );
  return html`<section class="noprint"><h2>${t('先制发公文', 'The letter first')}</h2>
<p>${t('公文先编号制发，再据以立卷，文号和哈希自动填入。', 'The letter is numbered and issued first; its number and hash are filled in when the file is opened by it.')}</p>
<ul>${mine.map((one) => html`<li><a href="${newLetterAddress(opening, one.kind)}">${t('制发', 'Issue')} ${say(one.title)}</a></li>`)}</ul>${
    waiting.length > 0 &&
    html`<h3>${t('已制发，尚未立卷', 'Issued, no file opened yet')}</h3><ul>${waiting.map((one) => html`<li><a href="${letterAddress(one.id)}">${one.number} ${one.title}</a> <span class="soft small">${at(one.issuedAt)}</span> · <a href="${takeAlong(opening, one)}">${t('据此立卷', 'Open the file by it')}</a></li>`)}</ul>`
  }</section>`;
}

interface Found {
  letter: LetterShown;
  /** Absent for whoever only reads it. */
  opening: Opening | undefined;
}
async function found(visit: Visit): Promise<Found> {
  const letter = await visit.read<LetterShown>(letterPath(visit.params['paper']!));
  return { letter, opening: openingFor(visit, await lettersOf(visit), letter.kind) };
}

const withdrawalSpec = (visit: Visit, { id }: LetterShown): FormSpec => ({
  action: `${letterAddress(id)}/withdrawal`,
  procedure: '',
  schema: {
    type: 'object',
    properties: { reason: { type: 'string', maxLength: 500, description: '作废理由 Reason' } },
    required: ['reason'],
  },
  path: `${letterPath(id)}/withdrawal`,
  button: visit.t('作废', 'Withdraw it'),
});

function around(visit: Visit, { letter, opening }: Found, given?: Html): Shown {
  const { t } = visit;
  const own = letterAddress(letter.id);
  const other = (id: string): Html => html`<a href="${letterAddress(id)}">${id}</a>`;
  const stands = letter.file === null && !letter.opened && letter.replacedBy === null;
  const form = given ?? formShown(visit, withdrawalSpec(visit, letter), new URLSearchParams());
  return {
    title: `${letter.number} ${letter.title}`,
    here: '/desk/open',
    body: html`<section>${facts([
      [t('状态', 'State'), stateTag(visit, letter)],
      [
        t('案卷', 'File'),
        letter.file
          ? html`<a href="${fileAddress(letter.file)}">${letter.file}</a>`
          : letter.opened
            ? t('已据以立卷，即将归入', 'a file is opened by it; it comes there presently')
            : t('尚未立卷', 'none yet'),
      ],
      [t('主体', 'Subject'), letter.subject.id],
      [t('版本', 'Version'), letter.version],
      [t('制发', 'Issued'), `${at(letter.issuedAt)} · ${letter.unit} · ${letter.officer}`],
      [t('代替', 'Takes the place of'), letter.replaces ? other(letter.replaces) : '—'],
      [t('被代替', 'Replaced by'), letter.replacedBy ? other(letter.replacedBy) : '—'],
      [t('docx 的 SHA-256', 'SHA-256 of the docx'), html`<code>${letter.docx}</code>`],
      [t('网页的 SHA-256', 'SHA-256 of the page'), html`<code>${letter.html}</code>`],
    ])}${!letter.entered && html`<div class="box bad"><p>${t('与制发时的存证不符。', 'It is not what the log has.')}</p></div>`}
${letter.erased ? html`<p>${t('内容已依令删除。', 'Its words were erased by order.')}</p>` : html`<p class="noprint"><a class="button plain" href="${own}/print">${t('打印', 'Print')}</a> <a class="button plain" href="${own}/docx">docx</a></p>`}
${opening && stands && letter.state === 'issued' && html`<p class="noprint"><a class="button" href="${takeAlong(opening, letter)}">${t('据此立卷', 'Open the file by it')}</a></p>`}
${letter.withdrawn && html`<p>${t('作废：', 'Withdrawn: ')}${at(letter.withdrawn.at)} · ${letter.withdrawn.by}<br>${t('理由：', 'Reason: ')}<span class="exact">${letter.withdrawn.reason ?? '—'}</span></p>`}</section>
${opening && stands && html`<section class="noprint"><h2>${t('重新制发、作废', 'Issue anew, withdraw')}</h2><p><a href="${newLetterAddress(opening, letter.kind, letter.id)}">${t('重新制发新版本', 'Issue a new version')}</a></p>${letter.state === 'issued' && form}</section>`}`,
  };
}

export const letterPage: Page = async (visit) => around(visit, await found(visit));

export const letterWithdrawalAgain: Page = async (visit) => {
  const of = await found(visit);
  return around(visit, of, formAgain(visit, withdrawalSpec(visit, of.letter)));
};
export const letterWithdrawal: Page = async (visit) => {
  const of = await found(visit);
  const spec = withdrawalSpec(visit, of.letter);
  const sent = await sendForm(visit, spec);
  if (sent.kind === 'done') return { to: letterAddress(of.letter.id) };
  const shown = around(visit, of, formShown(visit, spec, sent.form, sent));
  return sent.kind === 'problem' ? { status: sent.problem.status, ...shown } : shown;
};

const here = ({ params }: Visit): string => letterPath(params['paper']!);
export const letterPrint = printOf(here);
export const letterDocument = documentOf(here);
