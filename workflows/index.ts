/** What the worker may run. Exports only. */
export { consultation } from './consultation.ts';
export { consultationCall } from './consultation-call.ts';
export { coordinationIssue } from './coordination-issue.ts';
export { commitmentCase } from './commitment-case.ts';
export { rapidResponse } from './rapid-response.ts';
