/** 公文的打印页和文档 A paper as it was issued, printed or taken along; of one that is void that is said first. */
import { withSheetBefore } from '../../domain/papers/html.ts';
import type { ProblemBody } from '../http/problems.ts';
import { html } from './html.ts';
import { pathOf, type PaperShown } from './papers.ts';
import { PageProblem, type Page, type Visit } from './visit.ts';
import { at } from './words.ts';

type Issued = Pick<PaperShown, 'number' | 'state' | 'withdrawn' | 'replacedBy'>;

const asIssued = async (visit: Visit, path: string, format: 'html' | 'docx', { state }: Issued) => {
  const reply = await visit.ask({
    method: 'GET',
    path: `${path}?format=${format}${state === 'issued' ? '' : '&void=true'}`,
    headers: { 'Duban-Purpose': encodeURIComponent('打印、送达公文') },
  });
  if (reply.status >= 400) throw new PageProblem(reply.body as ProblemBody);
  const kept = [
    'content-type',
    'content-security-policy',
    'content-disposition',
    'duban-paper-status',
  ];
  const headers = Object.fromEntries(
    kept
      .filter((name) => format === 'docx' || name !== 'content-disposition')
      .flatMap((name) => (reply.headers[name] ? [[name, String(reply.headers[name])]] : [])),
  );
  return { bytes: reply.raw ?? new Uint8Array(), headers };
};

const voidWords = ({ number, withdrawn, replacedBy }: Issued): [string, string] =>
  withdrawn === null
    ? ['已被代替', `${number} 已由 ${replacedBy} 代替，不再有效。`]
    : ['作废', `${number} 已于 ${at(withdrawn.at)} 作废。`];
const NOT_SERVED = '以下为制发时的原文，仅供查阅，不得送达。';

/** The API's own bytes, under its own policy; before one that does not stand any more a sheet that says so. `path`: of the paper, or of the letter that opens a file. */
export const printOf =
  (path: (visit: Visit) => string): Page =>
  async (visit) => {
    const paper = await visit.read<Issued>(path(visit));
    const { bytes, headers } = await asIssued(visit, path(visit), 'html', paper);
    if (paper.state === 'issued') return { bytes, headers };
    const page = withSheetBefore(new TextDecoder().decode(bytes), [
      ...voidWords(paper),
      NOT_SERVED,
    ]);
    return { bytes: new TextEncoder().encode(page), headers };
  };

/** Its file is named as void where it is; a document takes no sheet before it, so whoever wants one that is void is told first. */
export const documentOf =
  (path: (visit: Visit) => string): Page =>
  async (visit) => {
    const { t, query } = visit;
    const paper = await visit.read<Issued>(path(visit));
    if (paper.state === 'issued' || query.get('void') === 'true')
      return asIssued(visit, path(visit), 'docx', paper);
    const [title, words] = voidWords(paper);
    return {
      status: 409,
      title: `${title} ${paper.number}`,
      body: html`<div class="box bad"><p><strong>${words}</strong></p><p>${t('不得送达。', 'It is not to be served.')}</p></div>
<p><a href="?void=true">${t('仍要下载作废件，仅供查阅', 'Download what is void, to read it')}</a></p>`,
    };
  };
export const paperPrint = printOf(pathOf);
export const paperDocument = documentOf(pathOf);
