/** 抽取次序、回访统计 What a round asks for once its draw is revealed, and once its revisits are over. Only here are answers opened for the figures. */
import type { TaskRow } from '../../db/queries/tasks.ts';
import { recordOf } from '../../db/draw/store.ts';
import { answersOf, keepFigures } from '../../db/revisit/answers.ts';
import { keepOrder, placesOf } from '../../db/revisit/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { findFile } from '../../db/queries/files.ts';
import { figures, order } from '../../domain/revisit/acts.ts';
import { disclosed } from '../../domain/revisit/disclosure.ts';
import { answersShape } from '../../domain/revisit/forms.ts';
import { revisitSettingsOf } from '../../domain/revisit/settings-form.ts';
import { orderOf } from '../../domain/revisit/statement.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { answersContext } from './answers.ts';

/** So many of the order are told to the file: those drawn, and whoever may come in their place. */
const TOLD = 500;

export const revisitTasks = (seal: Seal | undefined): TaskHandlers => ({
  'revisit-order': bringOrder,
  'revisit-figures': (task, deps) => bringFigures(task, deps, seal),
});

async function bringOrder({ file }: TaskRow, deps: ActDeps): Promise<void> {
  const record = await recordOf(deps.sql, file);
  if (!record || !('result' in record)) throw new Error('the draw of the round has no result');
  const items = orderOf(record).slice(0, TOLD);
  await keepOrder(deps.sql, file, items, record.statement.count);
  await bring(deps, file, order.type, { items }, `order:${file}`);
}

async function bringFigures(
  { file }: TaskRow,
  deps: ActDeps,
  seal: Seal | undefined,
): Promise<void> {
  if (!seal)
    throw Object.assign(new Error('no sealing key is set'), { code: 'sealing-key-missing' });
  const { sql } = deps;
  const [given, places, round] = await Promise.all([
    answersOf(sql, file),
    placesOf(sql, file),
    findFile(sql, file),
  ]);
  const bureau = await findBureau(sql, round!.bureau);
  const answers = given.map(({ institution, sealed }) =>
    answersShape.parse(JSON.parse(seal.open(sealed, answersContext(file, institution)))),
  );
  const unreachable = places.filter(({ state }) => state === 'unreachable').length;
  const { smallNumber } = revisitSettingsOf(bureau!.settings);
  await keepFigures(sql, file, disclosed(answers, unreachable, smallNumber));
  await bring(
    deps,
    file,
    figures.type,
    { visited: answers.length, unreachable },
    `figures:${file}`,
  );
}
