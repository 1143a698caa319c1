/** 典型案例的文书 The acts of a period of typical cases, and what the engine is told of each: file ids and counts only. */
import { act } from '../law/acts.ts';

/** `cases`: publicities. `fit`: those of them that are public now. */
export const selection = act<
  { cases: string[]; none: boolean; reasonGiven: boolean },
  { fit: string[] }
>()('typical-selection', '典型案例选定', 'Selection of typical cases');
/** `item`: the publicity. `published`: a main medium stands in it as a channel. */
export const publication = act<{ item: string }, { published: boolean }>()(
  'typical-publication',
  '典型案例刊发',
  'Typical case in the media',
);
export const removal = act<{ item: string; reasonGiven: boolean }>()(
  'typical-removal',
  '典型案例撤下',
  'Typical case taken out',
);

export type Acts = typeof selection | typeof publication | typeof removal;

/** 现状 What the guards look at: the cases that are still to be published. */
export interface State {
  open: Set<string>;
}
