/** 不得 What TJ84 forbids in a case, act by act. Pure; each refusal cites its article and says what would be lawful. */
import type { Guard, Guards } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Acts } from './acts.ts';
import { archiveIsComplete, versionIsNew } from './archiving.ts';
import { byTheAssignee, correctionIsFounded, findingFitsType } from './checking.ts';
import {
  creditIsFounded,
  linkHasEvidence,
  materialIsPromised,
  nothingImmediate,
  revocationIsComplete,
  suggestionIsWritten,
} from './consequences.ts';
import { assigneeIsFit, distributorIsDesignated, reassignmentIsFounded } from './distributing.ts';
import {
  agreesWithCheck,
  checkComesFirst,
  materialsAreJudged,
  resultFitsType,
  toTheAcceptor,
} from './feeding-back.ts';
import { sides } from './sides.ts';
import type { State } from './state.ts';
import { orderIsComplete } from './stopping.ts';

// 第三条 One body may be on both sides; then two persons are.
const twoPersons: Guard<State> = (act, s) => {
  if (s.accepting !== s.supervising) return undefined;
  const side = sides[act.type];
  const others = side === 'accepting' ? s.supervisors : side === 'supervising' ? s.acceptors : [];
  const assignee = act.facts['assignee'];
  if (
    !others.includes(act.officer) &&
    !(typeof assignee === 'string' && s.acceptors.includes(assignee))
  )
    return undefined;
  return refuse(
    'same-person',
    'TJ84-3.1',
    '受理与监管为同一部门的，须由两名不同人员办理。',
    'Where one department accepts and supervises, two different persons do so.',
    '由另一名人员办理。',
    'Let another officer act.',
  );
};

/** `Required`: an act that is not listed would not be asked whether two persons act either. */
const own: Required<Guards<Acts, State>> = {
  archive: [archiveIsComplete],
  'archive-version': [archiveIsComplete, versionIsNew],
  push: [],
  distribution: [distributorIsDesignated, assigneeIsFit],
  reassignment: [distributorIsDesignated, assigneeIsFit, reassignmentIsFounded],
  'check-record': [byTheAssignee, findingFitsType, correctionIsFounded],
  'supervision-result': [
    byTheAssignee,
    toTheAcceptor,
    checkComesFirst,
    agreesWithCheck,
    resultFitsType,
    materialsAreJudged,
  ],
  'stop-order': [orderIsComplete],
  supplement: [materialIsPromised],
  'revocation-suggestion': [suggestionIsWritten],
  revocation: [revocationIsComplete],
  'conduct-link': [linkHasEvidence],
  'credit-entry': [creditIsFounded],
  'credit-objection': [],
  'feedback-receipt': [],
  transfer: [nothingImmediate],
};
const each: { readonly [type: string]: readonly Guard<State>[] } = own;

/** Every act of a case is judged by whether two persons act, and by the guards of its own. */
export const guards: { readonly [type: string]: readonly Guard<State>[] } = Object.fromEntries(
  Object.entries(each).map(([type, of]) => [type, [twoPersons, ...of]]),
);
