/** 双随机抽查的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'contributor-not-eligible': problem(
    422,
    '第二个数须由监察机构给出',
    'The second number comes from discipline inspection',
  ),
  'record-withheld': problem(403, '抽查记录尚未公开', 'The record of the draw is not public yet'),
  'draw-unsound': problem(422, '抽查承诺有误', 'The statement of the draw is unsound'),
  'quota-impossible': problem(422, '名额无法满足', 'The quotas cannot be met'),
  'team-impossible': problem(422, '回避后人员不足', 'Too few officers after recusals'),
  'object-hand-picked': problem(422, '检查对象未经随机抽取', 'The object was not drawn at random'),
  'officer-hand-picked': problem(
    422,
    '检查人员未经随机抽取',
    'The officers were not drawn at random',
  ),
  'draw-rule-unknown': problem(422, '抽查规则没有登记', 'The rule of the draw is not registered'),
  'recusal-left-out': problem(422, '漏列回避', 'A recusal is left out'),
  'draw-open': problem(409, '前次抽查尚未揭示', 'An earlier draw is not revealed yet'),
  'contribution-too-early': problem(409, '给数、揭示次序不符', 'Given or revealed too early'),
  'contribution-same-body': problem(
    403,
    '第二个数不是另一单位给出',
    'The second number is not another body’s',
  ),
  'contribution-weak': problem(
    422,
    '第二个数不合要求',
    'The second number is too short or not fresh',
  ),
  'draw-wrong-state': problem(409, '抽查所处阶段不符', 'The draw is at another stage'),
  'reveal-mismatch': problem(422, '揭示与承诺不符', 'The reveal does not match its commitment'),
  'abandonment-unapproved': problem(403, '放弃抽查未经批准', 'The abandonment is not approved'),
  'redraw-unfounded': problem(422, '重新抽取没有根据', 'The redraw is unfounded'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
