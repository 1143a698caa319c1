/**
 * What the compiler refuses of acts. The faults are planted, each under a line that expects an error: where the compiler no longer refuses one,
 * `npm run types` fails here. What is checked at run time is only that an act's type is the plain string that histories hold.
 */
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Decide, Decisions } from '../../../activities/decided.ts';
import type { bring } from '../../../api/background/system-acts.ts';
import type { Acts, State } from '../../../domain/coordination-issue/acts.ts';
import * as issue from '../../../domain/coordination-issue/acts.ts';
import { dutiesFor, type Settings } from '../../../domain/coordination-issue/duties.ts';
import * as inspection from '../../../domain/inspection/acts.ts';
import { measureGuards } from '../../../domain/inspection/conduct/measures.ts';
import {
  sealing,
  sealingRelease,
  type MeasureActs,
} from '../../../domain/inspection/conduct/acts.ts';
import type { ConductState } from '../../../domain/inspection/conduct/state.ts';
import { dutiesFor as dutiesOf } from '../../../domain/inspection/duties.ts';
import { defaultInspectionSettings } from '../../../domain/inspection/settings.ts';
import type { Act } from '../../../domain/law/act.ts';
import {
  act,
  actOfOurs,
  is,
  type ActOf,
  type GuardOf,
  type Guards,
} from '../../../domain/law/acts.ts';
import { formFor, formHashing, type Forms } from '../../../domain/law/forms.ts';
import type { ConductContext, MovableDeadline } from '../../../workflows/inspection/context.ts';
import type { CaseFile } from '../../../workflows/kit/case-file.ts';

const pass = () => undefined;
const facts = { by: 'departments', documentHash: '' };

it('an act’s type is a plain string, for the duty that names it too', () => {
  expect(JSON.stringify(issue.resolution.type)).toBe('"resolution"');
  expect(dutiesFor({} as Settings).resolveIssue.act).toBe('resolution');
});

it('guards', () => {
  const all = { escalation: [pass], resolution: [pass], 'resolution-note': [pass] } as const;
  const complete: Guards<Acts, State> = { ...all, closure: [pass] };
  // @ts-expect-error An act that asks the registries and that no guard looks at
  const forgotten: Guards<Acts, State> = all;
  // @ts-expect-error An act that asks the registries and that is looked at by an empty list of guards
  const empty: Guards<Acts, State> = { ...all, closure: [] };
  // @ts-expect-error A guard for an act that does not exist (renamed)
  const renamed: Guards<Acts, State> = { ...all, closure: [pass], 'close-issue': [pass] };
  // @ts-expect-error What the registries know, misspelt
  const known: GuardOf<typeof issue.escalation, State> = (act) => void act.known?.aproving;
  // @ts-expect-error A fact of another act
  const other: GuardOf<typeof issue.escalation, State> = (act) => void act.facts.by;
  // @ts-expect-error A guard that wants to know what this act does not ask
  const unasked: Guards<Acts, State>['resolution'] = [(act) => void act.known?.approving];
  expect([complete, forgotten, empty, renamed, known, other, unasked]).toHaveLength(7);
});

it('forms', () => {
  const shape = z.strictObject({ who: z.string() });
  const right = formFor(issue.resolution, shape, (p) => ({ facts: { ...facts, by: p.who } }));
  // @ts-expect-error A form that tells something else
  const wrong = formFor(issue.resolution, shape, () => ({ facts: { ...facts, by: 7 } }));
  // @ts-expect-error A form that forgets a fact
  const short = formFor(issue.resolution, shape, () => ({ facts: { documentHash: '' } }));
  // @ts-expect-error An act without a form
  const missing: Forms<Acts> = { resolution: right };
  // @ts-expect-error A form under the name of another act
  const swapped: Pick<Forms<Acts>, 'closure'> = { closure: right };
  const ours = actOfOurs<{ at: number }>()('next-term');
  // @ts-expect-error A form for an act that nobody files
  const unfiled = () => formFor(ours, shape, () => ({ facts: { at: 0 } }));
  expect([wrong, short, missing, swapped, unfiled]).toHaveLength(5);
});

