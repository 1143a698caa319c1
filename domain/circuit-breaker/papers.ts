/** 公文 The papers of a circuit breaker: the warning and its receipt, what payment answers, and what is decided on going back (TJ51-6.2, TJ51-6.3). */
import {
  because,
  before,
  decision,
  facts,
  letter,
  method,
  notification,
  outcome,
  reason,
  receipt,
  recipient,
  words,
} from '../law/paper-parts.ts';
import { p, said, type Paper } from '../law/papers.ts';
import {
  attentionDecision,
  halfOpen,
  reset,
  resumeAcknowledgement,
  stopAcknowledgement,
  warningService,
} from './acts.ts';

const warning = said('warning', 'line', '指标和版本', 'Indicator and version');
const acknowledged = (
  kind: string,
  zh: string,
  en: string,
  act: { type: string },
  done: string,
): Paper =>
  letter(
    kind,
    [zh, en],
    before(act, 'payment-division'),
    {
      order: said('order', 'line', '指令', 'The order'),
      at: said('at', 'instant', '实际时间', 'When'),
    },
    [p(`编号 {{order}} 的指令收悉，对{{subject}}的医保资金支付已于{{at}}${done}。`)],
    { receiver: 'handling' },
  );
const decided = (
  kind: string,
  zh: string,
  en: string,
  act: { type: string },
  words: string,
): Paper => decision(kind, [zh, en], before(act, 'handling'), { reason }, [p(words), because]);

export const papers: readonly Paper[] = [
  notification(
    'warning',
    ['警示告知书', 'Warning'],
    before(warningService, 'handling'),
    {
      warning,
      indicator: words('指标名称', 'What the indicator is called', 'line'),
      clauseOfAgreement: words('所依协议条款', 'Clause of the agreement', 'line'),
      facts,
    },
    [
      p(
        '监测发现你单位（人）触及指标“{{indicator}}”（{{warning}}，医保服务协议{{clauseOfAgreement}}），依照{{article}}提前警示。',
      ),
      p('{{facts}}'),
      p('警示送达后持续触碰的，将依照协议{{clauseOfAgreement}}自动暂停。'),
    ],
    { accompanies: [warningService.type] },
  ),
  receipt(
    'warning-receipt',
    ['警示送达回证', 'Receipt of a warning'],
    before(warningService, 'handling'),
    { warning, recipient, method },
    { served: '警示告知书（{{warning}}）' },
  ),
  acknowledged(
    'stop-acknowledgement',
    '停付回执',
    'Acknowledgement of the stop',
    stopAcknowledgement,
    '停止',
  ),
  acknowledged(
    'resume-acknowledgement',
    '恢复支付回执',
    'Acknowledgement of the resumption',
    resumeAcknowledgement,
    '恢复',
  ),
  decision(
    'attention-decision',
    ['异常处理决定书', 'Decision on a trip that could not be carried out'],
    before(attentionDecision, 'handling'),
    { outcome, reason },
    [p('对{{subject}}的自动暂停未能执行，决定：{{outcome}}。'), because],
    { to: null },
  ),
  decided(
    'half-open',
    '半开决定书',
    'Decision to open half',
    halfOpen,
    '决定对你单位（人）试行恢复，恢复期间继续监测。',
  ),
  decided(
    'reset',
    '复位决定书',
    'Decision to reset',
    reset,
    '决定对你单位（人）恢复正常，原警示不再计算。',
  ),
];
