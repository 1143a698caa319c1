/** 批量督办 Several chases at once: what became of each, told apart by whether it was taken, was not, or is not known. */
import { randomUUID } from 'node:crypto';
import type { ProblemBody } from '../http/problems.ts';
import { fileAddress } from './duty-lines.ts';
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
type Choice = readonly [file: string, duty: string, to: string];
/** As the API says it. */
interface Answer {
  outcome: 'accepted' | 'pending' | 'refused' | 'unknown';
  zh?: string;
  en?: string;
}

/** A list has no more. */
const MOST = 100;

export async function chaseEach(visit: Visit): Promise<Outcome> {
  const { t, form: sent } = visit;
  const lots: Record<Lot, Html[]> = { taken: [], 'not-taken': [], unknown: [] };
  const unanswered: string[] = [];
  const choices = sent
    .getAll('duty')
    .map((text, n): [string, Choice | undefined] => [text, n < MOST ? chosenOf(text) : undefined]);
  for (const [n, [, choice]] of choices.entries())
    if (!choice)
      lots['not-taken'].push(
        html`<li>${t(`所选第 ${n + 1} 项不能办理，没有发送`, `Choice ${n + 1} cannot be used and was not sent`)}</li>`,
      );
  const asked = choices.flatMap(([text, choice]) => (choice ? [{ text, choice }] : []));
  const answers =
    asked.length > 0
      ? await chased(
          visit,
          asked.map(({ choice }) => choice),
        )
      : [];
  for (const [n, { text, choice }] of asked.entries()) {
    const { lot, said } = answers[n]!;
    if (lot === 'unknown') unanswered.push(text);
    lots[lot].push(html`<li><a href="${fileAddress(choice[0])}">${choice[0]}</a>：${said}</li>`);
  }
  return { outcome: told(visit, lots), unanswered };
}

/** All of them in one request, under the key of the form: sent again it is the same acts. */
async function chased(
  visit: Visit,
  choices: readonly Choice[],
): Promise<{ lot: Lot; said: string }[]> {
  const { form: sent, ask, language, now } = visit;
  const words = onOneLine(sent.get('words') ?? '');
  const { status, body } = await ask({
    method: 'POST',
    path: '/v1/chases',
    headers: { 'Idempotency-Key': sent.get('_key') ?? randomUUID() },
    body: {
      channel: sent.get('channel'),
      at: `${sent.get('_at') ?? beijing(now)}+08:00`,
      ...(words && { remarks: words }),
      items: choices.map(([file, duty, to]) => ({ file, duty, to })),
    },
  });
  if (status < 400)
    return (body as { items: Answer[] }).items.map((answer) => saidOf(visit, answer));
  const lot = status >= 500 || status === 429 ? 'unknown' : 'not-taken';
  return choices.map(() => ({ lot, said: (body as ProblemBody)[language] }));
}

function saidOf({ t, language }: Visit, answer: Answer): { lot: Lot; said: string } {
  const { outcome } = answer;
  if (outcome === 'accepted') return { lot: 'taken', said: t('已督办', 'chased') };
  if (outcome === 'pending')
    return { lot: 'taken', said: t('已收到，待裁定', 'received, verdict pending') };
  return { lot: outcome === 'unknown' ? 'unknown' : 'not-taken', said: answer[language] ?? '' };
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
function chosenOf(text: string): Choice | undefined {
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
