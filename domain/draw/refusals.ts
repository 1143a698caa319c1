/** 不得 Every refusal of the draw, each with the clause that demands the draw (QY-6.2, TJ51-14.2, TJ51-18) or the currency of the lists (QY-6.1). */
import type { Refusal } from '../law/refusal.ts';
import type { Statement } from './record.ts';
import { refuse } from '../law/refuse.ts';
import type { ProblemCode } from '../law/codes.ts';

type Under = Pick<Statement, 'clause'>;
export const unsound = (
  { clause }: Under,
  zh: string,
  en: string,
  code: ProblemCode = 'draw-unsound',
): Refusal =>
  refuse(
    code,
    clause,
    `抽查承诺有误：${zh}。`,
    `The statement of the draw is unsound: ${en}.`,
    '改正后重新承诺。',
    'Correct it and commit again.',
  );
export const impossible = (
  { clause }: Under,
  zh: string,
  en: string,
  code: ProblemCode = 'quota-impossible',
): Refusal =>
  refuse(
    code,
    clause,
    `${zh}。`,
    `This cannot be drawn: ${en}.`,
    '调整数量、名额或者人员名录；不得突破上限。',
    'Change count, quotas or the list of officers; no cap is broken for it.',
  );

export const handPickedObject = (clause: string, id: string, zh: string, en: string): Refusal =>
  refuse(
    'object-hand-picked',
    clause,
    `${id}：${zh}。`,
    `${id}: ${en}.`,
    '从完整的检查对象库随机抽取。',
    'Draw at random from the complete list of objects.',
  );
export const handPickedOfficers = (clause: string, zh: string, en: string): Refusal =>
  refuse(
    'officer-hand-picked',
    clause,
    `${zh}。`,
    `${en}.`,
    '从完整的执法人员名录库随机抽取；更换须说明理由并重新抽取。',
    'Draw from the complete list of officers; a change needs a reasoned redraw.',
  );
/** QY-6.1 is a clause of the notice: a draw under TJ51 cites its own. */
export const staleList = (
  { clause }: Under,
  list: 'objects' | 'officers',
  on: string | null,
  days: number,
): Refusal =>
  refuse(
    'list-stale',
    clause === 'QY-6.2' ? 'QY-6.1' : clause,
    `${list === 'objects' ? '检查对象库' : '执法人员名录库'}${on ? `更新于 ${on}` : '从未声明更新'}，已超过 ${days} 日（管理要求）。`,
    `The list of ${list} is of ${on ?? 'no declared day'}, older than ${days} days (management setting).`,
    '先更新名录库，再抽取。',
    'Bring the list up to date, then draw.',
  );
export const wrongRule = ({ clause }: Under, version: string): Refusal =>
  refuse(
    'draw-rule-unknown',
    clause,
    `规则 ${version} 与登记的规则不一致。`,
    `The rule ${version} is not the one registered.`,
    '采用登记的规则。',
    'Use the registered rule.',
  );
export const recusalLeftOut = ({ clause }: Under, officer: string, object: string): Refusal =>
  refuse(
    'recusal-left-out',
    clause,
    `漏列 ${officer} 对 ${object} 的回避。`,
    `The recusal of ${officer} from ${object} is left out.`,
    '列入全部已登记的回避。',
    'List every registered recusal.',
  );
export const drawOpen = ({ clause }: Under, draw: string): Refusal =>
  refuse(
    'draw-open',
    clause,
    `抽查 ${draw} 已经承诺，尚未揭示。`,
    `The draw ${draw} is committed and not revealed.`,
    '先揭示该次抽查，或者经批准放弃并列明。',
    'Reveal that draw first, or abandon it with approval; it stays listed.',
  );
export const tooEarly = ({ clause }: Under, zh: string, en: string): Refusal =>
  refuse(
    'contribution-too-early',
    clause,
    `${zh}。`,
    `${en}.`,
    '承诺公布后再由第二单位给数。',
    'Publish the commitment first, then take the number of the second body.',
  );
export const wrongBody = ({ clause }: Under): Refusal =>
  refuse(
    'contribution-same-body',
    clause,
    '第二个数由承诺中写明的监察机构给出。',
    'The second number comes from the unit of discipline inspection that the commitment names.',
    '由该机构给数。',
    'Let that unit give it.',
  );
export const weakNumber = ({ clause }: Under): Refusal =>
  refuse(
    'contribution-weak',
    clause,
    '第二个数须为 20 至 80 位十进制数字，且不得重复使用。',
    'The second number has 20 to 80 decimal digits and was never used before.',
    '现场掷骰或者摇号给出新的数。',
    'Give a fresh one, by dice.',
  );
export const wrongState = (
  { clause }: Under,
  zh: string,
  en: string,
  lawfulZh: string,
  lawfulEn: string,
): Refusal => refuse('draw-wrong-state', clause, `${zh}。`, `${en}.`, lawfulZh, lawfulEn);
export const mismatch = ({ clause }: Under): Refusal =>
  refuse(
    'reveal-mismatch',
    clause,
    '揭示的密数与承诺不符。',
    'What is revealed is not what was committed.',
    '揭示承诺时的密数；遗失的，经批准放弃并列明。',
    'Reveal the committed secret; if it is lost, abandon with approval and be listed.',
  );
export const unapproved = ({ clause }: Under): Refusal =>
  refuse(
    'abandonment-unapproved',
    clause,
    '放弃已承诺的抽查须说明理由，并经抽查单位以外的人员批准。',
    'To abandon a committed draw needs a reason and the approval of somebody outside it.',
    '揭示该次抽查，或者补齐理由和批准。',
    'Reveal it, or give reason and approval.',
  );
export const redrawUnfounded = ({ clause }: Under, zh: string, en: string): Refusal =>
  refuse(
    'redraw-unfounded',
    clause,
    `重新抽取没有根据：${zh}。`,
    `The redraw is unfounded: ${en}.`,
    '说明理由和证据，只补抽缺出的对象或者人员，并接续前一记录。',
    'Give reason and evidence, replace only what fell out, and chain it to the record before.',
  );
