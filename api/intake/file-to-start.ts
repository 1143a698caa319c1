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

/** What stands in the UI beside a run, with the way back to the page of its file. */
export const detailsOf = (
  { id, details }: Pick<FileToStart, 'id' | 'details'>,
  home: string | undefined,
): string => (home ? `${details}\n\n[打开案卷 Open the file](${home}/desk/files/${id})` : details);
