/** 巡查 The forms as they are submitted, and what of them the engine is told. What was found, said and demanded stays in the payload; of the party there is an office, never a name. */
import { z } from 'zod';
import { citedFindings } from '../audit-finding/finding.ts';
import { assignmentShape } from '../district-cooperation/forms.ts';
import { at, reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { dayText, document, instantText, line, subjectId } from '../law/shapes.ts';
import {
  demandIn,
  fileId,
  itemCode,
  officers,
  paper,
  refusedToCorrect,
} from '../penalty-case/form-fields.ts';
import { filingShape } from '../penalty-case/forms.ts';
import { matterCodes } from '../penalty-case/terms.ts';
import {
  caseFiling,
  demandOutcome,
  dwellingReport,
  lookBack,
  patrolEnd,
  patrolFinding,
  talkAbsence,
  warningTalk,
  type Acts,
} from './acts.ts';
import { demandOutcomes, endings, lookBackOutcomes, partyRoles } from './terms.ts';

const skipReason = line(2000)
  .optional()
  .meta({ description: '越过阶段的理由 Why a stage is left out' });
const here = officers.meta({ description: '执法人员，两人以上 The officers, two or more' });
const newFacts = z.boolean().optional().meta({
  description:
    '是否有新的事实；没有引用发现的默认有 Whether it brings new facts; where no finding is cited it does',
});

/** 转立案 The fields of the filing; subject, matter and origin are those of the patrol, and a demand that failed is carried in by the system. */
export const carriedFiling = filingShape.omit({
  subject: true,
  matter: true,
  matterRef: true,
  origins: true,
  refusedToCorrect: true,
  supersedes: true,
  newFacts: true,
});

export const forms = {
  // Origins come by POST /v1/patrols only: there they are looked up.
  'patrol-finding': formFor(
    patrolFinding,
    z.strictObject({
      foundAt: instantText,
      facts: line(4000),
      findings: citedFindings.optional(),
      newFacts,
      ...paper,
    }),
    (p) => ({ occurredAt: at(p.foundAt), facts: foundIn(p, []) }),
  ),
  'warning-talk': formFor(
    warningTalk,
    z.strictObject({
      heldAt: instantText,
      officers: here,
      party: z
        .strictObject({
          role: z.enum(partyRoles),
          reference: z
            .string()
            .regex(/^[A-Za-z0-9-]{1,40}$/, {
              error:
                '不写姓名；编号：1–40 位字母、数字或 - | No names; a reference of 1–40 letters, digits, -',
            })
            .optional(),
          authorisation: document.optional(),
        })
        .optional()
        .meta({
          description:
            '当事人一方到场人员：身份，可附编号，不写姓名；受托的附授权文书 Who came for the party: the office, never a name',
        }),
      summary: line(4000),
      minutes: document.optional().meta({ description: '约谈记录 The minutes' }),
      demand: z
        .strictObject({ what: line(2000), by: dayText })
        .optional()
        .meta({ description: '限期改正 What is to be corrected, and by which day' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.heldAt),
      facts: {
        officers: p.officers,
        minutesGiven: p.minutes !== undefined,
        documentHash: p.minutes?.sha256 ?? '',
        party: p.party?.role ?? null,
        authorised: p.party?.role !== 'entrusted' || p.party.authorisation !== undefined,
        ...(p.demand && { demandBy: p.demand.by }),
      },
    }),
  ),
  'talk-absence': formFor(
    talkAbsence,
    z.strictObject({
      calledFor: instantText.meta({ description: '通知约谈的时间 For when they were called' }),
      ...paper,
    }),
    (p) => ({ occurredAt: at(p.calledFor), facts: { documentHash: p.document.sha256 } }),
  ),
  'demand-outcome': formFor(
    demandOutcome,
    z.strictObject({
      item: itemCode.meta({ description: '第几项改正要求 Which demand' }),
      outcome: z.enum(demandOutcomes).meta({
        description: '已改正、拒绝、逾期未改 Met, refused, let pass',
      }),
      on: dayText.meta({ description: '改正、拒绝或者核实的日期 The day' }),
      ...paper,
    }),
    (p) => ({
      facts: { item: p.item, outcome: p.outcome, on: p.on, documentHash: p.document.sha256 },
    }),
  ),
  'patrol-case-filing': formFor(
    caseFiling,
    z.strictObject({ filing: carriedFiling, skipReason, remarks }),
    (p) => ({
      occurredAt: at(p.filing.filedAt),
      facts: {
        skipReasoned: p.skipReason !== undefined,
        documentHash: p.filing.document.sha256,
      },
    }),
  ),
  'look-back': formFor(
    lookBack,
    z.strictObject({
      checkedAt: instantText,
      officers: here,
      outcome: z.enum(lookBackOutcomes).meta({
        description: '已改正、拒不改正、再犯 Corrected, refused, done again',
      }),
      findings: line(4000),
      demand: refusedToCorrect.meta({
        description:
          '拒不改正：处理决定等在先的改正要求 An order that was refused or let pass, where no talk had set a demand',
      }),
      skipReason,
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.checkedAt),
      facts: {
        officers: p.officers,
        outcome: p.outcome,
        skipReasoned: p.skipReason !== undefined,
        ...demandIn(p.demand),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'dwelling-report': formFor(
    dwellingReport,
    z.strictObject({ reason, next: line(1000), remarks }),
    (p) => ({ facts: { reasonGiven: p.reason !== undefined } }),
  ),
  'patrol-end': formFor(
    patrolEnd,
    z.strictObject({ outcome: z.enum(endings), reason, ...paper }),
    (p) => ({
      facts: {
        outcome: p.outcome,
        reasonGiven: p.reason !== undefined,
        documentHash: p.document.sha256,
      },
    }),
  ),
} satisfies Forms<Acts>;

/** 巡查立卷 What POST /v1/patrols takes. */
export const patrolShape = z.strictObject({
  subject: z.strictObject({ kind: z.enum(['institution', 'practitioner']), id: subjectId }),
  matter: z.enum(matterCodes).meta({ description: '案由 The matter' }),
  matterRef: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, {
      error: '案由编号：1–40 位小写字母、数字或 - | 1–40 of a–z, 0–9, -',
    })
    .optional()
    .meta({ description: '其他案由的编号 Tells one other matter from another' }),
  foundAt: instantText.meta({ description: '发现的时间 When it was found' }),
  facts: line(4000),
  document: document.meta({ description: '证据材料 The evidence' }),
  findings: citedFindings.optional(),
  newFacts,
  origins: z
    .array(fileId)
    .max(20)
    .default([])
    .meta({ description: '来源案卷 The files it comes from' }),
  follows: fileId.optional().meta({
    description:
      '前一巡查；不写的由系统填写同一主体、同一案由最近结束的 The patrol before; where it is left out, the last one of this subject and matter that has ended',
  }),
  assignment: assignmentShape.optional(),
  remarks,
});
export type PatrolPayload = z.output<typeof patrolShape>;

/** What the engine is told of a finding, whether it comes by the route or in the file. */
export const foundIn = (
  p: Pick<PatrolPayload, 'document' | 'findings' | 'newFacts'>,
  origins: string[],
) => ({
  newFacts: p.newFacts ?? p.findings === undefined,
  origins,
  findings: [...(p.findings ?? [])],
  documentHash: p.document.sha256,
});
