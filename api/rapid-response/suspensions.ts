/** 暂停 Suspensions begin on a day of their own: the registry of the subject takes on those that have started since. */
import { beginSuspensions } from '../../db/rapid-response/store.ts';
import { Loop } from '../background/loop.ts';
import type { ActDeps } from '../intake/submit-act.ts';

/** Milliseconds between two looks: nothing notifies of a day that begins. */
const EVERY = 15_000;

export const suspensionsLoop = ({ sql, log }: Pick<ActDeps, 'sql' | 'log'>): Loop =>
  new Loop({ name: 'suspensions', log, every: EVERY, perform: () => beginSuspensions(sql) });
