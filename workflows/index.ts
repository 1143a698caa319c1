/** What the worker may run. Exports only, but for what all of them need. */
import './kit/stack-traces.ts';
export { consultation } from './consultation.ts';
export { consultationCall } from './consultation-call.ts';
export { coordinationIssue } from './coordination-issue.ts';
export { commitmentCase } from './commitment-case.ts';
export { licenceRevocation } from './licence-revocation.ts';
export { resultRevocation } from './result-revocation.ts';
export { circuitBreaker } from './circuit-breaker.ts';
export { jointMeeting } from './joint-meeting.ts';
export { inspection } from './inspection.ts';
export { inspectionWindow } from './inspection-window.ts';
export { implementingRules } from './implementing-rule.ts';
export { enforcementComplaint } from './enforcement-complaint.ts';
export { inspectionProgramme } from './inspection-programme.ts';
export { specialInspection } from './special-inspection.ts';
export { penaltyCase } from './penalty-case.ts';
export { rapidResponse } from './rapid-response.ts';
export { inspectionDraw } from './draw.ts';
