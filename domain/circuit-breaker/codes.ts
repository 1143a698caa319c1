/** 熔断的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'trip-below-warning': problem(
    422,
    '熔断值低于预警值',
    'The trip threshold is below the warning threshold',
  ),
  'indicator-overlap': problem(
    409,
    '与该指标的其他版本有效期重叠',
    'It overlaps with another version of the indicator',
  ),
  'indicator-in-use': problem(
    409,
    '已经生效的指标版本不得更改',
    'A version that is or was in force does not change',
  ),
  'indicator-retroactive': problem(
    422,
    '指标不得溯及既往',
    'An indicator does not apply to what was measured before it',
  ),
  'cut-not-for-subject': problem(
    422,
    '该类主体没有所切断的事项',
    'What is cut is nothing that such a subject has',
  ),
  'indicator-unknown': problem(422, '没有该指标', 'There is no such indicator'),
  'indicator-not-in-force': problem(
    422,
    '该指标的版本当时未生效或者已经结束',
    'No version of the indicator was in force then, or it has ended',
  ),
  'indicator-other-subject': problem(
    422,
    '该指标不适用于此类主体',
    'The indicator is not for such a subject',
  ),
  'touch-stale': problem(422, '触碰事件过旧，不再计入', 'The touch is too old to be counted'),
  'warning-undelivered': problem(
    409,
    '没有已经送达的警示，不得熔断',
    'No warning has been delivered: nothing trips',
  ),
  'breaker-suspended': problem(409, '暂停尚未解除', 'The suspension still stands'),
  'opinion-awaited': problem(409, '已立案件尚未送达处理意见', 'A filed case awaits its opinion'),
  'acknowledgement-missing': problem(
    409,
    '结算系统尚未回执',
    'The settlement system has not acknowledged it',
  ),
  'order-unknown': problem(404, '没有该停付或者恢复指令', 'There is no such order'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
