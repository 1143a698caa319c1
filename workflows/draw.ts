/** 双随机抽取 The file of a draw that nobody can steer before and anybody can check afterwards (QY-6.2, TJ51-14.2); its course is in draw/course.ts. */
import * as acts from '../domain/draw/acts.ts';
import { drawn, givenUp, type State } from '../domain/draw/acts.ts';
import { guards, notAwaited } from '../domain/draw/guards.ts';
import { Draw, type DrawOpening } from './draw/course.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing } from './messages.ts';

export async function inspectionDraw(opening: DrawOpening): Promise<Closing> {
  const { clause, units, letter } = opening;
  const state: State = {
    clause,
    body: units.body,
    contributor: units.contributor,
    committedAt: letter.receivedAt,
    at: 'committed',
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: { ...units },
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([drawn.type, givenUp.type]),
    manages: true,
  });
  return file.run(clause, () => new Draw(file, opening).run());
}
