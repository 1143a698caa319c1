/** 国令310号的用语 The papers that go to the police with a suspected crime. */

/** 移送的材料 Art. 6: `other` belongs to the five, with a note where there is nothing more. */
export const crimeDocuments = [
  'transfer-letter',
  'investigation-report',
  'list-of-goods',
  'test-report',
  'other',
] as const;
export type CrimeDocument = (typeof crimeDocuments)[number];
