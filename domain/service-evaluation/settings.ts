/** 好差评的管理设置 The text gives no number for any stage (QJ-2.2): working days, the bureau's own. */
export interface ServiceEvaluationSettings {
  acceptDays: number;
  transferDays: number;
  /** 整改 From the evaluation on. */
  rectifyDays: number;
  feedbackDays: number;
  revisitDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
  /** Which unit deals with bad evaluations; empty: whichever unit collects them. */
  office: string;
}

export const defaultServiceEvaluationSettings: ServiceEvaluationSettings = {
  acceptDays: 1,
  transferDays: 1,
  rectifyDays: 5,
  feedbackDays: 2,
  revisitDays: 5,
  againDays: 5,
  office: '',
};
