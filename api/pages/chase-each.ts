/** 批量督办 Several chases at once: what became of each, told apart by whether it was taken, was not, or is not known. */
import { createHash, randomUUID } from 'node:crypto';
import type { ProblemBody } from '../http/problems.ts';
import { fileAddress } from './duty-lines.ts';
import { addressOf } from './file.ts';
import { onOneLine } from './forms/reading.ts';
import { html, type Html } from './html.ts';
import type { Visit } from './visit.ts';
import { beijing } from './words.ts';

interface Outcome {
  outcome: Html;
  /** The choices of which nothing is known. */
  unanswered: string[];
}
type Lot = 'taken' | 'not-taken' | 'unknown';

/** A list has no more. */
const MOST = 100;

export async function chaseEach(visit: Visit): Promise<Outcome> {
  const { t, form: sent } = visit;
  // As the form says it: sent again it is the same act.
  const [key, since] = [sent.get('_key') ?? randomUUID(), sent.get('_at') ?? beijing(visit.now)];
  const lots: Record<Lot, Html[]> = { taken: [], 'not-taken': [], unknown: [] };
  const unanswered: string[] = [];
  for (const [n, text] of sent.getAll('duty').entries()) {
    const chosen = n < MOST ? chosenOf(text) : undefined;
    if (!chosen) {
      lots['not-taken'].push(
        html`<li>${t(`所选第 ${n + 1} 项不能办理，没有发送`, `Choice ${n + 1} cannot be used and was not sent`)}</li>`,
      );
      continue;
    }
    const [file] = chosen;
    const { lot, said } = await chased(visit, chosen, since, `${key} ${text}`);
    if (lot === 'unknown') unanswered.push(text);
    lots[lot].push(html`<li><a href="${fileAddress(file)}">${file}</a>：${said}</li>`);
  }
  return { outcome: told(visit, lots), unanswered };
}

async function chased(
  { t, form: sent, ask, language }: Visit,
  [file, duty, to]: readonly [string, string, string],
  since: string,
  key: string,
): Promise<{ lot: Lot; said: string }> {
  const words = onOneLine(sent.get('words') ?? '');
  const { status, body } = await ask({
    method: 'POST',
    path: `${addressOf(file)}/acts/chase`,
    headers: { 'Idempotency-Key': createHash('sha256').update(key).digest('hex') },
    body: {
      duty,
      to,
      channel: sent.get('channel'),
      at: `${since}+08:00`,
      ...(words && { remarks: words }),
    },
  });
  if (status === 202)
    return { lot: 'taken', said: t('已收到，待裁定', 'received, verdict pending') };
  if (status < 400) return { lot: 'taken', said: t('已督办', 'chased') };
  const said = (body as ProblemBody)[language];
  return { lot: status >= 500 || status === 429 ? 'unknown' : 'not-taken', said };
}

function told({ t }: Visit, lots: Readonly<Record<Lot, Html[]>>): Html {
  const { taken, 'not-taken': not, unknown } = lots;
  if (taken.length + not.length + unknown.length === 0)
    return html`<div class="box warn" role="alert"><p>${t('没有选择任何一项。', 'Nothing was chosen.')}</p></div>`;
  return html`${not.length > 0 && html`<div class="box bad" role="alert"><p><strong>${t('没有督办：', 'Not chased:')}</strong></p><ul>${not}</ul></div>`}
${unknown.length > 0 && html`<div class="box warn" role="alert"><p><strong>${t('不知道是否已经收到。下面仍选中这些项；请不作修改，原样再次发送：只算一次。', 'Whether these were received is not known. They are still chosen below; send them unchanged: they count once.')}</strong></p><ul>${unknown}</ul></div>`}
${taken.length > 0 && html`<div class="box good" role="status"><p><strong>${t('已督办：', 'Chased:')}</strong></p><ul>${taken}</ul></div>`}`;
}

/** Undefined for what no list of ours has put there. */
function chosenOf(text: string): readonly [file: string, duty: string, to: string] | undefined {
  try {
    const read = JSON.parse(text) as unknown;
    if (!Array.isArray(read) || read.length !== 3) return undefined;
    const [file, duty, to] = read as unknown[];
    return isId(file) && isId(duty) && isId(to) ? [file, duty, to] : undefined;
  } catch {
    return undefined;
  }
}
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w.:-]{1,200}$/.test(value) && !/^\.+$/.test(value);
