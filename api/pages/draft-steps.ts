/** 先看草稿、再编号制发 Papers and letters are filled in, looked at as a draft, and issued: the pages of these steps. */
import type { Sheet } from '../../domain/papers/sheet.ts';
import { formAgain, formShown, sendForm, type FormSpec } from './forms/form.ts';
import { html, type Html } from './html.ts';
import type { Page, Shown, Visit } from './visit.ts';

export type Step = 'preview' | 'issue';

/** What is drafted: `Asked` is what its address names. */
export interface Drafting<Asked> {
  askedIn(visit: Visit): Promise<Asked>;
  specOf(visit: Visit, asked: Asked, step: Step): FormSpec;
  /** What the empty form offers: whoever fills it in may write something else. */
  begun(visit: Visit, asked: Asked): URLSearchParams | Promise<URLSearchParams>;
  around(visit: Visit, asked: Asked, body: Html): Shown | Promise<Shown>;
  /** The page of what was issued. */
  issuedAt(asked: Asked, id: string): string;
}

const stepOf = ({ query }: Visit): Step => (query.get('step') === 'issue' ? 'issue' : 'preview');

export function draftPages<Asked>({
  askedIn,
  specOf,
  begun,
  around,
  issuedAt,
}: Drafting<Asked>): Record<'fresh' | 'again' | 'sent', Page> {
  return {
    fresh: async (visit) => {
      const asked = await askedIn(visit);
      const form = formShown(visit, specOf(visit, asked, 'preview'), await begun(visit, asked));
      return around(visit, asked, html`<section>${form}</section>`);
    },
    again: async (visit) => {
      const asked = await askedIn(visit);
      const form = formAgain(visit, specOf(visit, asked, stepOf(visit)));
      return around(visit, asked, html`<section>${form}</section>`);
    },
    sent: async (visit) => {
      const asked = await askedIn(visit);
      const step = stepOf(visit);
      const spec = specOf(visit, asked, step);
      const sent = await sendForm(visit, spec);
      if (sent.kind !== 'done') {
        const form = formShown(visit, spec, sent.form, sent);
        const shown = await around(visit, asked, html`<section>${form}</section>`);
        return sent.kind === 'problem' ? { status: sent.problem.status, ...shown } : shown;
      }
      if (step === 'issue') return { to: issuedAt(asked, (sent.body as { id: string }).id) };
      const { sheet } = sent.body as { sheet: Sheet };
      const form = formShown(visit, specOf(visit, asked, 'issue'), visit.form);
      return around(
        visit,
        asked,
        html`<section aria-label="${visit.t('草稿', 'Draft')}">${sheetShown(visit, sheet)}</section><section class="noprint"><h2>${visit.t('核对无误后制发', 'Issue it when it is right')}</h2>${form}</section>`,
      );
    },
  };
}

/** As it will read; how it will look is shown by the page that is printed. */
const sheetShown = (
  { t }: Visit,
  sheet: Sheet,
): Html => html`<p><span class="tag bad">${t('草稿（样本，未编号，不得送达）', 'Draft: no number, not to be served')}</span></p>
<p class="soft">${sheet.bureau}</p><h2>${sheet.title}</h2>
${sheet.to && html`<p>${sheet.to}：</p>`}${sheet.blocks.map((piece) => {
  switch (piece.kind) {
    case 'paragraph':
      return piece.text.split('\n').map((one) => html`<p>${one}</p>`);
    case 'heading':
      return html`<h3>${piece.text}</h3>`;
    case 'list':
      return html`<ol>${piece.lines.map((one) => html`<li>${one}</li>`)}</ol>`;
    case 'table':
      return html`<table>${piece.rows.map(([label, text]) => html`<tr><th scope="row">${label}</th><td class="exact">${text}</td></tr>`)}</table>`;
    case 'signatures':
      return html`<p class="soft">${piece.labels.map((label) => html`${label}：＿＿＿＿<br>`)}</p>`;
  }
})}<p>${sheet.unit} · ${sheet.day}</p>`;
