/** 系统立卷 A patrol that nobody opens by hand: by what a system has reported, or by what a look back has found (TJ51-4.1, 4.2). */
import type { Reported } from '../../db/patrol/findings.ts';
import { aboutOf, formerPatrol, type About } from '../../db/patrol/store.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { patrolReport } from '../../domain/patrol/acts.ts';
import type { PatrolPayload } from '../../domain/patrol/forms.ts';
import { patrol } from '../../domain/patrol/procedure.ts';
import type { FindingKey } from '../../domain/patrol/terms.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { bringSystemAct } from '../background/system-acts.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';
import { matchOf, newPatrol } from './open.ts';

const joined = (file: string): OpenedReply => ({
  status: 200,
  body: { file, act: '', joined: true, status: 'joined' },
});

/** What was refused for the basis of a day is tried anew on the next one. */
const today = ({ clock }: ActDeps): string => civilDateOf(clock.now());

/** 监控发现 What a system has reported opens a patrol of the body that is competent, or joins the open one, whoever has it. */
export async function openReported(
  deps: ActDeps,
  { bureau, after = '' }: { bureau: string; after?: string | undefined },
  key: FindingKey,
  reported: Reported,
): Promise<void> {
  const { kind, subject: id, matter, matterRef, document, unit } = reported;
  const subject = { kind, id };
  const foundAt = instant(reported.foundAt);
  const facts = { ...key, documentHash: document.sha256, foundAt };
  // What was found is read in the file, whether it opens one or joins it.
  const payload = { ...facts, subject, matter, matterRef, detail: reported.detail, document };
  await openFileFor({ ...deps, verdictTimeout: 1 }, systemCaller(bureau), {
    payload,
    key: `patrol-report:${key.source}:${key.finding}:${after}:${today(deps)}`,
    procedure: patrol,
    async prepare(context) {
      const match = matchOf(bureau, { subject, matter, matterRef });
      const former = await formerPatrol(deps.sql, match, unit);
      return newPatrol(deps.sql, context, {
        type: patrolReport.type,
        subject,
        matter,
        matterRef,
        document,
        unit,
        foundAt,
        reported: key,
        former,
      });
    },
    async ifOpen(file) {
      const { type } = patrolReport;
      // Ids of findings hold whatever their systems write, and an act is read under an address.
      const of = hashOf({ ...key, file }).slice(0, 40);
      const act = { id: `${type}:${of}`, type, facts, payload, key: of };
      const heard = await bringSystemAct(deps, file, act);
      if (!heard) throw new Error('the patrol has just ended');
      return joined(file);
    },
  });
}

/** Tried again until it has. */
export async function assertEnded({ sql }: ActDeps, file: string): Promise<About> {
  const old = await aboutOf(sql, file);
  if (!old?.ended) throw new Error('the patrol has not ended yet');
  return old;
}

/** 再犯 What a look back has found has a patrol of its own that names the one before. Where somebody has opened one since, it follows that patrol as it is. */
export async function openRelapse(
  deps: ActDeps,
  before: { file: string; bureau: string; act: string },
  payload: { checkedAt: string; document: PatrolPayload['document'] },
): Promise<void> {
  const old = await assertEnded(deps, before.file);
  const { subject, matter, matterRef, unit } = old;
  const foundAt = parseInstant(payload.checkedAt)!;
  await openFileFor({ ...deps, verdictTimeout: 1 }, systemCaller(before.bureau), {
    payload: { follows: before.file, lookBack: before.act, document: payload.document },
    key: `patrol-relapse:${before.act}:${today(deps)}`,
    procedure: patrol,
    async prepare(context) {
      const former = await formerPatrol(
        deps.sql,
        matchOf(before.bureau, { subject, matter, matterRef }),
        unit,
        before.file,
      );
      return newPatrol(deps.sql, context, {
        type: 'patrol-relapse',
        subject,
        matter,
        matterRef,
        document: payload.document,
        unit,
        foundAt,
        former,
      });
    },
    ifOpen: (file) => Promise.resolve(joined(file)),
  });
}
