/** 警示立卷 The first warning opens the breaker of a subject; a further one joins it: one open file a subject, decided by the database (TJ51-6.2). */
import { unitsOf } from '../../db/queries/subjects.ts';
import { warning, type Warned } from '../../domain/circuit-breaker/acts.ts';
import { circuitBreaker } from '../../domain/circuit-breaker/procedure.ts';
import { circuitBreakerSettingsOf } from '../../domain/circuit-breaker/settings-form.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { bring } from '../background/system-acts.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

interface Subject {
  bureau: string;
  kind: string;
  subject: string;
}

export async function warn(
  deps: ActDeps,
  of: Subject,
  task: string,
  epoch: number,
  facts: Warned,
): Promise<void> {
  await openFileFor({ ...deps, verdictTimeout: 1 }, systemCaller(of.bureau), {
    payload: facts,
    key: `breaker-warn:${task}`,
    procedure: circuitBreaker,
    prepare: (context) => prepare(deps, context, of, facts),
    async ifOpen(file) {
      if (!(await bring(deps, file, warning.type, facts, `${file}:warned:${epoch}:${facts.item}`)))
        throw new Error('the breaker has just ended');
      return { status: 200, body: { file, act: '', joined: true, status: 'joined' } };
    },
  });
}

/** 经办 The body that pays is the owner: 社保中心, or 支付处 where a bureau has none. Where it has neither, somebody there owns it all the same. */
async function prepare(
  { sql }: ActDeps,
  { bureau, arrivedAt }: OpeningContext,
  { kind, subject }: Subject,
  facts: Warned,
): Promise<NewFile> {
  const units = await unitsOf(sql, bureau.id);
  const first = (role: string): string | undefined =>
    units.find(({ roles }) => roles.includes(role as never))?.id;
  const payment = first('payment-division');
  const handling = first('insurance-centre') ?? payment ?? first('system-division') ?? units[0]!.id;
  return {
    subject: { kind, id: subject },
    idPattern: numbered(circuitBreaker.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: warning.type,
    stated: { facts },
    opening: {
      subject: { kind, id: subject },
      units: { handling, 'payment-division': payment ?? handling, subject },
      settings: circuitBreakerSettingsOf(bureau.settings),
    },
  };
}
