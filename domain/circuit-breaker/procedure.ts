/** 熔断的声明 What the system knows of circuit breakers (TJ51-6). */
import type { Procedure } from '../law/procedure.ts';
import { ours, warning } from './acts.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { defaultCircuitBreakerSettings } from './settings.ts';
import { circuitBreakerSettings } from './settings-form.ts';
import { summaryOf } from './summary.ts';

export const circuitBreaker = {
  id: 'circuit-breaker',
  room: 'circuit-breaker',
  title: { zh: '熔断', en: 'Circuit breaker' },
  workflow: 'circuitBreaker',
  prefix: 'RD',
  instrument: 'TJ51',
  opens: [warning.type],
  brought: ours,
  codes,
  settings: {
    name: 'circuitBreaker',
    form: circuitBreakerSettings,
    defaults: defaultCircuitBreakerSettings,
  },
  forms,
  clause: (act) => (act.includes('warning') ? 'TJ51-6.2' : 'TJ51-6.3'),
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
