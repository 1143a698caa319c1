/** 公文与提交 The acts that state a paper, or that it went with, and the way to the form of the one that is to state it. */
import { fileAddress } from './duty-lines.ts';
import { labelOf } from './forms/schema.ts';
import { html, type Html } from './html.ts';
import type { Visit } from './visit.ts';

interface Stating {
  act: string;
  /** By a hash of the paper's own. */
  same?: boolean;
  accepted?: boolean | null;
  differs: string[];
}
/** What a paper says of its acts. */
export interface PaperOfActs {
  id: string;
  file: string;
  state: 'issued' | 'replaced' | 'withdrawn';
  filed: Stating[];
  usedUpBy: Stating | null;
}

/** The form of the act, filled in as far as the paper says it: nobody types it twice. */
export function actLink(
  { t }: Pick<Visit, 't'>,
  { id, file, state, filed }: PaperOfActs,
  kind: { act: string; stated: boolean },
): Html | false {
  // Refused, the act is filed anew.
  const isFiled = filed.some(({ accepted }) => accepted !== false);
  if (state !== 'issued' || !kind.stated || isFiled) return false;
  const query = new URLSearchParams({ paper: id });
  return html`<p class="noprint"><a class="button" href="${fileAddress(file)}/new/${encodeURIComponent(kind.act)}?${query.toString()}">${t('据此提交文书', 'File the act that states it')}</a></p>`;
}

/** The acts that state it or that it went with, and where they say otherwise, by the names of their fields. */
export function statedShown({ t, say }: Visit, { file, filed, usedUpBy }: PaperOfActs): Html[] {
  const fields = (differs: string[]): string =>
    differs
      .map((at) =>
        at
          .split('/')
          .slice(1)
          .map((step) => say(labelOf(step, {}).label))
          .join(' · '),
      )
      .join('、');
  const line = (words: string, { act, same = true, accepted, differs }: Stating): Html =>
    html`<p>${words}<a href="${fileAddress(file)}/acts/${encodeURIComponent(act)}">${act}</a>${accepted === false && html` <span class="tag soft">${t('未采纳', 'refused')}</span>`}${!same && html` <span class="tag bad">${t('哈希不同', 'another hash')}</span>`}${differs.length > 0 && html` <span class="tag bad">${t('与文书不同：', 'says otherwise: ')}${fields(differs)}</span>`}</p>`;
  return [
    ...filed.map((one) => line(t('写明本文书的提交：', 'The act that states it: '), one)),
    ...(usedUpBy ? [line(t('随之使用的提交：', 'It went with: '), usedUpBy)] : []),
  ];
}
