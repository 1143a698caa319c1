/** 度量 Open files and acts without a verdict, by procedure. Nothing of a single file: no number, and no procedure whose files are hidden from somebody. */
import { Gauge, type Registry } from 'prom-client';
import { attentions } from '../../domain/law/attention.ts';
import { shownAs, OTHERS } from '../intake/shown-as.ts';

type Counts = ReadonlyMap<string, number>;
/** Each as far as it could be read. */
export interface Work {
  /** By procedure and attention, with a space between. */
  files: Counts | undefined;
  /** By procedure. */
  pending: Counts | undefined;
  /** Seconds. */
  oldestPending: number | undefined;
  oldestDelivery: number | undefined;
}

export interface WorkGauges {
  show(work: Work): void;
  forget(): void;
}

/** The same procedures together under one label. */
function summed(counts: Counts, labelOf: (key: string) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, n] of counts) sums.set(labelOf(key), (sums.get(labelOf(key)) ?? 0) + n);
  return sums;
}

function gaugesOf(registry: Registry) {
  const gauge = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name, help, labelNames, registers: [registry] });
  return {
    files: gauge('duban_files_open', 'Open files by attention', 'attention'),
    byProcedure: gauge(
      'duban_procedure_files_open',
      'Open files by procedure and attention; procedures whose files are hidden from somebody stand together as others',
      'procedure',
      'attention',
    ),
    pending: gauge(
      'duban_acts_pending',
      'Acts in the inbox without a verdict, by procedure',
      'procedure',
    ),
    oldest: gauge(
      'duban_inbox_oldest_seconds',
      'How long the oldest act without a verdict has been in the inbox',
    ),
    delivery: gauge(
      'duban_delivery_oldest_seconds',
      'How long the oldest entry, signed head or reminder has waited that was not delivered and is no dead letter',
    ),
  };
}

const split = (key: string): { procedure: string; attention: string } => {
  const [procedure = '', attention = ''] = key.split(' ');
  return { procedure, attention };
};

export function workGauges(registry: Registry): WorkGauges {
  const { files, byProcedure, pending, oldest, delivery } = gaugesOf(registry);
  const forget = (): void => {
    for (const labelled of [files, byProcedure, pending]) labelled.reset();
    for (const single of [oldest, delivery]) single.remove();
  };
  const showFiles = (counted: Counts): void => {
    const open = summed(counted, (key) => split(key).attention);
    for (const attention of new Set<string>([...attentions, ...open.keys()]))
      files.set({ attention }, open.get(attention) ?? 0);
    const labels = (key: string) => `${shownAs(split(key).procedure)} ${split(key).attention}`;
    for (const [key, n] of summed(counted, labels)) byProcedure.set(split(key), n);
  };
  const showPending = (counted: Counts): void => {
    // Also where nothing waits: an alarm on what has never been there would not fire.
    pending.set({ procedure: OTHERS }, 0);
    for (const [procedure, n] of summed(counted, shownAs)) pending.set({ procedure }, n);
  };
  return {
    forget,
    show(work) {
      forget();
      if (work.files) showFiles(work.files);
      if (work.pending) showPending(work.pending);
      if (work.oldestPending !== undefined) oldest.set(work.oldestPending);
      if (work.oldestDelivery !== undefined) delivery.set(work.oldestDelivery);
    },
  };
}
