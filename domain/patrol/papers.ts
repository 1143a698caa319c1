/** 公文 The papers of a patrol: the call to a talk and its record, the demand, the look back, and the end (TJ51-4). */
import {
  after,
  before,
  findings,
  labelledLines,
  letter,
  notification,
  outcome,
  place,
  record,
  whoseMatter,
  words,
} from '../law/paper-parts.ts';
import { asked, maybe, opened, p, rows, said, signed, where, type Paper } from '../law/papers.ts';
import {
  demandOutcome,
  dwellingReport,
  lookBack,
  patrolEnd,
  talkAbsence,
  warningTalk,
} from './acts.ts';

const by = 'supervision-body';
const matter = opened('matter', 'line', '案由', 'Matter');
const about = rows(...whoseMatter, ['案由', '{{matter}}']);
const bothSides = signed(
  '当事人（签名、日期）',
  '执法人员（签名、日期）',
  '执法人员（签名、日期）',
);

export const papers: readonly Paper[] = [
  notification(
    'talk-call',
    ['警示约谈通知书', 'Call to a warning talk'],
    before(warningTalk, by),
    {
      matter,
      heldAt: said('heldAt', 'instant', '约谈时间', 'When it is held'),
      place,
      what: words('约谈事项', 'What it is about'),
    },
    [
      p(
        '巡查发现你单位（人）涉及：{{matter}}。依照{{article}}，请于{{heldAt}}到{{place}}接受约谈。',
      ),
      p('约谈事项：{{what}}'),
    ],
    { accompanies: [warningTalk.type, talkAbsence.type] },
  ),
  record(
    'talk-record',
    ['警示约谈记录', 'Record of a warning talk'],
    before(warningTalk, by),
    {
      matter,
      heldAt: said('heldAt', 'instant', '约谈时间', 'Held at'),
      officers: said('officers', 'lines', '执法人员', 'The officers'),
      role: maybe(said('party.role', 'line', '当事人一方到场人员', 'Who came for the subject')),
      summary: said('summary', 'text', '约谈内容', 'What was said'),
      demand: maybe(said('demand.what', 'text', '限期改正要求', 'The demand')),
      demandBy: maybe(said('demand.by', 'day', '改正期限', 'By')),
    },
    [
      about,
      rows(
        ['约谈时间', '{{heldAt}}'],
        ['执法人员', '{{officers}}'],
        ['当事人一方到场人员', '{{role}}'],
        ['约谈内容', '{{summary}}'],
        ['限期改正要求', '{{demand}}'],
        ['改正期限', '{{demandBy}}'],
      ),
      bothSides,
    ],
    { testimony: true },
  ),
  notification(
    'demand',
    ['限期改正通知书', 'Demand to correct'],
    after(warningTalk, by),
    {
      matter,
      demand: said('demand.what', 'text', '改正要求', 'The demand'),
      demandBy: said('demand.by', 'day', '改正期限', 'By'),
    },
    [
      p('经约谈，请你单位（人）于{{demandBy}}前改正以下问题，并将改正情况书面告知{{unit}}。'),
      p('{{demand}}'),
      // What the bureau has only adopted makes nobody's penalty heavier.
      p('拒不改正的，依照{{bindingArticle}}从重处罚。', 'bindingArticle'),
    ],
    { fits: [where('demand')] },
  ),
  record(
    'demand-outcome',
    ['改正情况核实记录', 'Record of what was corrected'],
    before(demandOutcome, by),
    {
      matter,
      item: said('item', 'line', '改正要求', 'Which demand'),
      outcome,
      on: said('on', 'day', '核实日期', 'On'),
      note: asked('text', '核实情况', 'What was found'),
    },
    [
      about,
      rows(
        ['改正要求', '{{item}}'],
        ['结果', '{{outcome}}'],
        ['核实日期', '{{on}}'],
        ['核实情况', '{{note}}'],
      ),
      bothSides,
    ],
    { testimony: true },
  ),
  record(
    'look-back',
    ['“回头看”检查记录', 'Record of a look back'],
    before(lookBack, by),
    {
      matter,
      checkedAt: said('checkedAt', 'instant', '检查时间', 'Checked at'),
      officers: said('officers', 'lines', '执法人员', 'The officers'),
      outcome,
      findings,
    },
    [
      about,
      rows(
        ['检查时间', '{{checkedAt}}'],
        ['执法人员', '{{officers}}'],
        ['检查情况', '{{findings}}'],
        ['结论', '{{outcome}}'],
      ),
      bothSides,
    ],
    { testimony: true },
  ),
  letter(
    'dwelling-report',
    ['巡查滞留情况说明', 'Why a stage takes long'],
    after(dwellingReport, by),
    {
      matter,
      reason: said('reason', 'text', '滞留原因', 'Why'),
      next: said('next', 'text', '下一步安排', 'What is next'),
    },
    [
      p('对{{subject}}（{{matter}}）的巡查在本阶段滞留，现说明如下。'),
      p('滞留原因：{{reason}}'),
      p('下一步安排：{{next}}'),
    ],
    { receiver: 'head' },
  ),
  record(
    'end',
    ['巡查终结报告', 'Report on the end of a patrol'],
    before(patrolEnd, by),
    {
      matter,
      found: maybe(
        opened(
          'findings',
          'lines',
          '智能审核发现',
          'Findings of the audit',
          labelledLines(['source', ''], ['finding', '']),
        ),
      ),
      facts: opened('facts', 'text', '立卷时的事实', 'The facts'),
      outcome,
      reason: maybe(said('reason', 'text', '理由', 'Reason')),
    },
    [
      about,
      rows(
        ['立卷时的事实', '{{facts}}'],
        ['智能审核发现', '{{found}}'],
        ['结论', '{{outcome}}'],
        ['理由', '{{reason}}'],
      ),
      signed('承办人（签名、日期）', '承办机构负责人（签名、日期）'),
    ],
  ),
];
