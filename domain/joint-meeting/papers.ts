/** 公文 The papers of a joint meeting: the call, its minutes, and what came of what was promised (TJ51-5.0). */
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
  changedBy,
  earlier,
  h,
  list,
  maybe,
  opened,
  p,
  rows,
  said,
  signed,
  type Paper,
} from '../law/papers.ts';
import { cancellation, minutes, postponement, undertakingDone } from './acts.ts';

const on = changedBy(postponement, opened('on', 'instant', '会议时间', 'When it is held'), {
  path: 'newTime',
});
const topics = opened(
  'topics',
  'lines',
  '议题',
  'Topics',
  labelledLines(['topic', ''], ['file', '案卷：']),
);
const undertakings = labelledLines(['unit', ''], ['undertaking', ''], ['until', '期限：']);
const toOthers = { receiver: 'counterpart' };
/** Of what either side files: it goes to the other one, whichever that is. */
const toBoth = { to: '联席会议各参加单位' };
const convener = 'convener';

export const papers: readonly Paper[] = [
  letter(
    'call',
    ['联席会议通知', 'Call to a joint meeting'],
    after('meeting-call', convener),
    { on, place, topics },
    [
      p('依照{{article}}，定于{{on}}在{{place}}召开联席会议，请派员参加。议题如下。'),
      list('topics'),
    ],
    toOthers,
  ),
  letter(
    'postponement',
    ['联席会议延期通知', 'Postponement of a joint meeting'],
    after(postponement, convener, 'counterpart'),
    { on, newTime: said('newTime', 'instant', '新的时间', 'The new time'), reason },
    [p('原定于{{on}}召开的联席会议延期至{{newTime}}。'), because],
    toBoth,
  ),
  letter(
    'cancellation',
    ['联席会议取消通知', 'Cancellation of a joint meeting'],
    after(cancellation, convener),
    { on, reason },
    [p('原定于{{on}}召开的联席会议取消。'), because],
    toOthers,
  ),
  record(
    'minutes',
    ['联席会议纪要', 'Minutes of a joint meeting'],
    before(minutes, convener),
    {
      heldAt: said('heldAt', 'instant', '会议时间', 'Held at'),
      attendees: said('attendees', 'lines', '到会人员', 'Attendees'),
      topics,
      record: said('record', 'text', '会议记录', 'What was said'),
      undertakings: maybe(said('undertakings', 'lines', '承诺事项', 'Undertakings', undertakings)),
    },
    [
      rows(['会议时间', '{{heldAt}}'], ['到会人员', '{{attendees}}'], ['议题', '{{topics}}']),
      h('一、会议记录'),
      p('{{record}}'),
      h('二、承诺事项', 'undertakings'),
      list('undertakings'),
      signed('召集单位（签名、日期）', '参加单位（签名、日期）', '记录人（签名、日期）'),
    ],
  ),
  letter(
    'undertaking-done',
    ['承诺事项完成情况函', 'That an undertaking was carried out'],
    before(undertakingDone, convener, 'counterpart'),
    {
      undertaking: said('undertaking', 'line', '承诺序号', 'Which undertaking'),
      undertakings: maybe(
        earlier(minutes.type, 'undertakings', 'lines', '承诺事项', 'Undertakings', undertakings),
      ),
      result: said('result', 'text', '完成情况', 'Result'),
    },
    [
      p('联席会议的承诺事项如下，其中第{{undertaking}}项已经完成。'),
      list('undertakings'),
      p('完成情况：{{result}}'),
    ],
    toBoth,
  ),
];
