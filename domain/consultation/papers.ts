/** 公文 The papers of a regular consultation: the call, what was said, and the work record that must come of it (TJ84-16). */
import {
  after,
  because,
  before,
  labelledLines,
  letter,
  place,
  reason,
  record,
} from '../law/paper-parts.ts';
import {
  asked,
  earlier,
  h,
  list,
  maybe,
  p,
  rows,
  said,
  signed,
  type Paper,
} from '../law/papers.ts';
import { meetingRecord, postponement, workRecord } from './acts.ts';

const problemLines = labelledLines(
  ['problem', '问题：'],
  ['measure', '对策：'],
  ['owner', '责任部门：'],
  ['until', '期限：'],
);
const bothSides = signed('受理部门（签名、日期）', '监管部门（签名、日期）');

export const papers: readonly Paper[] = [
  letter(
    'call',
    ['审管联动定期会商通知', 'Call to a consultation'],
    after('consultation-call', 'convener'),
    {
      on: asked('line', '会商时间', 'When it is held'),
      place,
      agenda: maybe(asked('lines', '会商内容', 'What is consulted on')),
    },
    [p('依照{{article}}，定于{{on}}在{{place}}召开审管联动定期会商，请派员参加。'), list('agenda')],
    { receiver: 'counterpart' },
  ),
  letter(
    'postponement',
    ['审管联动会商延期通知', 'Postponement of a consultation'],
    after(postponement, 'accepting', 'supervising'),
    { newDate: said('newDate', 'day', '延期至', 'Until'), reason },
    [p('审管联动定期会商延期至{{newDate}}召开。'), because],
    { to: '会商各方' },
  ),
  record(
    'meeting-record',
    ['审管联动会商记录', 'Record of a consultation'],
    before(meetingRecord, 'convener'),
    {
      heldAt: said('heldAt', 'instant', '会商时间', 'Held at'),
      attendees: said('attendees', 'lines', '到会人员', 'Attendees'),
      summary: said('summary', 'text', '工作梳理总结', 'Summary'),
      problems: maybe(said('problems', 'lines', '主要问题和对策', 'Problems', problemLines)),
    },
    [
      rows(['会商时间', '{{heldAt}}'], ['到会人员', '{{attendees}}']),
      h('一、工作梳理总结'),
      p('{{summary}}'),
      h('二、主要问题和对策', 'problems'),
      list('problems'),
      bothSides,
    ],
  ),
  record(
    'work-record',
    ['审管联动工作记录', 'Work record of the consultation'],
    before(workRecord, 'convener'),
    {
      heldAt: earlier(meetingRecord.type, 'heldAt', 'instant', '会商时间', 'Held at'),
      attendees: earlier(meetingRecord.type, 'attendees', 'lines', '到会人员', 'Attendees'),
      summary: earlier(meetingRecord.type, 'summary', 'text', '工作梳理总结', 'Summary'),
      problems: maybe(
        earlier(
          meetingRecord.type,
          'problems',
          'lines',
          '主要问题和对策',
          'Problems',
          problemLines,
        ),
      ),
    },
    [
      rows(['会商时间', '{{heldAt}}'], ['到会人员', '{{attendees}}']),
      h('一、审管联动工作情况'),
      p('{{summary}}'),
      h('二、存在的主要问题和对策措施', 'problems'),
      list('problems'),
      bothSides,
    ],
  ),
];
