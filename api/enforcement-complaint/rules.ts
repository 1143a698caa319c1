/** QY-17.1 A complaint is not shown to those whom it is about. */
import { involvedFiles, isInvolved } from '../../db/enforcement-complaint/store.ts';
import type { FileRules } from '../file-rules.ts';

export const enforcementComplaintRules: FileRules = {
  relation: async (sql, { id }, reader) => ({ involved: await isInvolved(sql, id, reader.id) }),
  wordsKnown: (sql, { id }, near) => sql`(${near} and not involved_in(f.id, ${id}))`,
  hiddenFrom: involvedFiles,
};
