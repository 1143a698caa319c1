/** What a file is started with. */
import type { Instant } from '../../domain/time/instant.ts';

/** What a file is started with: its workflow, what the coordinator reads first, and what can be searched for. */
export interface FileToStart {
  id: string;
  workflow: string;
  opening: unknown;
  /** The act that opens it. It tells the file's run from the run of another file that once had the same number. */
  letter: Letter;
  summary: string;
  details: string;
  attributes: { procedure: string; bureau: string; unit: string; openedAt: Instant };
}

export interface Letter {
  id: string;
  hash: string;
}
