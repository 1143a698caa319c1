/** What the worker may run. Exports only. */
export { rapidResponse } from './rapid-response.ts';
