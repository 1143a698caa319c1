/** 所做 What was done in the year, as it was done. */
import type { Visit } from './script.ts';

/** What was done, as the driver did it: the independent count knows nothing else. */
export interface Done {
  n: number;
  kind: Visit['kind'];
  file: string;
  endedOn?: string;
  toldOn?: string;
  told?: 'before-revision' | 'after-revision';
  override?: string;
  excepted?: boolean;
  wokenOn?: string;
  refused?: { clause: string; earliest: string | null };
  complaint?: { file: string; founded: NonNullable<Visit['complains']> };
}
