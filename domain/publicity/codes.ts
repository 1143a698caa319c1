/** 曝光的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'decision-unknown': problem(422, '没有可以曝光的决定', 'No decision that could be publicised'),
  'decision-not-effective': problem(409, '决定尚未生效', 'The decision is not effective yet'),
  'decision-not-standing': problem(
    409,
    '决定已被撤销、变更或者正在重新处理',
    'The decision stands no more',
  ),
  'already-publicised': problem(409, '该决定已有曝光案卷', 'The decision has been publicised'),
  'person-unmasked': problem(422, '内容出现未遮蔽的个人姓名', 'A person is named without a mask'),
  'identifier-unmasked': problem(
    422,
    '内容出现个人号码',
    'A number that belongs to a person stands in it',
  ),
  'subject-not-named': problem(422, '没有按规则写明主体', 'The subject is not named by the rule'),
  'another-draft': problem(409, '审批的不是现有文稿', 'Not the text that stands'),
  'nothing-fell-after-end': problem(
    409,
    '不是曝光结束后决定不再成立的，或者已经说明',
    'Not a decision that fell when its publicity was over, or noted already',
  ),
  'publicity-paused': problem(409, '曝光已经暂停', 'The publicity is paused'),
  'channel-standing': problem(409, '该渠道已经发布', 'It stands on that channel already'),
  'outlet-missing': problem(422, '没有写明媒体名称', 'The outlet is missing'),
  'withdrawal-required': problem(422, '决定已不成立，须撤回', 'What stands no more is withdrawn'),
  'remedies-open': problem(409, '复议、诉讼尚未结束', 'Review or suit is not over'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
