/** 弃用 What is to go: since when it should not be used any more, until when it is answered, and what takes its place (docs/api.md). */
export interface Deprecation {
  /** Civil days. At least a year lies between them. */
  since: string;
  until: string;
  /** The address of what takes its place, as the document writes it. */
  instead: string;
}
