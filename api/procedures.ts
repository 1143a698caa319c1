/** The procedures as the API knows them: which workflow runs a file, and the forms of its acts. */
import { z } from 'zod';
import type { Act } from '../domain/law/act.ts';
import type { Sentence } from '../domain/law/refusal.ts';
import { unmarkedIn } from '../domain/law/unmarked.ts';
import { standingForms } from '../domain/law/standing-acts.ts';
import type { FileWithView } from '../db/queries/files.ts';
import { standingClauses } from '../domain/law/standing-clauses.ts';
import { clauseUnder } from '../domain/commitment-case/basis.ts';
import { clauseOf as commitmentClause } from '../domain/commitment-case/not-awaited.ts';
import { cover as commitmentCover } from '../domain/commitment-case/summary.ts';
import { forms as commitmentForms } from '../domain/commitment-case/forms.ts';
import { cover as consultationCover } from '../domain/consultation/summary.ts';
import { forms as consultationForms } from '../domain/consultation/forms.ts';
import { cover as coordinationIssueCover } from '../domain/coordination-issue/summary.ts';
import { forms as coordinationIssueForms } from '../domain/coordination-issue/forms.ts';
import { cover as drawCover } from '../domain/draw/summary.ts';
import { forms as drawForms } from '../domain/draw/forms.ts';
import { cover as licenceRevocationCover } from '../domain/licence-revocation/summary.ts';
import { forms as licenceRevocationForms } from '../domain/licence-revocation/forms.ts';
import { cover as implementingRulesCover } from '../domain/implementing-rule/summary.ts';
import { forms as implementingRulesForms } from '../domain/implementing-rule/forms.ts';
import { clauseOf as ruleClause } from '../domain/implementing-rule/guards.ts';
import { clauseOf as rapidResponseClause } from '../domain/rapid-response/not-awaited.ts';
import { cover as rapidResponseCover } from '../domain/rapid-response/summary.ts';
import {
  forms as rapidResponseForms,
  type SubjectKnowledge,
} from '../domain/rapid-response/forms.ts';
import { cover as inspectionCover } from '../domain/inspection/summary.ts';
import { clauseOf as conductClause } from '../domain/inspection/conduct/guards.ts';
import { conductForms } from '../domain/inspection/conduct/forms-outcomes.ts';
import { forms as inspectionForms, windowForms } from '../domain/inspection/forms.ts';
import { cover as windowCover } from '../domain/inspection/window-file.ts';
import { cover as enforcementComplaintCover } from '../domain/enforcement-complaint/summary.ts';
import { forms as enforcementComplaintForms } from '../domain/enforcement-complaint/forms.ts';
import { cover as inspectionProgrammeCover } from '../domain/inspection-programme/summary.ts';
import { forms as inspectionProgrammeForms } from '../domain/inspection-programme/forms.ts';
import { cover as specialInspectionCover } from '../domain/special-inspection/summary.ts';
import { forms as specialInspectionForms } from '../domain/special-inspection/forms.ts';
import { cover as resultRevocationCover } from '../domain/result-revocation/summary.ts';
import { forms as resultRevocationForms } from '../domain/result-revocation/forms.ts';
import type { FileToStart } from './intake/engine.ts';
import type { ActForm as Form } from '../domain/law/forms.ts';

/** Whichever form: what it takes is known to its shape only. */
export type ActForm = Form<z.ZodType, [subject: SubjectKnowledge]>;

/** What the clause of an act may depend on. */
type ClauseOf = (act: string, file: Pick<FileWithView, 'subjectKind' | 'opening'>) => string;

/** `cover`: what a coordinator reads first of a file, and the unit that is on turn when it opens. `clause`: under which an act stands, also when it is not awaited. */
export interface Procedure {
  workflow: string;
  title: Sentence;
  forms: Readonly<Record<string, ActForm>>;
  clause: ClauseOf;
  cover: (opening: never) => { summary: string; details: string; unit: string };
  /** No act of it asks for the commitment letter (TJ51-19.1), as its workflow has it. */
  manages?: true;
  /** The notice of Qingyang: what is refused before the inbox cites its rules on officers, not Tianjin's. */
  cites?: 'QY';
}

