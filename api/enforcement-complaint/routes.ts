/** 执法扰企 QY-17.1: complaints about enforcement, registered by an officer or brought with the check code; who complained is sealed, and every look at it is registered. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  complaintKnowledge,
  handlingUnit,
  inspectionByCode,
} from '../../db/enforcement-complaint/store.ts';
import { enforcementComplaint } from '../../domain/enforcement-complaint/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { refuseOpening } from '../../domain/enforcement-complaint/opening.ts';
import {
  codeComplaintShape,
  complaintShape,
  type ComplaintPayload,
} from '../../domain/enforcement-complaint/forms.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { type Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { systemCaller } from '../intake/system.ts';
import { openedAnswers, openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import { codeHash } from '../inspection/code-hash.ts';
import { seal } from '../intake/sealed-words.ts';
import type { Seal } from '../intake/sealing.ts';
import { reading, tag } from './reading.ts';

export const codeParam = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/, { error: '核验码格式不符 | Not a check code' }),
});

export function enforcementComplaintRoutes(deps: ActDeps, key: Seal | undefined) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/enforcement-complaints',
        tag,
        summary: '登记执法扰企线索 — Register a complaint about enforcement',
        body: complaintShape,
        opens: { type: 'complaint', clause: 'QY-17.1' },
        description:
          '由检查组和被反映单位之外的人员办理（QY-17.1）。反映人和内容密封，每次查阅均登记。',
        problems: [
          'no-legal-basis',
          'complaint-unknown-inspection',
          'unknown-reference',
          'not-independent',
          'sealing-key-missing',
        ],
      },
      (body, caller, sentUnder) => open(deps, key, caller, sentUnder, body),
    );
    withCode(api, deps, key);
    reading(api, deps, key);
  };
}

/** The inspected complain themselves, with the code of their notice; nobody else has it. */
function withCode(api: Api, deps: ActDeps, key: Seal | undefined): void {
  api.route(
    {
      method: 'post',
      path: '/v1/checks/:code/complaints',
      tag,
      summary: '凭核验码反映执法扰企 — Complain with the check code',
      auth: 'public',
      hidden: true,
      limit: 'calculator',
      params: codeParam,
      headers: keyHeader,
      body: codeComplaintShape,
      responses: openedAnswers(),
      problems: [
        'not-found',
        'not-independent',
        'sealing-key-missing',
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
    },
    async ({ params, body, headers }) => {
      const found = await inspectionByCode(deps.sql, codeHash(params.code));
      if (!found) throw new Problem('not-found');
      const handling = await handlingUnit(deps.sql, found.bureau, found.body);
      if (!handling)
        throw new Problem('not-independent', {
          clause: 'QY-17.1',
          lawful: { zh: '向上级医保部门反映。', en: 'Complain to the superior.' },
        });
      return open(deps, key, systemCaller(found.bureau), `${found.plan}:${keyOf(headers)}`, {
        ...body,
        channel: 'check-code',
        file: found.file,
        handling,
      });
    },
  );
}

async function open(
  deps: ActDeps,
  key: Seal | undefined,
  caller: Caller,
  idempotencyKey: string,
  { narrative, complainant, ...payload }: ComplaintPayload,
): Promise<OpenedReply> {
  const kept = await seal(deps.sql, key, caller.id, idempotencyKey, {
    narrative,
    ...(complainant && { complainant }),
  });
  const handling = payload.handling ?? caller.unit;
  const known = await complaintKnowledge(deps.sql, {
    bureau: caller.bureau,
    file: payload.file,
    body: payload.body,
    handling,
  });
  const complaint = { ...payload, handling, ...kept, plan: known.plan, body: known.body };
  return openFileFor(deps, caller, {
    payload: complaint,
    key: idempotencyKey,
    procedure: enforcementComplaint,
    prepare: (context) => Promise.resolve(prepare(context, complaint, known)),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

interface Kept {
  file?: string | undefined;
  body: string | null;
  plan: string | null;
  handling: string;
  grounds: readonly string[];
  channel: string;
}
function prepare(
  { bureau, arrivedAt }: OpeningContext,
  p: Kept,
  known: Awaited<ReturnType<typeof complaintKnowledge>>,
): NewFile | { refusal: Refusal } {
  const refusal = refuseOpening({
    ...(p.file !== undefined && { begun: known.begun }),
    bodyRegistered: known.bodyRegistered,
    handlingRegistered: known.handlingRegistered,
    sameUnit: p.handling === p.body,
  });
  if (refusal) return { refusal };
  const about = { grounds: p.grounds, ...(p.file && { inspection: p.file }) };
  return {
    subject: { kind: 'complaint', id: randomUUID() },
    idPattern: numbered(enforcementComplaint.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'complaint',
    stated: { facts: { channel: p.channel, ...about } },
    opening: {
      units: { handling: p.handling },
      body: p.body!,
      ...about,
      settings: inspectionSettingsOf(bureau.settings),
    },
  };
}
