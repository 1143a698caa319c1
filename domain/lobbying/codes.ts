/** 请托说情登记的问题代码 The problem codes of the register. None of them says anything of a record to somebody who may not read it. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'register-not-open': problem(409, '本局尚未启用请托说情登记簿', 'The register is not open here', [
    '由执法监督处或者管理员启用；此前用纸质登记表登记，启用后补录。',
    'The supervision of enforcement or an administrator opens it; until then record on paper, and enter that afterwards.',
  ]),
  'register-key-missing': problem(
    503,
    '没有设置登记簿密钥',
    'The keys of the register are not set',
    [
      '设置 DUBAN_REGISTER_KEY_FILE 后重试；此前用纸质登记表登记。',
      'Set DUBAN_REGISTER_KEY_FILE and try again; until then record on paper.',
    ],
  ),
  'register-open': problem(409, '登记簿已启用', 'The register is open already'),
  'register-persons-only': problem(403, '只有人员可以办理', 'Only a person may do this', [
    '由人员本人办理，或者由本局系统代其办理。',
    'A person does it, or a system of the bureau in that person’s name.',
  ]),
  'act-words-missing': problem(422, '其他行为须写明', 'Other interference must be described'),
  'identity-untried': problem(
    422,
    '身份不详须写明如何了解过',
    'An unknown identity needs how it was tried',
  ),
  'identity-unknown-here': problem(
    422,
    '所列人员或者单位不在名册',
    'An officer or unit that is not in the registry',
  ),
  'lobbied-by-oneself': problem(
    422,
    '请托说情人是登记人本人',
    'The lobbyist is the registrant himself',
  ),
  'case-unknown': problem(422, '没有这个案件', 'There is no such case'),
  'encounter-repeated': problem(
    409,
    '同一次遇有已登记，内容不同',
    'This encounter is recorded already, with another content',
    [
      '一次一报告：另一次请托用新的 encounter 编号登记；更正用 correct。',
      'One record an encounter: another encounter has its own id; what was wrong is corrected by `correct`.',
    ],
  ),
  'level-skipped': problem(409, '越级报告', 'A level is skipped'),
  'reported-to-lobbyist': problem(
    409,
    '报告对象是请托说情人或者涉及其本人',
    'The recipient is the lobbyist, or is named in the record',
  ),
  'no-report-owed': problem(409, '现在不由你报告', 'No report is owed by you now'),
  'office-of-chain': problem(
    409,
    '登记报告链上的人员不得认定',
    'Whoever is part of its chain may not decide on it',
  ),
  'offices-only': problem(
    403,
    '只有执法监督处、监察室可以办理',
    'Only the supervision of enforcement and discipline inspection may do this',
  ),
  'finding-missing': problem(409, '尚未查实', 'Nothing is confirmed yet'),
  'registrant-named': problem(422, '通报写明了登记人', 'The circular names the registrant'),
  'outcome-not-fitting': problem(422, '处理与情形不符', 'The outcome does not fit what was found'),
  'paper-not-claimed': problem(409, '没有待认定的纸质登记', 'No paper form waits to be judged'),
  'register-day-full': problem(429, '当日登记件数已满', 'As much as one person may enter in a day'),
  'register-busy': problem(503, '登记簿正忙', 'The register is busy', [
    '稍后重试；同一内容以同一编号重发，只记一次。',
    'Try again in a moment; the same content under the same id counts once.',
  ]),
  'summary-unknown': problem(404, '没有这个月的汇总', 'There is no summary of that month'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
