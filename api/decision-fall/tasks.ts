/** 随案撤销、记入原案卷 What rests on a penalty case follows it, and the file of a decision shows in its register that the decision fell. */
import { z } from 'zod';
import {
  decisionToFall,
  enterDecisionFall,
  fallenGround,
  headOver,
  questionsAbout,
} from '../../db/decision-fall/store.ts';
import { bound } from '../../db/queries/turns.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { groundAnnulled } from '../../domain/decision-fall/acts.ts';
import { clauseFor } from '../../domain/decision-fall/duties.ts';
import type { DecisionToFall } from '../../domain/decision-fall/opening.ts';
import { decisionFall } from '../../domain/decision-fall/procedure.ts';
import { decisionFallSettingsOf } from '../../domain/decision-fall/settings-form.ts';
import { causes, outcomes, type Recorded } from '../../domain/decision-fall/terms.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import type { Sql } from '../../db/client.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';
import { bodiesOf } from './open.ts';

const decision = z.object({ file: z.string(), number: z.int() });

const followed = z.object({
  decision,
  case: z.string(),
  state: z.enum(['fallen', 'changed']),
  at: z.number(),
  /** The record that was taken back, where the decision has not stood again because its case is annulled. */
  insteadOf: z.string().optional(),
});
type Followed = z.output<typeof followed>;

/**
 * A penalty that was annulled takes with it what rests on it, without a second entry by hand. One that was changed leaves standing what was found: whether
 * the decision still does is asked of a head, once for each change; annulled after all, that question is settled, and the decision falls. What has become of
 * the case since the task was written counts: an annulment overtakes a change.
 */
async function follow({ bureau, data, key }: TaskRow, deps: ActDeps): Promise<void> {
  const said = followed.parse(data);
  const of = await decisionToFall(deps.sql, bureau, said.decision);
  if (!of || !(said.insteadOf || ['decided', 'served'].includes(of.state))) return;
  const ground = await fallenGround(deps.sql, said.decision.file);
  if (!ground) return;
  const { waiting, answered } = await questionsAbout(deps.sql, said.decision, ground.case);
  if (ground.state === 'changed' && answered) return;
  if (ground.state === 'fallen')
    for (const file of waiting)
      await bring(deps, file, groundAnnulled.type, { case: ground.case }, `${file}:${ground.case}`);
  await openFileFor(deps, systemCaller(bureau), {
    payload: said,
    key,
    procedure: decisionFall,
    prepare: (context) => followingRecord(deps.sql, context, { ...said, ...ground }, of),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

async function followingRecord(
  sql: Sql,
  { bureau, receivedAt }: OpeningContext,
  { decision: which, case: restsOn, state, at }: Followed,
  of: DecisionToFall,
): Promise<NewFile> {
  const units = bodiesOf(of);
  const payment = units['payment-division']!;
  // Its own head is asked, or one over it; where it has none, one of the supervision body.
  const over = await headOver(sql, [payment, units['supervision-body']!]);
  // It fell with the case, or, where it was made later, as it was made.
  const effectiveAt = instant(Math.max(at, of.decidedAt));
  const record: Recorded = {
    kind: 'fall',
    cause: 'penalty-case',
    outcome: 'annulled',
    decidedAt: effectiveAt,
    effectiveAt,
    restsOn,
  };
  return {
    subject: { kind: 'final-decision-of-case', id: `${which.file}:${which.number}:${restsOn}` },
    idPattern: numbered(decisionFall.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: 'decision-fall-follows',
    stated: { facts: { decision: which.file, number: which.number, restsOn, state } },
    opening: {
      units: { ...units, recording: over?.unit ?? payment, confirming: over?.head ?? payment },
      clause: clauseFor(of.subjectKind),
      decision: which,
      subject: { kind: of.subjectKind, id: of.subject },
      record,
      ...(state === 'fallen' && { decidedElsewhere: true }),
      settings: decisionFallSettingsOf(bureau.settings),
    },
  };
}

const entered = z.object({
  file: z.string(),
  kind: z.enum(['fall', 'stand']),
  outcome: z.enum(outcomes),
  cause: z.enum(causes),
  act: z.string(),
  decision,
  at: z.number(),
  takesBack: z.string().nullable(),
});

/** Open or closed, whoever reads the file of the decision finds what became of it. */
async function enter({ file: fall, bureau, data }: TaskRow, { sql }: ActDeps): Promise<void> {
  const { file, kind, outcome, cause, act, decision: which, at, takesBack } = entered.parse(data);
  const of = await decisionToFall(sql, bureau, which);
  await enterDecisionFall(
    sql,
    file,
    bound({
      key: `decision-fall:${fall}`,
      type: kind === 'fall' ? 'fall-on-record' : 'fall-taken-back',
      clause: clauseFor(of?.subjectKind ?? 'institution'),
      body: {
        record: fall,
        act,
        decision: `${which.file}:${which.number}`,
        outcome,
        cause,
        since: formatInstant(instant(at)),
        ...(takesBack !== null && { takesBack }),
      },
    }),
  );
}

export const decisionFallTasks: TaskHandlers = {
  'response-decision-fell': follow,
  'decision-fall-entered': enter,
};