it('forms that have a text hashed', () => {
  const letter = act<{ documentHash: string; phoned: boolean }>()('letter', '函告', 'Letter');
  const shape = z.strictObject({ documentNo: z.string(), phoned: z.boolean() });
  const tell = (p: { phoned: boolean }) => ({ facts: { phoned: p.phoned } });
  const right = formHashing(letter, { documentHash: 'documentNo' }, shape, tell);
  expect(right.hashed).toEqual({ documentHash: 'documentNo' });
  // @ts-expect-error A field that the form does not have
  const field = formHashing(letter, { documentHash: 'number' }, shape, tell);
  // @ts-expect-error A fact that the act does not have
  const fact = formHashing(letter, { hash: 'documentNo' }, shape, tell);
  // @ts-expect-error A fact that is neither told nor hashed
  const short = formHashing(letter, { documentHash: 'documentNo' }, shape, () => ({ facts: {} }));
  expect([field, fact, short]).toHaveLength(3);
});

it('an act that may be one of several', () => {
  const told = (type: string): Act => ({ ...({} as Act), type, facts });
  const by = (one: Act): unknown => {
    // @ts-expect-error A fact of it, before anybody has asked which act it is
    const early: string = one.facts.by;
    // @ts-expect-error A fact of another act
    return is(issue.resolution, one) ? [one.facts.by, one.facts.approvingBody] : early;
  };
  expect(by(told('resolution'))).toEqual(['departments', undefined]);
  expect(is(issue.resolution, told('closure'))).toBe(false);
});

it('workflows', () => {
  const duties = dutiesFor({} as Settings);
  const now = 0 as ActOf<typeof issue.closure>['receivedAt'];
  const procedure = async (file: CaseFile<State>): Promise<unknown[]> => {
    const { act } = await file.performed(duties.resolveIssue, now);
    const first = await file.within(duties.escalateIssue, now);
    file.allow({ act: issue.escalation.type, by: [], clause: '' }, ({ facts: told }) => {
      // @ts-expect-error A fact of another act, where an act is allowed
      return told.by;
    });
    return [
      act.facts.by,
      first.act?.facts.approvingBody,
      (await file.insistOn(first)).act.facts.documentHash,
      // @ts-expect-error A fact of another act, where a duty is performed
      act.facts.approvingBody,
      // @ts-expect-error A fact that may have come too late to be there
      first.act.facts.documentHash,
    ];
  };
  expect(procedure).toBeTypeOf('function');
});

it('decisions across files, and what the system brings', () => {
  const woken = { woke: false, clause: 'QY-4.1' };
  const decide: Decide<typeof inspection.waking> = async () => ({ known: woken });
  // @ts-expect-error A decision after which something else is known than the act declares
  const other: Decide<typeof inspection.waking> = async () => ({ known: { barred: true } });
  // @ts-expect-error A decision after which something is left unknown
  const short: Decide<typeof inspection.waking> = async () => ({ known: { woke: true } });
  type Waking = Decisions<'inspection', typeof inspection.waking>;
  const decisions: Waking = { 'inspection:waking': decide };
  // @ts-expect-error A decision under the type of another act
  const swapped: Waking = { 'inspection:approval': decide };
  const brings: typeof bring = async () => true;
  const { type } = inspection.waking;
  const brought = () => [
    brings({} as never, 'f', type, { cause: 'timer' }, 'k'),
    // @ts-expect-error A fact that is none of those declared
    brings({} as never, 'f', type, { cause: 'boredom' }, 'k'),
    // @ts-expect-error No facts, where the act declares some
    brings({} as never, 'f', type, {}, 'k'),
  ];
  expect([decide, other, short, decisions, swapped, brought]).toHaveLength(6);
});

it('the parts of an inspection', () => {
  const { releaseSealed, recordEnd } = dutiesOf(defaultInspectionSettings);
  const part = (context: ConductContext, released: MovableDeadline<typeof releaseSealed>) => {
    context.offer(sealing.type, 'QY-13.3', ({ facts: told }) => {
      context.release(told.item, told.measure);
      // @ts-expect-error A fact of another act, where an act is offered
      context.release(told.endedOn, '');
    });
    context.owe(releaseSealed, released.from!, {}, ({ facts: told }) => {
      context.release(told.how, '');
      // @ts-expect-error A fact of another act, where a duty is owed
      context.release(told.endedOn, '');
    });
    // @ts-expect-error A duty that moves, for one that another act performs
    const moving: MovableDeadline<typeof recordEnd> = released;
    return moving;
  };
  // @ts-expect-error An act whose people nobody looks at
  const unguarded: Guards<MeasureActs, ConductState> = { ...measureGuards, sealing: [] };
  // @ts-expect-error A guard that reads what only another act is told
  const guard: GuardOf<typeof sealingRelease, ConductState> = (act) => void act.facts.measure;
  expect([part, unguarded, guard]).toHaveLength(3);
});