export const procedures: Readonly<Record<string, Procedure>> = {
  'rapid-response': {
    workflow: 'rapidResponse',
    title: { zh: '快速反应', en: 'Rapid response' },
    forms: rapidResponseForms,
    clause: (act, file) =>
      rapidResponseClause(act, file.subjectKind === 'institution' ? 'institution' : 'practitioner'),
    cover: rapidResponseCover,
  },
  'coordination-issue': {
    workflow: 'coordinationIssue',
    title: { zh: '审管联动协调事项', en: 'Coordination issue' },
    forms: coordinationIssueForms,
    clause: () => 'TJ84-15.6',
    cover: coordinationIssueCover,
    manages: true,
  },
  consultation: {
    workflow: 'consultation',
    title: { zh: '审管联动定期会商', en: 'Consultation' },
    forms: consultationForms,
    clause: () => 'TJ84-16',
    cover: consultationCover,
    manages: true,
  },
  'commitment-case': {
    workflow: 'commitmentCase',
    title: { zh: '承诺制事项', en: 'Commitment case' },
    forms: commitmentForms,
    clause: (act, file) =>
      clauseUnder(
        file.opening.instrument ?? 'TJ84',
        commitmentClause(act, file.opening.type === 'certification' ? 'certification' : 'credit'),
      ),
    cover: commitmentCover,
  },
  'implementing-rules': {
    workflow: 'implementingRules',
    title: { zh: '实施细则', en: 'Implementing rule' },
    forms: implementingRulesForms,
    clause: ruleClause,
    cover: implementingRulesCover,
    manages: true,
  },
  'inspection-draw': {
    workflow: 'inspectionDraw',
    title: { zh: '双随机抽取', en: 'Draw' },
    forms: drawForms,
    clause: (_act, file) => file.opening.clause ?? 'QY-6.2',
    cover: drawCover,
    manages: true,
  },
  'licence-revocation': {
    workflow: 'licenceRevocation',
    title: { zh: '吊销联动撤销', en: 'Licence revocation' },
    forms: licenceRevocationForms,
    clause: () => 'TJ84-11',
    cover: licenceRevocationCover,
  },
  inspection: {
    workflow: 'inspection',
    title: { zh: '行政检查', en: 'Inspection' },
    forms: { ...inspectionForms, ...conductForms },
    clause: (act) => conductClause(act) ?? (act === 'notice' ? 'QY-10.3' : 'QY-10.1'),
    cover: inspectionCover,
    manages: true,
    cites: 'QY',
  },
  'inspection-window': {
    workflow: 'inspectionWindow',
    title: { zh: '重复检查窗口', en: 'Window of an inspection' },
    forms: windowForms,
    clause: () => 'QY-15.1',
    cover: windowCover,
    manages: true,
    cites: 'QY',
  },
  'enforcement-complaint': {
    workflow: 'enforcementComplaint',
    title: { zh: '执法扰企线索', en: 'Complaint about enforcement' },
    forms: enforcementComplaintForms,
    clause: () => 'QY-17.1',
    cover: enforcementComplaintCover,
    manages: true,
    cites: 'QY',
  },
  'inspection-programme': {
    workflow: 'inspectionProgramme',
    title: { zh: '年度联合检查计划', en: 'Yearly programme of inspections' },
    forms: inspectionProgrammeForms,
    clause: (act) => (act === 'level-settlement' ? 'QY-5.2' : 'QY-5.3'),
    cover: inspectionProgrammeCover,
    manages: true,
    cites: 'QY',
  },
  'special-inspection': {
    workflow: 'specialInspection',
    title: { zh: '专项检查', en: 'Special inspection' },
    forms: specialInspectionForms,
    clause: (act) => (act === 'emergency-approval' ? 'QY-7.3' : 'QY-7.1'),
    cover: specialInspectionCover,
    manages: true,
    cites: 'QY',
  },
  'result-revocation': {
    workflow: 'resultRevocation',
    title: { zh: '撤销办理结果', en: 'Revocation of a result' },
    forms: resultRevocationForms,
    clause: (act) => (act === 'not-dependent' ? 'TJ84-11' : 'TJ84-10.1'),
    cover: resultRevocationCover,
  },
};

/** What the engine is told at the start; the relay says it again word by word. */
export function startOf(opening: unknown): FileToStart {
  const { file, procedure, bureau, letter } = opening as {
    file: string;
    procedure: string;
    bureau: string;
    letter: Act;
  };
  const { workflow, cover } = procedures[procedure]!;
  const { summary, details, unit } = cover(unmarkedIn(opening) as never);
  return {
    id: file,
    workflow,
    opening,
    letter: { id: letter.id, hash: letter.hash },
    summary,
    details,
    attributes: { procedure, bureau, unit, openedAt: letter.receivedAt },
  };
}

/** The form of an act in a procedure, or of one that every file takes. */
export function formOf(procedure: string, type: string): ActForm | undefined {
  const forms = procedures[procedure]?.forms ?? {};
  if (Object.hasOwn(forms, type)) return forms[type];
  return Object.hasOwn(standingForms, type)
    ? standingForms[type as keyof typeof standingForms]
    : undefined;
}

/** Under which clause an act of a file stands: that of the duty it would perform now, or that of its step. */
export function clauseOfAct(file: FileWithView, type: string): string {
  const awaited = ((file.view.possible ?? []) as { act: string; clause: string }[]).find(
    ({ act }) => act === type,
  );
  if (awaited) return awaited.clause;
  return Object.hasOwn(standingClauses, type)
    ? standingClauses[type as keyof typeof standingClauses]
    : procedures[file.procedure]!.clause(type, file);
}

/** Whether any procedure has such an act: what a caller invents as its name is not repeated. */
export const isActType = (type: string): boolean =>
  Object.hasOwn(standingForms, type) ||
  Object.values(procedures).some(({ forms }) => Object.hasOwn(forms, type));

/** The JSON Schema of an act, for clients that build forms. */
export function schemaOf(form: ActForm): unknown {
  const known =
    schemas.get(form) ?? z.toJSONSchema(form.shape, { io: 'input', unrepresentable: 'any' });
  schemas.set(form, known);
  return known;
}
const schemas = new WeakMap<ActForm, object>();
