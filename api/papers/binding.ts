/** 归卷 The letter by which a file was opened comes into it, with its entry, once the act that states it is accepted: beside the acts, so that none of them waits for it. */
import type { Sql } from '../../db/client.ts';
import { findFile } from '../../db/queries/files.ts';
import {
  bindOpeningPaper,
  lettersOpened,
  type Opened,
  type Version,
} from '../../db/queries/opening-papers.ts';
import { bound } from '../../db/queries/turns.ts';
import { paperOf } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import type { ActDeps } from '../intake/submit-act.ts';

/** Milliseconds between two looks: nobody waits for it. */
const EVERY = 15_000;
const MOST = 200;

export const binding = (deps: Pick<ActDeps, 'sql' | 'log'>): Loop =>
  new Loop({
    name: 'opening-papers',
    log: deps.log,
    every: EVERY,
    perform: (stopping) => bindLetters(deps, stopping),
  });

export async function bindLetters(
  { sql, log }: Pick<ActDeps, 'sql' | 'log'>,
  stopping?: AbortSignal,
): Promise<number> {
  return performEach(await lettersOpened(sql, MOST), {
    loop: 'opening-papers',
    log,
    stopping,
    called: ({ file }) => ({ file }),
    perform: (opened) => bind(sql, opened),
  });
}

/** Every version of it: the file shows what was issued anew before there was one. */
async function bind(sql: Sql, { paper, file: id, act, versions }: Opened): Promise<boolean> {
  const file = (await findFile(sql, id))!;
  const entry = (one: Version) =>
    bound({
      key: `paper-issued:${one.id}`,
      type: 'paper-issued',
      clause: clauseOfAct(file, paperOf(file.procedure, one.kind)!.act),
      act: one.id === paper ? act : null,
      body: {
        paper: one.id,
        by: one.officer,
        unit: one.unit,
        number: numberText(one),
        template: one.template,
        kind: one.kind,
        version: one.version,
        replaces: one.replaces,
        act: null,
        html: one.html,
        docx: one.docx,
      },
    });
  return bindOpeningPaper(sql, {
    paper,
    act,
    papers: versions.map((one) => one.id),
    entries: versions.map(entry),
  });
}
