/** 公文 The letters with which the list of sanctions goes to the two departments, one each (TJ51-15). */
import { before, letter } from '../law/paper-parts.ts';
import { asked, p, said, type Paper } from '../law/papers.ts';
import { delivery } from './acts.ts';

const to = (recipient: string, name: string, en: string): Paper =>
  letter(
    `delivery-${recipient}`,
    [`处罚名单通报函（${name}）`, `Letter with the list to ${en}`],
    before(delivery, 'supervision-body'),
    {
      department: asked('line', '收函部门全称', 'Full name of the department'),
      period: asked('line', '所属期间', 'The period'),
      contentHash: said('contentHash', 'line', '名单内容的哈希', 'Hash of the list'),
    },
    [
      p(
        '依照{{article}}，现将{{period}}受到处罚、处理的定点医药机构、医师和药师名单通报你部门。名单及对以前名单的更正见附件，以附件为准。',
      ),
      p('附件：系统生成的名单，其 SHA-256 为 {{contentHash}}。'),
    ],
    { title: '处罚名单通报函', to: '{{department}}' },
  );

export const papers: readonly Paper[] = [
  to('health', '卫生健康', 'health'),
  to('market', '市场监管', 'market regulation'),
];
