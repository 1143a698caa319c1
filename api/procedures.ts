/** The procedures as the API knows them: which workflow runs a file, and the forms of its acts. */
import { z } from 'zod';
import type { Act, Fact } from '../domain/law/act.ts';
import type { Sentence } from '../domain/law/refusal.ts';
import { standingForms } from '../domain/law/standing-acts.ts';
import { cover as commitmentCover } from '../domain/commitment/cover.ts';
import { forms as commitmentForms } from '../domain/commitment/shapes.ts';
import { cover as consultationCover } from '../domain/consultation/cover.ts';
import { forms as consultationForms } from '../domain/consultation/shapes.ts';
import { cover as coordinationIssueCover } from '../domain/coordination/cover.ts';
import { forms as coordinationIssueForms } from '../domain/coordination/shapes.ts';
import { cover as drawCover } from '../domain/draw/cover.ts';
import { forms as drawForms } from '../domain/draw/forms.ts';
import { cover as licenceRevocationCover } from '../domain/licence-revocation/cover.ts';
import { forms as licenceRevocationForms } from '../domain/licence-revocation/shapes.ts';
import { cover as implementingRulesCover } from '../domain/implementing-rules/cover.ts';
import { forms as implementingRulesForms } from '../domain/implementing-rules/shapes.ts';
import { cover as rapidResponseCover } from '../domain/rapid-response/cover.ts';
import { forms as rapidResponseForms, type SubjectKnowledge } from '../domain/rapid-response/shapes.ts';
import { cover as inspectionCover } from '../domain/inspection/cover.ts';
import { conductForms } from '../domain/inspection/conduct/shapes-outcomes.ts';
import { forms as inspectionForms, windowForms } from '../domain/inspection/shapes.ts';
import { cover as windowCover } from '../domain/inspection/window-file.ts';
import { cover as enforcementComplaintCover } from '../domain/enforcement-complaint/cover.ts';
import { forms as enforcementComplaintForms } from '../domain/enforcement-complaint/shapes.ts';
import { cover as inspectionProgrammeCover } from '../domain/inspection-programme/cover.ts';
import { forms as inspectionProgrammeForms } from '../domain/inspection-programme/shapes.ts';
import { cover as specialInspectionCover } from '../domain/special-inspection/cover.ts';
import { forms as specialInspectionForms } from '../domain/special-inspection/shapes.ts';
import { cover as resultRevocationCover } from '../domain/result-revocation/cover.ts';
import { forms as resultRevocationForms } from '../domain/result-revocation/shapes.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { FileToStart } from './engine.ts';

export interface Told { facts: { [key: string]: Fact | undefined }; occurredAt?: Instant; servedAt?: Instant }
export interface ActForm { label: Sentence; shape: z.ZodType; tell: (payload: never, subject: SubjectKnowledge) => Told }

/** `cover`: what a coordinator reads first of a file, and the unit that is on turn when it opens. */
export interface Procedure {
  workflow: string; title: Sentence; forms: Readonly<Record<string, ActForm>>; cover: (opening: never) => { summary: string; details: string; unit: string };
  /** No act of it asks for the commitment letter (TJ51-19.1), as its workflow has it. */
  manages?: true;
  /** The notice of Qingyang: what is refused before the inbox cites its rules on officers, not Tianjin's. */
  cites?: 'QY';
}

export const procedures: Readonly<Record<string, Procedure>> = {
  'rapid-response': { workflow: 'rapidResponse', title: { zh: '快速反应', en: 'Rapid response' }, forms: rapidResponseForms, cover: rapidResponseCover },
  'coordination-issue': { workflow: 'coordinationIssue', title: { zh: '审管联动协调事项', en: 'Coordination issue' }, forms: coordinationIssueForms, cover: coordinationIssueCover, manages: true },
  consultation: { workflow: 'consultation', title: { zh: '审管联动定期会商', en: 'Consultation' }, forms: consultationForms, cover: consultationCover, manages: true },
  'commitment-case': { workflow: 'commitmentCase', title: { zh: '承诺制事项', en: 'Commitment case' }, forms: commitmentForms, cover: commitmentCover },
  'implementing-rules': { workflow: 'implementingRules', title: { zh: '实施细则', en: 'Implementing rule' }, forms: implementingRulesForms, cover: implementingRulesCover, manages: true },
  'inspection-draw': { workflow: 'inspectionDraw', title: { zh: '双随机抽取', en: 'Draw' }, forms: drawForms, cover: drawCover, manages: true },
  'licence-revocation': { workflow: 'licenceRevocation', title: { zh: '吊销联动撤销', en: 'Licence revocation' }, forms: licenceRevocationForms, cover: licenceRevocationCover },
  inspection: { workflow: 'inspection', title: { zh: '行政检查', en: 'Inspection' }, forms: { ...inspectionForms, ...conductForms }, cover: inspectionCover, manages: true, cites: 'QY' },
  'inspection-window': { workflow: 'inspectionWindow', title: { zh: '重复检查窗口', en: 'Window of an inspection' }, forms: windowForms, cover: windowCover, manages: true, cites: 'QY' },
  'enforcement-complaint': { workflow: 'enforcementComplaint', title: { zh: '执法扰企线索', en: 'Complaint about enforcement' }, forms: enforcementComplaintForms, cover: enforcementComplaintCover, manages: true, cites: 'QY' },
  'inspection-programme': { workflow: 'inspectionProgramme', title: { zh: '年度联合检查计划', en: 'Yearly programme of inspections' }, forms: inspectionProgrammeForms, cover: inspectionProgrammeCover, manages: true, cites: 'QY' },
  'special-inspection': { workflow: 'specialInspection', title: { zh: '专项检查', en: 'Special inspection' }, forms: specialInspectionForms, cover: specialInspectionCover, manages: true, cites: 'QY' },
  'result-revocation': { workflow: 'resultRevocation', title: { zh: '撤销办理结果', en: 'Revocation of a result' }, forms: resultRevocationForms, cover: resultRevocationCover },
};

/** What the engine is told at the start; the relay says it again word by word. */
export function startOf(opening: unknown): FileToStart {
  const { file, procedure, bureau, letter } = opening as { file: string; procedure: string; bureau: string; letter: Act };
  const { workflow, cover } = procedures[procedure]!;
  const { summary, details, unit } = cover(opening as never);
  return { id: file, workflow, opening, letter: { id: letter.id, hash: letter.hash }, summary, details, attributes: { procedure, bureau, unit, openedAt: letter.receivedAt } };
}

/** The form of an act in a procedure, or of one that every file takes. */
export function formOf(procedure: string, type: string): ActForm | undefined {
  const forms = procedures[procedure]?.forms ?? {};
  if (Object.hasOwn(forms, type)) return forms[type];
  return Object.hasOwn(standingForms, type) ? standingForms[type as keyof typeof standingForms] : undefined;
}

/** The JSON Schema of an act, for clients that build forms. */
export function schemaOf(form: ActForm): unknown {
  const known = schemas.get(form) ?? z.toJSONSchema(form.shape, { io: 'input', unrepresentable: 'any' });
  schemas.set(form, known);
  return known;
}
const schemas = new WeakMap<ActForm, object>();
