/** POST /v1/inspection-programmes: the yearly joint programme of a body (QY-5.3), what became of it, and the merged checklist (QY-5.4). */

import { unitsUnder } from '../../db/queries/subjects.ts';
import { programmesOf } from '../../db/inspection-programme/store.ts';
import { specialKnowledge } from '../../db/special-inspection/store.ts';
import { inspectionProgramme } from '../../domain/inspection-programme/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { programmeExists, refuseOpening } from '../../domain/inspection-programme/opening.ts';
import {
  missingOf,
  plannedOf,
  programmeShape,
  type ProgrammePayload,
} from '../../domain/inspection-programme/forms.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import { reading, merged, tag } from './reading.ts';

export function inspectionProgrammeRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/inspection-programmes',
        tag,
        summary: '年度联合检查计划 — The yearly joint programme of a body',
        body: programmeShape,
        opens: { type: 'programme', clause: 'QY-5.3' },
        description:
          '会同卫生健康、市场监管部门制定，写明检查主体、检查对象、检查内容、检查时间（QY-5.3），年度开始前公布；每季度报告，年末报告后结束。',
        problems: [
          'no-legal-basis',
          'body-unqualified',
          'programme-part-missing',
          'programme-partner-missing',
          'programme-exists',
          'special-days-invalid',
          'item-unpublished',
        ],
      },
      (body, caller, key) => open(deps, caller, key, body),
    );
    reading(api, deps);
    merged(api, deps);
  };
}

async function open(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: ProgrammePayload,
): Promise<OpenedReply> {
  const exists = (file: string): Promise<never> =>
    Promise.reject(Problem.refused(programmeExists(file)));
  try {
    return await openFileFor(deps, caller, {
      payload,
      key,
      procedure: inspectionProgramme,
      prepare: (context) => prepare(deps, context, payload),
      ifOpen: exists,
    });
  } catch (error) {
    // The programme of that year has been reported and closed already.
    if (
      (error as { constraint_name?: string }).constraint_name !==
      'inspection_programme_body_unit_year_key'
    )
      throw error;
    const [known] = (
      await programmesOf(deps.sql, {
        bureau: caller.bureau,
        year: payload.year,
        today: databaseToday(),
      })
    ).filter((p) => p.body === payload.body);
    return exists(known!.file);
  }
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  p: ProgrammePayload,
): Promise<NewFile | { refusal: Refusal }> {
  const on = civilDateOf(receivedAt);
  const items = p.contents ?? [];
  const known = await specialKnowledge(sql, { bureau: bureau.id, body: p.body, items, today: on });
  const refusal = refuseOpening({
    ofBody: (await unitsUnder(sql, caller.unit)).includes(p.body),
    registered: known.body !== null,
    year: p.year,
    thisYear: Number(on.slice(0, 4)),
    missing: missingOf(p),
    authorities: (p.subjects ?? []).map((s) => s.authority),
    unpublished: known.unpublished,
  });
  if (refusal) return { refusal };
  const planned = plannedOf(p.time!);
  return {
    subject: { kind: 'programme', id: `${p.body}.${p.year}` },
    idPattern: numbered(inspectionProgramme.prefix, bureau.id, p.year),
    type: 'programme',
    stated: { facts: { year: p.year, planned, items, documentHash: p.document.sha256 } },
    opening: {
      units: { inspecting: p.body },
      year: p.year,
      planned,
      items,
      settings: inspectionSettingsOf(bureau.settings),
    },
  };
}
