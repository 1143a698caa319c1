/** 协议 What the registries know of the subject when an act arrives: for the forms that look at its agreement. */
export interface SubjectKnowledge {
  clauses: readonly { id: string; covers: readonly string[] }[];
  agreementEndsOn?: string;
  faceRecognitionReady: boolean;
}
