/** 巡查事项 What patrols have for other files: cases are filed, origins linked, demands that failed are carried, and a look back opens a patrol of its own (TJ51-4). */
import { z } from 'zod';
import { findCallers } from '../../db/queries/access.ts';
import { actById } from '../../db/queries/inbox.ts';
import { reportedFinding } from '../../db/patrol/findings.ts';
import { aboutOf, openCaseAbout } from '../../db/patrol/store.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { linked } from '../../domain/law/common-act-types.ts';
import { document, instantText } from '../../domain/law/shapes.ts';
import { caseFiled, caseRefused } from '../../domain/patrol/acts.ts';
import { carriedFiling } from '../../domain/patrol/forms.ts';
import { patrol } from '../../domain/patrol/procedure.ts';
import { caseOrigin } from '../../domain/penalty-case/acts.ts';
import { filingShape, type FilingPayload } from '../../domain/penalty-case/forms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { registered } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { fileCase } from '../penalty-case/open.ts';
import { assertEnded, openRelapse, openReported } from './by-system.ts';

const failed = z.object({
  on: z.string().transform((on) => on as CivilDate),
  outcome: z.enum(['refused', 'let-pass']),
  file: z.string(),
  act: z.string(),
});
const asked = z.object({ act: z.string(), demand: failed.optional() });
const demanded = z.object({ case: z.string(), demand: failed });
const link = z.object({ origin: z.string(), evidence: z.string() });
/** `after`: the patrol that was closing when it came. */
const finding = z.object({
  source: z.string(),
  finding: z.string(),
  after: z.string().optional(),
});

/** 立案 Under its own law, by the officer who has asked for it. What is refused there comes back, and may be asked anew. */
async function performFiling({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { act, demand } = asked.parse(data);
  const filed = await actById(deps.sql, file, act);
  const [officer] = await findCallers(deps.sql, [filed!.officer]);
  const payload = await filingOf(deps, file, filed!.payload, demand);
  const key = `${file}:${act}`;
  try {
    const { body } = await fileCase(deps, registered(officer!), `patrol-filing:${act}`, payload);
    if (body.joined && body.status === 'pending') throw new Error('the filing is not judged yet');
    const facts = { act, file: body.file, joined: body.joined };
    await bring(deps, file, caseFiled.type, facts, key);
  } catch (error) {
    // The case has ended between the look and the filing: tried again, the filing opens one.
    if (!(error instanceof Problem) || error.status >= 500 || error.code === 'file-closed')
      throw error;
    if (error.code === 'case-elsewhere') await comesThere(deps, file, act, demand);
    await bring(deps, file, caseRefused.type, { act, reason: error.code }, key);
  }
}

/** Another body has the case: it comes from here too, and the patrol waits for its end. */
async function comesThere(
  deps: ActDeps,
  file: string,
  act: string,
  demand: z.output<typeof failed> | undefined,
): Promise<void> {
  const of = await openCaseAbout(deps.sql, file);
  const { on, outcome } = demand ?? {};
  const facts = {
    origins: [{ file, procedure: patrol.id }],
    newFacts: false,
    ...(on && outcome && { demand: { on, outcome } }),
  };
  if (!of || !(await bring(deps, of, caseOrigin.type, facts, `${of}:patrol-filing:${act}`)))
    throw new Error('that case has ended since');
}

async function filingOf(
  deps: ActDeps,
  file: string,
  payload: unknown,
  demand: z.output<typeof failed> | undefined,
): Promise<FilingPayload> {
  const { filing } = z.looseObject({ filing: carriedFiling }).parse(payload);
  const about = (await aboutOf(deps.sql, file))!;
  return filingShape.parse({
    ...filing,
    subject: about.subject,
    matter: about.matter,
    ...(about.matterRef && { matterRef: about.matterRef }),
    origins: [file],
    ...(demand && { refusedToCorrect: await refusalOf(deps, demand) }),
  });
}

/** 拒不改正 With the document of the act that says so, in whichever file it stands. */
async function refusalOf({ sql }: ActDeps, { on, outcome, file, act }: z.output<typeof failed>) {
  const said = z
    .looseObject({ document, demand: z.looseObject({ document }).optional() })
    .parse((await actById(sql, file, act))!.payload);
  return { demandedOn: on, outcome, document: said.demand?.document ?? said.document };
}

/** A demand fails while the case is open: the case learns of it. One that has ended stays as it was. */
async function performDemand({ id, file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { case: of, demand } = demanded.parse(data);
  const { on, outcome } = demand;
  await bring(
    deps,
    of,
    caseOrigin.type,
    { origins: [{ file, procedure: patrol.id }], newFacts: false, demand: { on, outcome } },
    `${of}:patrol-demand:${id}`,
  );
}

async function performLink({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { origin, evidence } = link.parse(data);
  await bring(
    deps,
    origin,
    linked.type,
    { file, evidence, clause: 'TJ51-4.1' },
    `${file}:${origin}`,
  );
}

async function performReport({ bureau, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { after, ...key } = finding.parse(data);
  const reported = await reportedFinding(deps.sql, key.source, key.finding);
  if (!reported || reported.file !== null) return;
  if (after) await assertEnded(deps, after);
  await openReported(deps, { bureau, after }, key, reported);
}

async function performRelapse({ file, bureau, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { act } = z.object({ act: z.string() }).parse(data);
  const said = z
    .looseObject({ checkedAt: instantText, document })
    .parse((await actById(deps.sql, file, act))!.payload);
  await openRelapse(deps, { file, bureau, act }, said);
}

export const patrolTasks: TaskHandlers = {
  'patrol-filing': performFiling,
  'patrol-demand': performDemand,
  'patrol-linked': performLink,
  'patrol-report': performReport,
  'patrol-relapse': performRelapse,
};
