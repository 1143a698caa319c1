/** 决定不再成立 What is shown with the file of a decision that fell since, open or closed. */
import { fallsIn } from '../../db/decision-fall/store.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import type { FileRules } from '../file-rules.ts';

const said: Readonly<Record<string, [zh: string, en: string]>> = {
  annulled: ['处理决定已被撤销', 'the final decision was annulled'],
  changed: ['处理决定已被变更', 'the final decision was changed'],
  stands: [
    '处理决定恢复成立，登记有误',
    'the final decision stands again: the record was a mistake',
  ],
};

export const decisionFallRules: FileRules = {
  async afterwards(sql, file) {
    return (await fallsIn(sql, file)).map(({ file: record, outcome, effectiveAt }) => {
      const [zh, en] = said[outcome]!;
      const since = formatInstant(instant(effectiveAt));
      return `${since} ${zh}（${record}）。Since then ${en}.`;
    });
  },
};
